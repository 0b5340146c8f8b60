import { describe, expect, it } from "vitest";
import { episodesOf } from "../../src/seen/episodes.ts";
import { noticeable, told } from "../../src/seen/notice.ts";
import { noticed, short, spansFrom } from "./story.ts";

describe("noticeable", () => {
  it.each([
    ["a colour between two others for a moment", "b3000 r390 g3000", ["solid blue", "solid green"]],
    ["not what is there for a glance", "b3000 r400 g3000", ["solid blue", "solid red", "solid green"]],
    ["a moment of dark in a light, which goes on", "r3000 .100 r3000", ["solid red"]],
    [
      "a moment of another colour in a blink, which goes on",
      "(r250 .250)x3 b100 (r250 .250)x3 g9000",
      ["blinking red 500 x6", "solid green"],
    ],
    [
      "a blink that begins anew in the middle of its dark",
      "(b500 .500)x3 b500 .1 (b500 .500)x3 g9000",
      ["blinking blue 1000 x7", "solid green"],
    ],
    [
      "a blink that begins anew at once",
      ".3000 b500 .100 (b500 .500)x3 g9000",
      ["off", "blinking blue 1000 x4", "solid green"],
    ],
    [
      "a blink that begins anew, ends, and was cut as short both times",
      "(g50 .950)x2 g50 .1 (g50 .950)x2 g50 .5950",
      ["blinking green 1000 x6", "off"],
    ],
    [
      "nothing of a long dark between two blinks",
      "(b1750 .1750)x3 b1459 .5000 (b1750 .1750)x3 r9000",
      ["blinking blue 3427 x4", "off", "blinking blue 3500 x3", "solid red"],
    ],
  ])("leaves out %s", (_, text, expected) => {
    expect(noticed(text)).toEqual(expected);
  });

  it("counts a light that goes on as one", () => {
    expect(noticeable(episodesOf(spansFrom("r3000 .100 r3000 .9000")))[0]).toMatchObject({
      flashes: 1,
      to: 6100,
    });
  });

  it("keeps a flash of a blink, however short", () => {
    expect(noticed(".3000 r30 .3000")).toEqual(["off", "blinking red x1", "off"]);
  });

  it("keeps two blinks of one colour apart when they differ in speed", () => {
    expect(noticed("(b200 .200)x4 (b500 .500)x3 r9000")).toEqual([
      "blinking blue 400 x4",
      "blinking blue 1000 x3",
      "solid red",
    ]);
  });
});

describe("told", () => {
  const spans = spansFrom(".5000 (r250 .250)x3 .1000 b9000");
  const at = (now: number) => {
    const { before, episode, sure } = told(spans, now)!;
    return [...before.map(short), sure ? short(episode) : "?"];
  };

  it.each([
    [2499, ["?"]],
    [2500, ["off"]],
    [5001, ["off", "?"]],
    [5999, ["off", "?"]],
    [6001, ["off", "blinking red 500 x3"]],
    [6500, ["off", "blinking red 500 x3"]],
    [6900, ["off", "blinking red 500 x3", "?"]],
    [7500, ["off", "blinking red 500 x3", "?"]],
    [9999, ["off", "blinking red 500 x3", "?"]],
    [10_000, ["off", "blinking red 500 x3", "off", "solid blue"]],
  ])("at %i ms says what is sure", (now, expected) => {
    expect(at(now)).toEqual(expected);
  });

  it("tells what goes on though nobody is sure of it", () => {
    expect(told(spans, 5100)).toMatchObject({
      episode: { colors: ["red"], from: 5000, to: 5100 },
      sure: false,
    });
  });

  it("says nothing before anything was seen", () => {
    expect(told(spans, 0)).toBeNull();
  });
});
