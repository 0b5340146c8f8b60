import {
  type CircuitFault,
  type HomeChange,
  type HomeRecord,
  troublesOf,
} from "../../../firmware-sim/index.ts";
import { done, type Outcome, refused } from "../command.ts";
import type { HouseholdKind, Remedy } from "./kinds.ts";
import type { Room, View } from "./room.ts";

/** A kind of fault: how it comes, how it goes, and what a household does against it. */
export interface HouseholdFaultKind {
  /** For people, the whole of a sentence. */
  readonly is: string;
  readonly cures: readonly Remedy[];
  /** Why it cannot be raised now; null when it can. */
  readonly hindered: (view: View) => Outcome | null;
  readonly raise: (room: Room, seed: number) => Outcome;
  readonly undo: (room: Room) => Outcome;
  /** `raised`: it was, and has not ended since. */
  readonly holds: (view: View, raised: boolean) => boolean;
}

/** S3 solution 2. A plug that is not set up has no network to miss. */
const network = (
  is: string,
  begins: (seed: number, home: HomeRecord) => HomeChange,
  ends: HomeChange,
  holds: (home: HomeRecord) => boolean,
  ...cures: readonly Remedy[]
): HouseholdFaultKind => ({
  is,
  cures,
  hindered: ({ plug }) =>
    plug?.nvm.wifi == null
      ? refused("no_effect", "the plug is not set up, and has no network to lose: set it up first")
      : null,
  raise: (room, seed) => {
    room.home(begins(seed, room.view().home));
    return done;
  },
  undo: (room) => {
    room.home(ends);
    return done;
  },
  holds: ({ home }) => holds(home),
});

/** In socket, body or load. */
const circuit = (fault: CircuitFault, is: string, ...cures: readonly Remedy[]): HouseholdFaultKind => ({
  is,
  cures,
  hindered: ({ profile }) =>
    profile.outlet === null && fault !== "loose-connection"
      ? refused("no_effect", `${profile.name} has no outlet that could have it`)
      : null,
  raise: (room, seed) => {
    room.circuit({ kind: "raise", fault, seed });
    return done;
  },
  undo: (room) => {
    room.circuit({ kind: "clear", fault });
    return done;
  },
  holds: (view) => view.circuit.includes(fault),
});

/** Whether the plug itself finds it wrong. */
export const knows = ({ plug }: View, kind: HouseholdKind): boolean =>
  plug !== null && troublesOf(plug).some((trouble) => trouble === kind);

/** Nobody knows the password that it stands for: who is let in with it uses the home's own. */
const otherKey = (key: string): string =>
  key.replaceAll(/[0-9a-f]/g, (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16));

/** The version after the one that runs. */
function nextVersion({ plug }: View): string {
  const [major, minor, patch] = (plug?.nvm.firmware.version ?? "1.0.0").split(".");
  return `${major}.${minor}.${Number(patch) + 1}`;
}

const offer = (room: Room, version: string, required: boolean): Outcome =>
  room.command({ do: "offerFirmware", version, required });

export const HOUSEHOLD_FAULTS: Readonly<Record<HouseholdKind, HouseholdFaultKind>> = {
  "loose-connection": circuit(
    "loose-connection",
    "The plug sits loose in its socket: power comes and goes.",
    "reseat",
    "other-outlet",
  ),
  "weak-signal": network(
    "The router hardly reaches the plug: the link comes and goes.",
    (seed) => ({ kind: "setSignal", to: "weak", seed }),
    { kind: "setSignal", to: "good" },
    ({ signal }) => signal === "weak",
    "move-closer",
  ),
  "wrong-password": network(
    "The router's password was changed, and the plug has the old one.",
    (_, { wifi, formerKey }) => ({ kind: "setKey", to: otherKey(formerKey ?? wifi.key) }),
    { kind: "setKey", to: null },
    ({ formerKey }) => formerKey !== null,
    "network-reset",
    "factory-reset",
    "router-settings",
  ),
  dhcp: network(
    "The router gives the plug no address.",
    () => ({ kind: "setDhcp", to: "down" }),
    { kind: "setDhcp", to: "up" },
    ({ dhcp }) => dhcp === "down",
    "restart-router",
  ),
  dns: network(
    "No name service answers: the plug does not find its cloud.",
    () => ({ kind: "setDns", to: "down" }),
    { kind: "setDns", to: "up" },
    ({ dns }) => dns === "down",
    "restart-router",
  ),
  "router-down": network(
    "The router is down.",
    () => ({ kind: "setWifi", to: "down", how: "cut" }),
    { kind: "setWifi", to: "up", how: "cut" },
    ({ router }) => router === "down",
    "restart-router",
  ),
  blocked: network(
    "The router's firewall blocks the plug.",
    () => ({ kind: "setFirewall", to: "blocks" }),
    { kind: "setFirewall", to: "open" },
    ({ firewall }) => firewall === "blocks",
    "router-settings",
  ),
  overheat: circuit("overheat", "It is too hot inside the plug.", "cool-down", "ventilate", "reduce-load"),
  overload: circuit("overload", "More is plugged in than the plug is made for.", "reduce-load"),
  "stuck-button": {
    is: "The button is stuck, and stays down.",
    cures: ["free-button"],
    hindered: () => null,
    raise: (room) => room.command({ do: "press" }),
    undo: (room) => room.command({ do: "release" }),
    holds: (view, raised) => (raised && view.plug?.contact.raw === true) || knows(view, "stuck-button"),
  },
  "welded-relay": circuit(
    "welded-relay",
    "The relay is welded: power flows although the outlet is off.",
    "replace",
    "contact-maker",
  ),
  "outdated-firmware": {
    is: "The plug's firmware is out of date, and its maker requires the new one.",
    cures: ["update"],
    hindered: () => null,
    raise: (room) => offer(room, nextVersion(room.view()), true),
    // The offer stays, as one that need not be taken.
    undo: (room) => {
      const view = room.view();
      return offer(room, view.plug?.offered?.version ?? nextVersion(view), false);
    },
    holds: (view) => knows(view, "outdated-firmware"),
  },
};
