import { describe, expect, it } from "vitest";
import {
  compile,
  type Firmware,
  factoryRecord,
  type Plug,
  type Profile,
  type Region,
  stateOf,
  type WalkOptions,
  walk,
} from "../../firmware-sim/index.ts";
import { promisesOf } from "./promises.ts";

/** A part of all that can happen, small enough to be walked to its end. */
export interface Space extends Pick<WalkOptions, "nvm" | "kinds" | "within"> {
  readonly name: string;
}

const provisioned = { ...factoryRecord("previous"), wifi: { ssid: "w", key: "k" }, account: "a" };

export const SETUP: Space = {
  name: "set-up and network",
  nvm: null,
  kinds: [
    "powerLost",
    "provision",
    "linkUp",
    "linkDown",
    "cloudUp",
    "cloudDown",
    "networkTrouble",
    "joined",
    "joinFailed",
    "saveFailed",
  ],
};

/** A reset leaves the account and the broker: both at once, or one at a time, which is a fifth of the work. */
export const RESETS: Space = {
  name: "resets of a provisioned plug",
  nvm: provisioned,
  kinds: [
    "edge",
    "powerLost",
    "linkUp",
    "linkDown",
    "cloudUp",
    "deregistered",
    "announced",
    "goodbyeDone",
    "goodbyePaid",
    "saveFailed",
  ],
};
export const RESETS_BY_PART: readonly Space[] = [
  { name: "resets and the account", nvm: provisioned, kinds: ["press", "linkUp", "cloudUp", "deregistered"] },
  {
    name: "resets and the broker",
    nvm: provisioned,
    kinds: ["press", "powerLost", "linkUp", "announced", "goodbyeDone", "goodbyePaid"],
  },
  { name: "resets and a store that fails", nvm: provisioned, kinds: ["press", "powerLost", "saveFailed"] },
];

export const OUTLET: Space = {
  name: "button, outlet and lamp",
  nvm: null,
  kinds: ["edge", "powerLost", "buttonLost", "stalled", "relaySet", "startUpSet", "identify", "saveFailed"],
};
export const OUTLET_BY_PART: readonly Space[] = [
  { name: "a button that bounces", nvm: null, kinds: ["edge", "powerLost", "buttonLost", "stalled"] },
  { name: "button and outlet", nvm: null, kinds: ["press", "powerLost", "relaySet"] },
  { name: "button and start-up", nvm: null, kinds: ["press", "powerLost", "startUpSet"] },
  { name: "button and identify", nvm: null, kinds: ["press", "powerLost", "identify"] },
  {
    name: "schedules and trips",
    nvm: null,
    kinds: ["schedulesSet", "scheduleDue", "hot", "overloaded"],
  },
];

/** The same with a button that bounces and a store that may fail: for one make, this is time well spent. */
export const thorough = (space: Space): Space => ({
  ...space,
  kinds: [...space.kinds.map((kind) => (kind === "press" ? "edge" : kind)), "saveFailed"],
});

export const POWER: Space = {
  name: "power that comes and goes",
  nvm: null,
  kinds: ["press", "powerLost", "saveFailed"],
  within: () => true,
};

export const PROTECTION: readonly Space[] = [
  { name: "button and trips", nvm: null, kinds: ["press", "hot", "cool", "overloaded"] },
  { name: "outlet and trips", nvm: null, kinds: ["powerLost", "relaySet", "hot", "cool", "overloaded"] },
  { name: "mains that flickers", nvm: null, kinds: ["powerLost", "mainsDip", "mainsBack"] },
  { name: "energy", nvm: null, kinds: ["powerLost", "metered", "energyReset"] },
  { name: "button and meter", nvm: null, kinds: ["press", "metered"] },
];

/** What the account begins, in the middle of holds, or when a reset has signed the plug out and left its Wi-Fi. */
export const ACCOUNT: readonly Space[] = [
  {
    name: "what the app begins, and holds",
    nvm: provisioned,
    kinds: ["press", "linkUp", "cloudUp", "appReset", "removed"],
  },
  {
    name: "what is said, and power",
    nvm: provisioned,
    kinds: ["powerLost", "linkUp", "cloudUp", "cloudDown", "appReset", "voice"],
  },
  {
    name: "signing in again",
    nvm: { ...provisioned, account: null },
    kinds: SETUP.kinds,
  },
];

export const UPDATES: readonly Space[] = [
  {
    name: "updates, network and power",
    nvm: provisioned,
    kinds: [
      "powerLost",
      "linkUp",
      "cloudUp",
      "cloudDown",
      "updateOffered",
      "updateInstall",
      "downloading",
      "downloaded",
      "downloadFailed",
      "imageAccepted",
      "imageRefused",
      "saveFailed",
    ],
  },
  {
    name: "updates and resets",
    nvm: provisioned,
    kinds: ["press", "linkUp", "cloudUp", "updateOffered", "updateInstall", "downloaded", "imageAccepted"],
    within: updatesHeld,
  },
];

/**
 * A hold is followed to its end before an update and in one of its states, up to its first rung before the restart, and nowhere
 * else: every moment of a hold in every state of an update would be too much to walk.
 */
function updatesHeld(firmware: Firmware, plug: Plug): boolean {
  const is = (region: Region, ...names: string[]) => names.includes(stateOf(firmware, plug, region));
  const idle = is("button", "up") && !plug.contact.raw;
  if (is("supply", "off") || is("lifecycle", "resetting")) return false;
  if (is("update", "none")) return idle;
  if (!is("lifecycle", "online") || !is("network", "cloud")) return false;
  if (is("update", "available", "downloading")) return true;
  return is("update", "committing") ? is("button", "up", "pressed") : idle;
}

/** So many short power-ons in a row are followed to their end in a space of their own only. */
const fewBoots = (_: Firmware, { nvm }: Plug): boolean => nvm.shortBoots < 2;

/** Walks each space of a plug to its end. Together they must fire every row of its chart. */
export function itKeepsItsPromises(profile: Profile, spaces: readonly Space[]): void {
  describe(`the state chart of ${profile.id}, walked to its end`, () => {
    const firmware = compile(profile);
    const fired = firmware.chart.rows.map(() => 0);

    it.each(spaces)(
      "keeps its promises in every reachable state: $name",
      { timeout: 600_000 },
      ({ nvm, kinds, within = fewBoots }) => {
        const result = walk(firmware, promisesOf(firmware), { nvm, kinds, within, limit: 500_000 });
        expect(result.complete).toBe(true);
        result.fired.forEach((times, row) => {
          fired[row]! += times;
        });
      },
    );

    it("has no row that never fires", () => {
      const unfired = firmware.chart.rows.filter((_, row) => fired[row] === 0);
      expect(unfired).toEqual([]);
    });
  });
}
