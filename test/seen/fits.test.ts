import { describe, expect, it } from "vitest";
import { type LedPattern, millis, patternWords } from "../../firmware-sim/index.ts";
import { episodesOf } from "../../src/seen/episodes.ts";
import { fits, sameColors } from "../../src/seen/fits.ts";
import type { Look } from "../../src/seen/lamp.ts";
import { spansFrom } from "./story.ts";

const why = (look: Look, text: string) => fits(look, episodesOf(spansFrom(text))[0]!);
const blinkingRed: Look = { cadence: "blinking", colors: ["red"] };
const solidRed: Look = { cadence: "solid", colors: ["red"] };

const threeFlashes = "(r250 .250)x3 b9";

describe("fits", () => {
  it.each<[Look, string]>([
    [{ cadence: "off", colors: [] }, ".3000"],
    [solidRed, "r3000"],
    [{ ...solidRed, lasts: { min: 3000, max: 3000 } }, "r3000"],
    [{ ...blinkingRed, flashes: { min: 2 } }, threeFlashes],
    [{ ...blinkingRed, flashes: { min: 3, max: 3 } }, threeFlashes],
    [{ cadence: "alternating", colors: ["blue", "red"] }, "(r250 b250)x3 .9"],
    [{ cadence: "blinking", colors: [] }, threeFlashes],
    [{ ...blinkingRed, pace: "fast" }, "(r150 .150)x3 b9"],
    [{ ...blinkingRed, pace: "slow" }, "(r750 .750)x3 b9"],
  ])("has nothing against %j in %s", (look, text) => {
    expect(why(look, text)).toBeNull();
  });

  it.each<[Look, string, string]>([
    [{ cadence: "solid", colors: ["orange"] }, "r3000", "solid red, not solid orange"],
    [blinkingRed, "r3000", "solid red, not blinking red"],
    [{ cadence: "solid", colors: [] }, threeFlashes, "blinking red, not solid"],
    [{ cadence: "off", colors: [] }, "r3000", "solid red, not off"],
    [solidRed, ".3000", "off, not solid red"],
    [blinkingRed, "(r250 b250)x3 .9", "alternating red and blue, not blinking red"],
    [
      { cadence: "alternating", colors: ["red"] },
      "(r250 b250)x3 .9",
      "alternating red and blue, not alternating red",
    ],
    [{ ...blinkingRed, flashes: { min: 4, max: 4 } }, threeFlashes, "3 flashes, not 4"],
    [{ ...blinkingRed, flashes: { min: 4 } }, threeFlashes, "3 flashes, not at least 4"],
    [{ ...blinkingRed, flashes: { min: 1, max: 2 } }, threeFlashes, "3 flashes, not 1 to 2"],
    [{ ...solidRed, lasts: { min: 4000, max: 6000 } }, "r3000", "for 3 s, not for 4 s to 6 s"],
    [{ ...solidRed, lasts: { min: 0, max: 2000 } }, "r3000", "for 3 s, not for at most 2 s"],
    [{ ...blinkingRed, pace: "fast" }, threeFlashes, "one round takes 500 ms, and fast is 300 ms or less"],
    [{ ...blinkingRed, pace: "slow" }, threeFlashes, "one round takes 500 ms, and slow is 1.5 s or more"],
  ])("says against %j in %s why not", (look, text, reason) => {
    expect(why(look, text)).toBe(reason);
  });

  it("does not call a single flash fast", () => {
    const flash = episodesOf(spansFrom(".3000 r100 .3000"))[1]!;
    expect(fits({ ...blinkingRed, pace: "fast" }, flash)).toBe("seen too briefly to be called fast");
    expect(fits({ ...blinkingRed, flashes: { min: 2 } }, flash)).toBe("1 flash, not at least 2");
    expect(fits(blinkingRed, flash)).toBeNull();
  });

  it("calls fast and slow what the words of a pattern call so", () => {
    for (const half of [100, 150, 151, 250, 749, 750, 1000]) {
      const steps = (["red", "off"] as const).map((color) => ({ color, for: millis(half) }));
      const pattern: LedPattern = { kind: "steps", steps, times: "forever" };
      const text = `(r${half} .${half})x3 b9`;
      const paces = (["fast", "slow"] as const).filter(
        (pace) => why({ ...blinkingRed, pace }, text) === null,
      );
      const words = patternWords(pattern);
      expect(paces).toEqual(words.endsWith("fast") ? ["fast"] : words.endsWith("slowly") ? ["slow"] : []);
    }
  });
});

describe("sameColors", () => {
  it("takes no notice of order and of twice, but of each colour", () => {
    expect(sameColors(["red", "blue"], ["blue", "red", "red"])).toBe(true);
    expect(sameColors(["red", "red"], ["red", "blue"])).toBe(false);
    expect(sameColors(["red", "blue"], ["red", "red"])).toBe(false);
  });
});
