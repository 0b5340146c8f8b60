import { describe, expect, it } from "vitest";
import {
  AT_FIRST,
  after,
  nearestPhrases,
  PARAMETERS,
  PHRASES,
  readSentence,
} from "../../src/procedure/phrases/index.ts";
import { normalized } from "../../src/procedure/phrases/normalize.ts";
import { COMPILED } from "../../src/procedure/phrases/table.ts";
import type { Statement } from "../../src/procedure/plan.ts";

const read = (text: string, context = AT_FIRST): readonly Statement[] => {
  const reading = readSentence(text, context);
  if (reading.kind !== "statements") throw new Error(`${text}: ${JSON.stringify(reading)}`);
  return reading.statements;
};
const blinking = (...colors: string[]) => ({ cadence: "blinking", colors });
const solid = (...colors: string[]) => ({ cadence: "solid", colors });
const alternating = (...colors: string[]) => ({ cadence: "alternating", colors });
const OFF = { cadence: "off", colors: [] };
const then = (...looks: object[]) => [{ see: "then", looks }];
const hold = (end: object | null, ...buttons: string[]) => ({ do: "hold", buttons, end });
const keep = (end: object | null) => ({ do: "keepHolding", end });
const wait = (end: object) => ({ do: "wait", end });
const RELEASE = { do: "release", buttons: null };

describe("the table of phrases", () => {
  it.each(PHRASES.map(({ expression, example }) => [expression, example]))(
    "reads by %s: %s",
    (expression, example) => {
      const { phrase, expression: own } = COMPILED.find((each) => each.phrase.expression === expression)!;
      const said = own.regexp.exec(normalized(example))?.slice(1);
      expect(said && phrase.read(said, AT_FIRST, () => [])).toBeTruthy();
      expect(readSentence(example).kind).toBe("statements");
    },
  );

  it("describes each parameter it uses, and uses each it describes", () => {
    const used = PHRASES.flatMap(({ expression }) =>
      [...expression.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(PARAMETERS)));
  });

  it("has no parameter with groups of its own", () => {
    for (const { pattern } of Object.values(PARAMETERS))
      expect(new RegExp(`${pattern}|`).exec("")).toHaveLength(1);
  });
});

describe("a sentence about power", () => {
  it.each<[string, object[]]>([
    ["Plug your Amazon Smart Plug into an electrical outlet.", [{ do: "plugIn" }]],
    ["Reconnect the power cord to the wall socket.", [{ do: "plugIn" }]],
    ["Give the plug power", [{ do: "plugIn" }]],
    ["Disconnect the plug from the power source.", [{ do: "unplug" }]],
    [
      "Unplug it, wait ten seconds, and plug it back in.",
      [{ do: "unplug" }, wait({ for: 10_000 }), { do: "plugIn" }],
    ],
    ["Unplug the cable for about half a minute.", [{ do: "unplug" }, wait({ for: 30_000 })]],
    ["Leave it unplugged for 10-15 seconds.", [wait({ for: 10_000 })]],
    ["To restart the plug, simply unplug it.", [{ do: "unplug" }]],
  ])("reads %s", (text, statements) => {
    expect(read(text)).toEqual(statements);
  });

  it("repeats plugging and unplugging", () => {
    const round = [{ do: "plugIn" }, { do: "unplug" }];
    expect(read("Plug it in and unplug it twice.")).toEqual([...round, ...round]);
  });
});

describe("a sentence about buttons", () => {
  it.each<[string, object[]]>([
    ["Press and hold the Action button.", [hold(null, "action")]],
    ["Hold down the button on the side of the plug for 12 s.", [hold({ for: 12_000 }, "action")]],
    [
      "Press the button for at least twelve seconds, then release it.",
      [hold({ for: 12_000 }, "action"), RELEASE],
    ],
    [
      "Press the Action button and hold it until the LED is only blinking red.",
      [hold({ until: blinking("red") }, "action")],
    ],
    ["Press and hold the Reset button.", [hold(null, "reset")]],
    ["Press and hold the mute and volume down buttons together.", [hold(null, "mic-off", "volume-down")]],
    ["Long-press the Action button.", [hold(null, "action")]],
    [
      "Keep pressing the button until the lamp flashes red and blue.",
      [keep({ until: alternating("red", "blue") })],
    ],
    ["Don’t let go of the button until the lamp only blinks red!", [keep({ until: blinking("red") })]],
    ["Keep holding until it turns off and on again.", [keep({ until: OFF }), keep({ until: solid() })]],
    ["Push the button six times in a row.", [{ do: "press", buttons: ["action"], times: 6 }]],
    ["Quickly press the button twice.", [{ do: "press", buttons: ["action"], times: 2 }]],
    ["Lift your finger off the button.", [RELEASE]],
    ["Release the Action button.", [{ do: "release", buttons: ["action"] }]],
    ["Release the button after 12 seconds.", [wait({ for: 12_000 }), RELEASE]],
    [
      "Find the Action button, pointed at by the blue arrow in figure 2.",
      [{ see: "button", button: "action" }],
    ],
    [
      "Press the button to turn the plug on.",
      [
        { do: "press", buttons: ["action"], times: 1 },
        { see: "outlet", to: "on" },
      ],
    ],
  ])("reads %s", (text, statements) => {
    expect(read(text)).toEqual(statements);
  });

  it("holds until one look after the other", () => {
    expect(read("Hold the Action button until the light ring turns orange, then blue.")).toEqual([
      hold({ until: solid("orange") }, "action"),
      keep({ until: solid("blue") }),
    ]);
  });

  it("with a span and a sight holds for the span, and sees that meanwhile or soon", () => {
    expect(
      read("Hold the button (the button with the dot icon) for 20 seconds until it turns orange, then blue."),
    ).toEqual([
      hold({ for: 20_000 }, "action"),
      { see: "then", looks: [solid("orange"), solid("blue")], within: 4000 },
    ]);
  });

  it("knows “it” and “the button” by what was said before", () => {
    const context = after(AT_FIRST, read("Find the Reset button."));
    expect(read("Press it.", context)).toEqual([{ do: "press", buttons: ["reset"], times: 1 }]);
    expect(read("Keep it pressed for 5 seconds.", context)).toEqual([hold({ for: 5000 }, "reset")]);
    const down = after(context, read("Press and hold the button.", context));
    expect(read("Keep it pressed for 5 seconds.", down)).toEqual([keep({ for: 5000 })]);
    expect(read("Press and hold the button.", down)).toEqual([hold(null, "reset")]);
  });

  it("does not release twice what “when you release it” tells of again", () => {
    const text = "When you release the button, the light glows solid red.";
    expect(read(text)).toEqual([RELEASE, ...then(solid("red"))]);
    const released = after(AT_FIRST, [...read("Press and hold the button."), ...read("Release it.")]);
    expect(read(text, released)).toEqual(then(solid("red")));
  });

  it("holds buttons that are to be down while power comes", () => {
    const two = after(AT_FIRST, read("Press and hold the microphone off button and the volume down button."));
    expect(read("With those buttons pressed, plug it in.", two)).toEqual([keep(null), { do: "plugIn" }]);
    expect(read("Plug it in while holding the Action button.")).toEqual([
      hold(null, "action"),
      { do: "plugIn" },
    ]);
  });

  it.each([
    ["both buttons where one was named", "Press and hold both buttons.", AT_FIRST],
    [
      "another button than the one that is down",
      "Keep holding the Reset button.",
      after(AT_FIRST, read("Hold the Action button.")),
    ],
    ["so often or more", "Press the button at least 5 times.", AT_FIRST],
    ["up to so long", "Hold the button for up to 20 seconds.", AT_FIRST],
    ["no time at all", "Hold the button for 0 seconds.", AT_FIRST],
  ])("does not read %s", (_, text, context) => {
    expect(readSentence(text, context).kind).toBe("unread");
  });
});

describe("a sentence about the light", () => {
  it.each<[string, object[]]>([
    ["The pilot lamp winks red a few times.", then({ ...blinking("red"), flashes: { min: 2 } })],
    ["You’ll see three red flashes.", then({ ...blinking("red"), flashes: { min: 3, max: 3 } })],
    ["The LED flashes about 3 times.", then({ ...blinking(), flashes: { min: 2, max: 4 } })],
    ["The lamp shines a steady red for a few seconds.", then({ ...solid("red"), lasts: { min: 2000 } })],
    ["The light is red for 5 seconds.", then({ ...solid("red"), lasts: { min: 4000, max: 6000 } })],
    ["The light is red for one minute.", then({ ...solid("red"), lasts: { min: 48_000, max: 72_000 } })],
    ["It blinks blue rapidly.", then({ ...blinking("blue"), pace: "fast" })],
    ["A slowly blinking green light appears.", then({ ...blinking("green"), pace: "slow" })],
    ["The LED alternates between amber and blue.", then(alternating("orange", "blue"))],
    ["The light blinks red/blue.", then(alternating("red", "blue"))],
    ["The light goes dark.", then(OFF)],
    ["The indicator comes on.", then(solid())],
    ["The ring light turns blue, then orange.", then(solid("blue"), solid("orange"))],
    ["The light blinks red, then blue.", then(blinking("red"), blinking("blue"))],
    ["The light blinks red and turns blue.", [...then(blinking("red")), ...then(solid("blue"))]],
    ["The light changes from blinking red to solid red.", then(blinking("red"), solid("red"))],
    ["It blinks blue (no red here).", [...then(blinking("blue")), { see: "never", colors: ["red"] }]],
    ["There should be no blue or green.", [{ see: "never", colors: ["blue", "green"] }]],
    [
      "It either starts flashing blue, or goes off completely.",
      [{ see: "either", looks: [blinking("blue"), OFF] }],
    ],
    ["The light blinks red or blue.", [{ see: "either", looks: [blinking("red"), blinking("blue")] }]],
    ["At first, the lamp might blink blue and red.", [{ see: "may", looks: [alternating("blue", "red")] }]],
    ["Within a minute the light turns green.", [{ see: "then", looks: [solid("green")], within: 60_000 }]],
    [
      "After about 5 seconds the light turns off.",
      [wait({ for: 4000 }), { see: "then", looks: [OFF], within: 2000 }],
    ],
    ["Make sure that the light is blinking blue.", then(blinking("blue"))],
    ["Wait for the LED to turn solid blue.", [wait({ until: solid("blue") })]],
    ["Once the light is red, release it.", [wait({ until: solid("red") }), RELEASE]],
    [
      "Let go of the button as soon as the lamp blinks nothing but red",
      [wait({ until: blinking("red") }), RELEASE],
    ],
    [
      "Keep holding it until the blue stops, and all you see is red blinking.",
      [keep({ until: blinking("red") }), { see: "never", colors: ["blue"] }],
    ],
  ])("reads %s", (text, statements) => {
    expect(read(text)).toEqual(statements);
  });

  it.each([
    "The light blinks pink.",
    "The light is solid red and blue.",
    "The light blinks off.",
    "The light is solid red quickly.",
  ])("does not read %s", (text) => {
    expect(readSentence(text).kind).toBe("unread");
  });
});

describe("a sentence about what has come of it, phone and voice", () => {
  it.each<[string, object[]]>([
    ["How to hard reset the smart plug is now finished!", [{ see: "resetDone" }]],
    ["Factory reset complete", [{ see: "resetDone" }]],
    ["Your plug has been reset to factory settings.", [{ see: "resetDone" }]],
    ["You can now set up the plug again.", [{ see: "resetDone" }]],
    ["The plug turns on.", [{ see: "outlet", to: "on" }]],
    ["Select Reset to Factory Defaults.", [{ do: "app", action: "reset" }]],
    ["Open Settings, scroll down and choose Deregister.", [{ do: "app", action: "deregister" }]],
    ["Remove the plug from your account.", [{ do: "app", action: "remove" }]],
    ["Choose “wipe” in the app.", [{ do: "app", action: "wipe" }]],
    ["Just say “Alexa, factory reset” to begin.", [{ do: "say", words: "factory reset" }]],
    ["Say 'no'.", [{ do: "say", words: "no" }]],
    ["Set the plug up in the app.", [{ do: "setUp" }]],
  ])("reads %s", (text, statements) => {
    expect(read(text)).toEqual(statements);
  });

  it("excuses a way through menus", () => {
    for (const text of [
      "Open the Alexa app on your phone.",
      "Go to Settings and choose your device.",
      "Confirm when asked.",
    ])
      expect(readSentence(text)).toEqual({ kind: "excused", why: expect.stringContaining("menus") });
  });
});

describe("a sentence that is not understood", () => {
  it("says from where on, and names the nearest phrases", () => {
    expect(readSentence("Release the button, and then whistle at the light.")).toEqual({
      kind: "unread",
      why: "not understood from “whistle at light” on",
      nearest: expect.arrayContaining(["Release the button."]),
    });
    expect(nearestPhrases(normalized("Unplug it for ages"))[0]).toBe("Unplug it for 20 seconds.");
  });

  it.each([
    ["If the light does not blink, start again.", "conditions"],
    [`The light blinks ${"very ".repeat(300)} red.`, "1000 characters"],
    ["Halten Sie den Knopf gedrückt.", "English"],
    ["ボタンを押し続けます。", "English"],
  ])("says of %s why", (text, why) => {
    expect(readSentence(text)).toMatchObject({ kind: "unread", why: expect.stringContaining(why) });
  });

  it.each([
    "Wiggle the plug a little.",
    "Shake the device.",
    "Try another room.",
    "You should then contact our support.",
    "The button is small.",
    "This takes about 10 seconds.",
    "Check the router.",
    "The reset is done as far as anybody knows.",
  ])("is %s: it tells of light, button or waiting, or tells somebody to do something", (text) => {
    expect(readSentence(text).kind).toBe("unread");
  });

  it.each([
    "Note that this erases the Wi-Fi password.",
    "Congratulations!",
    "Alexa will confirm that you want this.",
    "That's it.",
    "It can be useful to those who sell it.",
  ])("is not %s, which is an aside", (text) => {
    expect(readSentence(text)).toEqual({ kind: "aside" });
  });
});
