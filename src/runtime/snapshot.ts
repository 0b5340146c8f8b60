import { isDeepStrictEqual } from "node:util";
import type {
  Firmware,
  Home,
  Instant,
  LedPattern,
  NvmHealth,
  Plug,
  Source,
  StartUp,
} from "../../firmware-sim/index.ts";
import { shown, stateOf } from "../../firmware-sim/index.ts";
import type { WireFault } from "./wire-faults.ts";

/** Everything about the plug and its bench at one instant; a new object whenever something changed. */
export interface Snapshot {
  readonly at: Instant;
  /** `off`, `booting`, or the state of the lifecycle region. */
  readonly lifecycle: string;
  readonly power: "on" | "off";
  readonly board: "online" | "offline";
  readonly button: "down" | "up";
  /** A hold that counts: since when, and the highest rung it has reached. */
  readonly hold: { readonly since: Instant; readonly rung: string | null } | null;
  readonly led: { readonly name: string; readonly pattern: LedPattern; readonly since: Instant };
  readonly relay: {
    readonly closed: boolean;
    readonly source: Source;
    /** Wall clock, ISO 8601. */
    readonly changed: string;
  };
  readonly network: "down" | "local" | "cloud";
  readonly provisioned: boolean;
  readonly account: string | null;
  readonly startUp: StartUp;
  readonly nvm: NvmHealth;
  /** The make of the plug that is in place. */
  readonly profile: { readonly id: string; readonly name: string };
  /** What goes wrong on purpose on the wire. */
  readonly faults: readonly WireFault[];
  readonly home: {
    readonly ssid: string;
    readonly wifi: "up" | "down";
    readonly cloud: "up" | "down";
    /** The accounts that list the plug. */
    readonly listedBy: readonly string[];
  };
}

export interface Surroundings {
  readonly at: Instant;
  readonly power: "on" | "off";
  readonly board: "online" | "offline";
  readonly relay: Snapshot["relay"];
  readonly profile: Snapshot["profile"];
  readonly faults: Snapshot["faults"];
  readonly fingerDown: boolean;
}

/** States of the button in which no hold goes on that can lead to anything. */
const NOT_HELD = ["up", "ignored", "confirming"];

export function snapshotOf(firmware: Firmware, plug: Plug, home: Home, around: Surroundings): Snapshot {
  const supply = stateOf(firmware, plug, "supply");
  const button = stateOf(firmware, plug, "button");
  const held = !NOT_HELD.includes(button);
  const { name, pattern, since } = shown(firmware, plug);
  const { wifi, router, cloud, accounts } = home.record;
  return {
    at: around.at,
    lifecycle: supply === "running" ? stateOf(firmware, plug, "lifecycle") : supply,
    power: around.power,
    board: around.board,
    button: supply === "off" ? (around.fingerDown ? "down" : "up") : plug.contact.raw ? "down" : "up",
    hold: held ? { since: plug.pressedAt, rung: button === "pressed" ? null : button } : null,
    led: { name, pattern, since },
    relay: around.relay,
    network: stateOf(firmware, plug, "network") as Snapshot["network"],
    provisioned: plug.nvm.wifi !== null,
    account: plug.nvm.account,
    startUp: plug.nvm.startUp,
    nvm: stateOf(firmware, plug, "nvm") === "failing" ? "failing" : plug.loaded,
    profile: { id: around.profile.id, name: around.profile.name },
    faults: around.faults,
    home: {
      ssid: wifi.ssid,
      wifi: router,
      cloud,
      listedBy: accounts.filter((account) => account.listsPlug).map((account) => account.name),
    },
  };
}

/** Whether two snapshots say the same, whenever they were taken. A fault that was raised again is another one. */
export function sameState(a: Snapshot, b: Snapshot): boolean {
  return a.faults === b.faults && isDeepStrictEqual({ ...a, at: b.at }, b);
}
