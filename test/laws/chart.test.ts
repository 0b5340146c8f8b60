import { describe, expect, it } from "vitest";
import { factoryRecord, type PlugInput, walk } from "../../firmware-sim/index.ts";
import { check, firmware } from "./promises.ts";

const provisioned = { ...factoryRecord("previous"), wifi: { ssid: "w", key: "k" }, account: "a" };

/** Three spaces that together fire every row, each walked to its end. */
const SPACES: readonly {
  name: string;
  nvm: typeof provisioned | null;
  kinds: readonly PlugInput["kind"][];
}[] = [
  {
    name: "set-up and network",
    nvm: null,
    kinds: ["powerLost", "provision", "linkUp", "linkDown", "cloudUp", "cloudDown", "joined", "joinFailed"],
  },
  {
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
  },
  {
    name: "button, outlet and lamp",
    nvm: null,
    kinds: ["edge", "powerLost", "buttonLost", "relaySet", "startUpSet", "identify"],
  },
];

describe("the state chart, walked to its end", () => {
  const fired = firmware.chart.rows.map(() => 0);

  it.each(SPACES)(
    "keeps its promises in every reachable state: $name",
    { timeout: 120_000 },
    ({ nvm, kinds }) => {
      const result = walk(firmware, check, { nvm, kinds, limit: 500_000 });
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
