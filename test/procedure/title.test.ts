import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/procedure/plan.ts";
import type { Look } from "../../src/seen/lamp.ts";
import {
  alternating,
  blinking,
  type Draft,
  either,
  hold,
  keepHolding,
  may,
  never,
  OFF,
  plugIn,
  press,
  procedureOf,
  release,
  resetDone,
  shows,
  solid,
  wait,
} from "./hand-made.ts";
import { failures, outcomes, rehearsed } from "./rehearsal.ts";

const red = blinking("red");
const check = async (...steps: readonly Draft[]) => failures(await rehearsed(procedureOf(...steps)));

describe("the title of a step", () => {
  it("is not done again where the rest of the step does the same", async () => {
    // Done twice, the outlet would be off again.
    expect(
      await check([
        ["title", press()],
        [press(), shows(solid("blue"))],
      ]),
    ).toEqual([]);
    expect(await check([["title", plugIn], [plugIn, shows(red)], [wait(OFF)]])).toEqual([]);
  });

  it("is done where the rest of the step does not", async () => {
    expect(await check([["title", press()], [shows(solid("blue"))]])).toEqual([]);
    expect(
      await check([["title", hold()], [keepHolding(red)]], [["title", release], [shows(solid("red"))]]),
    ).toEqual([]);
  });

  it("puts the finger down where the rest of the step keeps it there", async () => {
    expect(await check([["title", press()], [keepHolding(red)]], [[release, shows(solid("red"))]])).toEqual(
      [],
    );
  });

  it("holds when the light is as it says while the step does that", async () => {
    const step = (look: typeof red) =>
      check(
        [[hold(red)]],
        [
          ["title", wait(look), release],
          [release, shows(solid("red"))],
        ],
      );
    expect(await step(red)).toEqual([]);
    expect(await step(alternating("red", "blue"))).toEqual([
      "step 2, line 2: The title of the step says that the light is alternating red and blue then. " +
        "When the step does that, the light is blinking red, not alternating red and blue. | The light blinks red.",
    ]);
  });

  it("holds when the light is as it says somewhere in the step", async () => {
    const step = (look: typeof red) =>
      check(
        [
          ["title", hold(look)],
          [hold(), keepHolding(red)],
        ],
        [[release]],
      );
    expect(await step(alternating("blue", "red"))).toEqual([]);
    expect(await step(blinking("green"))).toEqual([
      "step 1, line 1: The title of the step says that the light is blinking green. " +
        "In this step the light was off, then alternating red and blue, then blinking red. | ",
    ]);
    expect(
      await check([
        ["title", shows(solid("green"))],
        [press(), shows(solid("blue"))],
      ]),
    ).toHaveLength(1);
  });

  it("says the same time, count and button as the rest of the step", async () => {
    const clash = async (title: ReturnType<typeof press>, text: ReturnType<typeof press>) =>
      (await check([["title", title], [text]])).find((failure) => failure.startsWith("step 1, line 1"));
    expect(await clash(hold(10_000), hold(13_000))).toBe(
      "step 1, line 1: The title of the step says 10 s. The text of the step has another time: 13 s. | Let the title say 13 s, or nothing of it.",
    );
    expect(await clash(press(3), press(5))).toContain("another count: 5 times.");
    expect(await clash(hold(1000, "reset"), hold(1000))).toContain("another button: Action button.");
    expect(await clash(hold(13_000), hold(13_000))).toBeUndefined();
  });

  it("says about how long the rest of the step holds a button until the light is as it should be", async () => {
    const step = (span: number) => check([["title", hold(span)], [hold(red)]], [[release]]);
    for (const span of [12_000, 13_000, 15_000]) expect(await step(span)).toEqual([]);
    expect(await step(10_000)).toEqual([
      "step 1, line 1: The title of the step says that the button is held for 10 s. In this step it was held for 13.3 s. | ",
    ]);
    const withRelease = await check([
      ["title", hold(20_000)],
      [hold(red), release],
    ]);
    expect(withRelease).toEqual([expect.stringContaining("it was held for 13.3 s.")]);
  });

  it("names a button that the make has", async () => {
    const named = { do: "release", buttons: ["reset"] } as const;
    expect(await check([[hold(red)]], [["title", named], [release]])).toEqual([
      expect.stringContaining("step 2, line 2: The plug has the Reset button."),
    ]);
  });

  it("is not judged in a step that was not finished", async () => {
    const steps = await rehearsed(
      procedureOf([
        ["title", shows(solid("green"))],
        [hold(blinking("green")), shows(red)],
      ]),
    );
    expect(failures(steps)).toHaveLength(1);
    expect(outcomes(steps)).toBe("fail");
  });

  it("says what may, what must not and what finally is to be seen of the whole step", async () => {
    const step = (...title: readonly Observation[]) => check([["title", ...title], [hold(red)]], [[release]]);
    expect(await step(may(alternating("red", "blue")))).toEqual([]);
    expect(await step(may(blinking("green")))).toHaveLength(1);
    expect(await step(never("blue"))).toEqual([]);
    expect(await step(never("red"))).toHaveLength(1);
    const lit = (look: Look) =>
      check([
        ["title", either(look, solid("green"))],
        [press(), shows(solid("blue"))],
      ]);
    expect(await lit(solid("blue"))).toEqual([]);
    expect(await lit(solid("red"))).toEqual([
      expect.stringContaining("says that the light is solid red or solid green."),
    ]);
  });

  it("may say that the reset is done", async () => {
    expect(await check([[hold(red), release]], [["title", resetDone], [resetDone]])).toEqual([]);
    expect(await check([[press()]], [["title", resetDone]])).toHaveLength(1);
  });
});
