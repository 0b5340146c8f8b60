import { describe, expect, it } from "vitest";
import { episodesOf } from "../../src/seen/episodes.ts";
import { seen, spansFrom } from "./story.ts";

describe("episodesOf", () => {
  it.each([
    ["a light that stays", "r5000", ["solid red"]],
    ["no light", ".5000", ["off"]],
    [
      "three flashes and the dark after them",
      ".3000 (r250 .250)x3 .3000",
      ["off", "blinking red 500 x3", "off"],
    ],
    ["two flashes", ".3000 (r250 .250)x2 .3000", ["off", "blinking red 500 x2", "off"]],
    ["one flash in the dark", ".3000 r250 .3000", ["off", "blinking red x1", "off"]],
    ["a light that was on for a while in the dark", ".3000 r1500 .3000", ["off", "solid red", "off"]],
    ["a blink that is cut short", "(r250 .250)x4 r100 b5000", ["blinking red 500 x5", "solid blue"]],
    ["a blink that ends lit", "(r250 .250)x4 r5000", ["blinking red 500 x4", "solid red"]],
    [
      "a blink that begins lit",
      "r5000 .250 (r250 .250)x3 b3000",
      ["solid red", "blinking red 500 x3", "solid blue"],
    ],
    ["two colours in turn", "(r250 b250)x4 .3000", ["alternating red+blue 500 x8", "off"]],
    [
      "two colours in turn, and one of them alone",
      "(r250 b250)x4 (r250 .250)x4",
      ["alternating red+blue 500 x8", "blinking red 500 x4"],
    ],
    ["three colours in turn", "(r250 g250 b250)x3 r9", ["alternating red+green+blue 750 x10"]],
    ["a code of two flashes", "(r100 .100 r100 .1000)x3 r9", ["blinking red 1300 x7"]],
    [
      "a blink that gets quicker",
      "(b500 .500)x3 (b125 .125)x4 r3000",
      ["blinking blue 1000 x3", "blinking blue 250 x4", "solid red"],
    ],
    [
      "a start in the middle of a flash",
      "r100 .250 (r250 .250)x3 b3000",
      ["blinking red 500 x4", "solid blue"],
    ],
    ["a start in the middle of the dark", ".40 (r250 .250)x3 b3000", ["blinking red 500 x3", "solid blue"]],
    [
      "two blinks of one colour that meet in a light",
      "(r1000 .1000)x3 r1400 .500 (r500 .500)x3 b9",
      ["blinking red 2000 x3", "blinking red 1000 x4", "solid blue"],
    ],
    [
      "solid for long between two blinks",
      "(r500 .500)x3 r5000 .500 (r500 .500)x3 b9",
      ["blinking red 1000 x3", "solid red", "blinking red 1000 x3", "solid blue"],
    ],
    [
      "a long light and what blinks after it",
      "b4000 (c500 .500)x2 .4000",
      ["solid blue", "blinking cyan 1000 x2", "off"],
    ],
    [
      "what is too slow to be a blink",
      "(b3000 .3000)x3 r9",
      ["solid blue", "off", "solid blue", "off", "solid blue", "off", "solid red"],
    ],
    [
      "nothing regular",
      "r700 .300 b900 .1500 r400 g9",
      ["solid red", "off", "blinking blue x1", "off", "solid red", "solid green"],
    ],
  ])("sees %s", (_, text, expected) => {
    expect(seen(text)).toEqual(expected);
  });

  it("gives back every span, split only where a blink ends in the dark", () => {
    const spans = spansFrom("r5000 .3000 (r250 .250)x3 .3000 (r250 b250)x4 g100");
    const back = episodesOf(spans).flatMap((episode) => episode.spans);
    expect(back.filter(({ from }) => from !== 9500)).toEqual(
      spans.map((span) => (span.from < 9500 && span.to > 9500 ? { ...span, to: 9500 } : span)),
    );
    expect(episodesOf(spans).map(({ from, to }) => [from, to])).toEqual([
      [0, 5000],
      [5000, 8000],
      [8000, 9500],
      [9500, 12_500],
      [12_500, 14_500],
      [14_500, 14_600],
    ]);
  });

  it("measures the round and how much of it is lit over all whole rounds, in spite of jitter", () => {
    const [episode] = episodesOf(spansFrom("r95 .905 r105 .895 r100 .900 b9"));
    expect(episode).toMatchObject({ periodMs: 1000, duty: 0.1, flashes: 3, from: 0, to: 3000 });
  });

  it("takes no code for what a slow board makes of short flashes", () => {
    expect(seen("(b15 .885 b35 .865)x3 r9")).toEqual(["blinking blue 900 x6", "solid red"]);
    expect(seen("r62 .100 (r104 .100 r100 .100)x3 r104 .100 r62 b3000")).toEqual([
      "blinking red 202 x9",
      "solid blue",
    ]);
  });

  it("gives the dark after a code its due", () => {
    const [code, off] = episodesOf(spansFrom("(r100 .100 r100 .1000)x3 .3000 b9"));
    expect([code!.to, off!.from, off!.to]).toEqual([3900, 3900, 6900]);
  });

  it("does not take a span that is not over for a whole one", () => {
    expect(episodesOf(spansFrom("(r250 .250)x2 r210"))[0]).toMatchObject({
      periodMs: 500,
      flashes: 3,
      to: 1210,
    });
  });

  it("sees nothing of nothing", () => {
    expect(episodesOf([])).toEqual([]);
  });
});
