import { describe, expect, it } from "vitest";
import { amazonSmartPlug, type Profile } from "../../firmware-sim/index.ts";
import { flipsOf } from "../../src/procedure/basis/sweep.ts";

const armedAt = (profile: Profile) => profile.rungs.find(({ name }) => name === "armed")!.at;
const bootTimes = ({ patterns: { boot } }: Profile) =>
  boot.pattern.kind === "steps" ? boot.pattern.times : 0;

describe("the sweep of a profile's numbers", () => {
  it("finds the millisecond at which a verdict turns, up and down", async () => {
    const passes = async (profile: Profile) => armedAt(profile) <= 12_750;
    expect(await flipsOf(amazonSmartPlug, true, passes)).toEqual([
      { place: "rungs.armed.at", now: 12_000, at: 12_751, unit: "ms", basis: "third-party" },
    ]);
    const passesBelow = async (profile: Profile) => armedAt(profile) <= 9750;
    expect(await flipsOf(amazonSmartPlug, false, passesBelow)).toMatchObject([{ at: 9750 }]);
  });

  it("finds both of two ways in which it turns", async () => {
    const passes = async (profile: Profile) => Math.abs(armedAt(profile) - 12_000) < 100;
    expect((await flipsOf(amazonSmartPlug, true, passes)).map(({ at }) => at)).toEqual([11_900, 12_100]);
  });

  it("counts what is counted", async () => {
    const passes = async (profile: Profile) => bootTimes(profile) !== 2;
    expect(await flipsOf(amazonSmartPlug, true, passes)).toEqual([
      { place: "patterns.boot.times", now: 3, at: 2, unit: "times", basis: "assumed" },
    ]);
  });

  it("stays within the bounds, and finds nothing that turns beyond them", async () => {
    const tried: number[] = [];
    const passes = async (profile: Profile) => {
      tried.push(armedAt(profile));
      return armedAt(profile) < 25_000;
    };
    expect(await flipsOf(amazonSmartPlug, true, passes)).toEqual([]);
    expect(Math.min(...tried)).toBe(5000);
    expect(Math.max(...tried)).toBe(20_000);
  });
});
