import { describe, expect, it } from "vitest";
import { compile, factoryRecord, type Profile, type WalkOptions, walk } from "../../firmware-sim/index.ts";
import { promisesOf } from "./promises.ts";

/** A part of all that can happen, small enough to be walked to its end. */
export interface Space extends Pick<WalkOptions, "nvm" | "kinds"> {
  readonly name: string;
}

const provisioned = { ...factoryRecord("previous"), wifi: { ssid: "w", key: "k" }, account: "a" };

export const SETUP: Space = {
  name: "set-up and network",
  nvm: null,
  kinds: ["powerLost", "provision", "linkUp", "linkDown", "cloudUp", "cloudDown", "joined", "joinFailed"],
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
  ],
};
export const RESETS_BY_PART: readonly Space[] = [
  {
    name: "resets and the account",
    nvm: provisioned,
    kinds: ["edge", "linkUp", "cloudUp", "deregistered"],
  },
  {
    name: "resets and the broker",
    nvm: provisioned,
    kinds: ["edge", "powerLost", "linkUp", "announced", "goodbyeDone", "goodbyePaid"],
  },
];

export const OUTLET: Space = {
  name: "button, outlet and lamp",
  nvm: null,
  kinds: ["edge", "powerLost", "buttonLost", "stalled", "relaySet", "startUpSet", "identify"],
};
export const OUTLET_BY_PART: readonly Space[] = [
  { name: "button and outlet", nvm: null, kinds: ["edge", "powerLost", "buttonLost", "stalled", "relaySet"] },
  { name: "button and start-up", nvm: null, kinds: ["edge", "powerLost", "startUpSet"] },
  { name: "button and identify", nvm: null, kinds: ["edge", "powerLost", "identify"] },
];

/** Walks each space of a plug to its end. Together they must fire every row of its chart. */
export function itKeepsItsPromises(profile: Profile, spaces: readonly Space[]): void {
  describe(`the state chart of ${profile.id}, walked to its end`, () => {
    const firmware = compile(profile);
    const fired = firmware.chart.rows.map(() => 0);

    it.each(spaces)(
      "keeps its promises in every reachable state: $name",
      { timeout: 120_000 },
      ({ nvm, kinds }) => {
        const result = walk(firmware, promisesOf(firmware), { nvm, kinds, limit: 500_000 });
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
