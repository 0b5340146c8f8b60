import { describe, expect, it } from "vitest";
import { profileNamed } from "../../src/config/profiles.ts";
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
  unplug,
  wait,
} from "./hand-made.ts";
import { failures, outcomes, rehearsed } from "./rehearsal.ts";

const red = blinking("red");
const boots = [plugIn, shows(blinking("red", { flashes: { min: 2 } }))] as const;
const resets = [hold(red), release, shows(solid("red"))] as const;

const check = async (...steps: readonly Draft[]) => failures(await rehearsed(procedureOf(...steps)));

describe("what is done", () => {
  it("is done in order, and passes where the plug does as it says", async () => {
    expect(await check([[...boots]], [[...resets]], [[shows(blinking("blue"))], [resetDone]])).toEqual([]);
  });

  it("may be a press, several presses, or unplugging for a time", async () => {
    expect(await check([[press(), shows(solid("blue"))]], [[press(), shows(OFF)]])).toEqual([]);
    expect(await check([[press(2), shows(OFF)]])).toEqual([]);
    expect(await check([[unplug, wait(20_000), ...boots, shows(OFF)]])).toEqual([]);
  });

  it("need not be plugging in where the plug is plugged in at the start", async () => {
    const procedure = procedureOf([[plugIn]], [[press(), shows(solid("blue"))]]);
    expect(failures(await rehearsed(procedure, { start: "online" }))).toEqual([]);
  });

  it.each([
    ["to release the button", "No button is held down here", [[release]]],
    ["to keep holding", "No button is held down here", [[keepHolding(1000)]]],
    ["to press the Action button", "It is held down already", [[hold()], [press()]]],
    ["to plug it in", "It is plugged in already", [[press()], [plugIn]]],
    ["to unplug it", "It is not plugged in", [[unplug], [unplug]]],
  ] as const)("cannot be %s: %s", async (told, why, sentences) => {
    const found = await check(sentences, [[press()]]);
    expect(found).toEqual([
      `step 1, line ${sentences.length}: The reader is told ${told}. ${why}: the steps contradict each other. | `,
    ]);
  });

  it("cannot be a button, an action of the app or a word that the make does not know", async () => {
    expect(await check([[press(1, "reset")]])).toEqual([
      "step 1, line 1: The plug has the Reset button. The Amazon Smart Plug has no Reset button: it has the Action button. | Name the Action button.",
    ]);
    expect(await check([[{ do: "app", action: "reset" }]])).toEqual([
      "step 1, line 1: The app has “reset”. The app of the Amazon Smart Plug has only remove. | ",
    ]);
    expect(await check([[{ do: "say", words: "factory reset" }]])).toEqual([
      expect.stringMatching(/^step 1, line 1: This can be done here\. The plug refused: .*voice.*\. \| $/i),
    ]);
  });

  it("may be in the app or by voice where the make knows it", async () => {
    const echo = profileNamed("echo-dot");
    const byApp = procedureOf([[{ do: "app", action: "reset" }]], [[resetDone]]);
    const byVoice = procedureOf([
      [{ do: "say", words: "factory reset" }, { do: "say", words: "yes" }, resetDone],
    ]);
    for (const procedure of [byApp, byVoice])
      expect(failures(await rehearsed(procedure, { profile: echo, start: "online" }))).toEqual([]);
  });

  it("may be holding buttons while the power comes", async () => {
    const both = (act: "hold" | "release") => ({ do: act, buttons: ["mic-off", "volume-down"], end: null });
    const procedure = procedureOf(
      [[unplug]],
      [[both("hold") as never], [plugIn]],
      [[keepHolding(solid("orange")), keepHolding(solid("blue"))]],
      [[both("release") as never], [resetDone]],
    );
    expect(failures(await rehearsed(procedure, { profile: profileNamed("echo"), start: "online" }))).toEqual(
      [],
    );
  });
});

describe("a procedure of thousands of steps", () => {
  it("is performed as fast as a short one, step by step", { timeout: 30_000 }, async () => {
    const steps = Array.from(
      { length: 3000 },
      (_, i): Draft => [[press()], [shows(i % 2 === 0 ? solid("blue") : OFF)]],
    );
    expect(new Set(outcomes(await rehearsed(procedureOf(...steps))).split(", "))).toEqual(new Set(["pass"]));
  });
});

describe("what is waited for", () => {
  it("is given up after a minute, with all that was seen instead; what follows is not reached", async () => {
    const steps = await rehearsed(procedureOf([[hold(blinking("green"))]], [[release]]));
    expect(failures(steps)).toEqual([
      "step 1, line 1: At some time the light is blinking green. After the Action button went down the light was off, " +
        "then alternating red and blue, then blinking red, and not so within 60 s. | … until the light blinks red.",
    ]);
    expect(outcomes(steps)).toBe("fail, not reached");
  });

  it("may be skipped to, and must be there", async () => {
    expect(
      await check([
        [hold(), keepHolding(alternating("blue", "red"))],
        [keepHolding(red), keepHolding(red)],
      ]),
    ).toEqual([]);
  });

  it("is not what was there before: the plug gets the time to show something else", async () => {
    expect(await check([[hold(red), release]], [[wait(red)]])).toEqual([
      expect.stringContaining("was solid red, then blinking blue, and not so within 60 s."),
    ]);
    expect(await check([[hold(red), release]], [[shows(red)]])).toEqual([
      expect.stringContaining("solid red, not blinking red."),
    ]);
  });
});

describe("what is seen next", () => {
  it("must be said in its order, with nothing left out", async () => {
    expect(await check([[...boots, ...resets, shows(blinking("blue"))]])).toEqual([]);
    expect(await check([[...boots, hold(red), release, shows(blinking("blue"))]])).toEqual([
      "step 1, line 1: The light is blinking blue next. The button was held for 13.3 s. After the Action button was released " +
        "the light was solid red for 2.5 s, which the article leaves out here, and only then blinking blue, 3 flashes in 2 s." +
        " | The light glows solid red. Then the light blinks blue.",
    ]);
  });

  it("may be said again, and may be left out where it only goes on", async () => {
    expect(
      await check([[...resets], [shows(solid("red"))], [shows(blinking("blue"))], [shows(blinking("blue"))]]),
    ).toEqual([]);
    expect(await check([[hold(), shows(OFF)], [shows(alternating("red", "blue"), red)]])).toEqual([]);
    expect(await check([[hold(), shows(alternating("red", "blue"), red)]])).toEqual([]);
  });

  it("need not be said of a time for which the reader was told to wait", async () => {
    expect(await check([[hold(red), release, wait(8000)], [shows(blinking("blue"))]])).toEqual([]);
    expect(await check([[hold(13_000), shows(red)], [release]])).toEqual([]);
    expect(await check([[hold(13_000), shows(alternating("red", "blue"), red)], [release]])).toEqual([]);
    expect(await check([[hold(13_000), shows(red, alternating("red", "blue"))], [release]])).toEqual([
      expect.stringContaining("the light stayed blinking red for 60 s."),
    ]);
  });

  it("may be one of two, each of which is possible from some start", async () => {
    expect(await check([[...boots], [either(blinking("blue"), OFF)]])).toEqual([]);
    expect(await check([[...boots], [either(blinking("orange"), OFF)]])).toEqual([
      "step 1, line 2: The light may be blinking orange. It never is here, from whatever start. | ",
    ]);
    expect(await check([[...boots], [either(blinking("blue"), solid("blue"))]])).toEqual([
      expect.stringContaining("The light is blinking blue or solid blue next."),
    ]);
  });

  it("is judged by how often and how long when it is over", async () => {
    const flashes = (min: number, max: number) =>
      check([[plugIn, shows(blinking("red", { flashes: { min, max } }))]]);
    expect(await flashes(3, 3)).toEqual([]);
    expect(await flashes(2, 2)).toEqual([expect.stringContaining("not 2.")]);
    expect(await flashes(4, 6)).toEqual([
      expect.stringContaining("3 flashes, not 4 to 6. | The light blinks red 3 times."),
    ]);
    const lasts = (min: number, max: number) =>
      check([[hold(red), release, shows(solid("red", { lasts: { min, max } }))]]);
    expect(await lasts(4000, 6000)).toEqual([]);
    expect(await lasts(1000, 3000)).toEqual([expect.stringContaining("not for 1 s to 3 s.")]);
    expect(await lasts(6000, 9000)).toEqual([expect.stringContaining("for 5 s, not for 6 s to 9 s.")]);
  });
});

describe("what may be seen", () => {
  it("may be left out by the plug when another start shows it", async () => {
    expect(await check([[...boots], [may(blinking("blue"))]])).toEqual([]);
    expect(await check([[...boots], [may(solid("green"))]])).toEqual([
      "step 1, line 2: The light may be solid green. It never is here, from whatever start: it was blinking red, then off. | ",
    ]);
  });

  it("may come before what is said next", async () => {
    expect(await check([[hold(), may(alternating("blue", "red"))], [shows(red)]])).toEqual([]);
    expect(await check([[hold(), may(alternating("blue", "green"))], [shows(red)]])).toHaveLength(2);
  });
});

describe("what is never seen", () => {
  it("is looked for while that goes on which is seen now", async () => {
    expect(await check([[hold(red), never("blue")], [release]])).toEqual([]);
    expect(await check([[hold(alternating("red", "blue")), never("blue")], [release]])).toEqual([
      expect.stringMatching(
        /^step 1, line 1: There is no blue in the light\. The light was alternating red and blue from/,
      ),
    ]);
    expect(
      await check([[hold(red), release, shows(solid("red"))], [never("blue")], [shows(blinking("blue"))]]),
    ).toEqual([]);
    expect(await check([[hold(red), release, shows(solid("red"))], [never("blue")]])).toEqual([
      expect.stringContaining("The light was blinking blue from"),
    ]);
  });
});

describe("a reset that is said to be done", () => {
  it("was done in this run, and erased something", async () => {
    expect(await check([[...resets, resetDone]])).toEqual([]);
    expect(await check([[press()], [resetDone]])).toEqual([
      "step 1, line 2: The plug is reset. The plug was not reset. | ",
    ]);
    const soft = procedureOf([[hold(20_500)], [release], [resetDone]]);
    expect(failures(await rehearsed(soft, { profile: profileNamed("echo-dot") }))).toEqual([
      "step 1, line 3: The plug is reset. The plug only started anew: nothing was erased. | ",
    ]);
    const boxed = procedureOf([[plugIn], [resetDone]]);
    expect(failures(await rehearsed(boxed, { start: "boxed" }))).toEqual([
      expect.stringContaining("was not reset"),
    ]);
  });
});

describe("the outlet", () => {
  it("is as it is said to be", async () => {
    expect(
      await check([
        [press(), { see: "outlet", to: "on" }],
        [press(), { see: "outlet", to: "off" }],
      ]),
    ).toEqual([]);
    expect(await check([[{ see: "outlet", to: "on" }]])).toEqual([
      "step 1, line 1: The outlet is on. The outlet is off. | ",
    ]);
  });
});
