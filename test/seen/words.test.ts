import { describe, expect, it } from "vitest";
import { episodesOf } from "../../src/seen/episodes.ts";
import type { Look } from "../../src/seen/lamp.ts";
import { episodeWords, lookWords, timeWords } from "../../src/seen/words.ts";
import { spansFrom } from "./story.ts";

describe("lookWords", () => {
  it.each<[Look, string]>([
    [{ cadence: "off", colors: [] }, "off"],
    [{ cadence: "solid", colors: ["red"], lasts: { min: 2000 } }, "solid red for at least 2 s"],
    [{ cadence: "solid", colors: ["red"], lasts: { min: 4000, max: 6000 } }, "solid red for 4 s to 6 s"],
    [{ cadence: "blinking", colors: ["red"], flashes: { min: 2 } }, "blinking red, at least 2 times"],
    [{ cadence: "blinking", colors: ["red"], flashes: { min: 3, max: 3 } }, "blinking red, 3 times"],
    [{ cadence: "blinking", colors: ["red"], flashes: { min: 1, max: 1 } }, "blinking red, 1 time"],
    [{ cadence: "blinking", colors: ["blue"], pace: "fast" }, "blinking blue fast"],
    [{ cadence: "blinking", colors: ["blue"], pace: "slow" }, "blinking blue slowly"],
    [{ cadence: "alternating", colors: ["red", "blue"] }, "alternating red and blue"],
  ])("says %j for people", (look, words) => {
    expect(lookWords(look)).toBe(words);
  });
});

describe("episodeWords", () => {
  it.each([
    [".2000", "off for 2 s"],
    ["r5040", "solid red for 5 s"],
    ["(r250 .250)x3 b9", "blinking red, 3 flashes in 1.5 s"],
    ["(b125 .125)x12 r9", "blinking blue fast, 12 flashes in 3 s"],
    ["(b1000 .1000)x3 r9", "blinking blue slowly, 3 flashes in 6 s"],
    ["(r250 b250)x6 .9", "alternating red and blue for 3 s"],
  ])("tells %s", (text, words) => {
    expect(episodeWords(episodesOf(spansFrom(text))[0]!)).toBe(words);
  });

  it("tells a single flash", () => {
    expect(episodeWords(episodesOf(spansFrom(".3000 r250 .3000"))[1]!)).toBe("one red flash of 250 ms");
  });
});

describe("timeWords", () => {
  it("needs no more than a tenth of a second", () => {
    expect([0, 999.4, 1000, 1449, 90_000].map(timeWords)).toEqual(["0 ms", "999 ms", "1 s", "1.4 s", "90 s"]);
  });
});
