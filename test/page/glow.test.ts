import { describe, expect, it } from "vitest";
import { type ColorName, type LedPattern, millis } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { flashesPerSecond, glowOf } from "../../src/page/plug/glow.ts";

const alternating = (a: ColorName, b: ColorName, each: number): LedPattern => ({
  kind: "steps",
  steps: [
    { color: a, for: millis(each) },
    { color: b, for: millis(each) },
  ],
  times: "forever",
});

describe("the glow around the lamp", () => {
  it("counts how often a second a pattern changes and comes back", () => {
    expect(flashesPerSecond({ kind: "steady", color: "red" })).toBe(0);
    expect(flashesPerSecond(alternating("red", "off", 250))).toBe(2);
    expect(flashesPerSecond(alternating("red", "blue", 100))).toBe(5);
    expect(flashesPerSecond(alternating("red", "red", 100))).toBe(0);
  });

  it("goes with the lamp up to three flashes a second", () => {
    const slow = alternating("blue", "off", 167);
    expect(glowOf(slow, "blue")).toBe("blue");
    expect(glowOf(slow, "off")).toBe("off");
  });

  it("stays as it is when the lamp flashes more often", () => {
    const fast = alternating("off", "blue", 100);
    expect([glowOf(fast, "blue"), glowOf(fast, "off")]).toEqual(["blue", "blue"]);
  });

  it("never flashes too often, whatever the make", () => {
    for (const { id, patterns } of PROFILES)
      for (const [name, { pattern }] of Object.entries(patterns)) {
        if (flashesPerSecond(pattern) <= 3) continue;
        expect(glowOf(pattern, "off"), `${id} ${name}`).toBe(glowOf(pattern, "red"));
      }
  });
});
