import { describe, expect, it } from "vitest";
import {
  amazonSmartPlug,
  echo,
  lint,
  millis,
  type Profile,
  shellyHomekit,
} from "../../../firmware-sim/index.ts";
import { PROFILES } from "../../../src/config/profiles.ts";

const basis = { basis: "assumed", source: "a test" } as const;
const span = (ms: number) => ({ for: millis(ms), ...basis });
const { combination } = echo;
const [orange, blue] = combination.rungs;
const found = (profile: Profile) =>
  lint(profile).map(({ level, place, text }) => `${level} ${place}: ${text}`);
const together = (part: Partial<NonNullable<Profile["combination"]>>): Profile => ({
  ...echo,
  combination: { ...combination, ...part },
});
const taps = (within: number): Profile => ({
  ...amazonSmartPlug,
  counts: [{ of: "taps", times: 3, within: span(within), reset: "factory", ...basis }],
});

describe("of buttons, counts and the account", () => {
  it.each<[string, Profile, string]>([
    [
      "a combination whose ladder does not ascend",
      together({ rungs: [orange, { ...blue, at: orange.at }] }),
      "error combination.rungs[1].at: 5000 ms is not after the 5000 ms of orange",
    ],
    [
      "a rung that comes after the reset has begun",
      together({ rungs: [{ ...orange, reset: { name: "factory", when: "reached" } }, blue] }),
      "error combination.rungs[1]: is never reached",
    ],
    [
      "a reset that the lamp does not announce",
      { ...echo, indicator: echo.indicator.filter(({ when }) => !("combination" in when)) },
      "warning combination.rungs[1]: the lamp shows nothing new here",
    ],
    [
      "a press that nothing asks for",
      together({ rungs: [orange, { ...blue, reset: { name: "factory", when: "confirmed" } }] }),
      "warning indicator: no rule shows combination confirming",
    ],
    [
      "a combination that leads nowhere",
      together({ rungs: [orange] }),
      "warning combination: leads to no reset",
    ],
    [
      "fingers that no hand has",
      together({ skew: span(49) }),
      "warning combination.skew: nobody presses 2 buttons within 49 ms",
    ],
    [
      "a button that no combination needs",
      { ...echo, otherButtons: [...echo.otherButtons, "volume-up"] },
      "warning otherButtons[2]: volume-up is in no combination",
    ],
    [
      "taps that cannot follow each other",
      taps(29),
      "error counts[0].within: no tap follows another within 29 ms",
    ],
    [
      "an account that takes it off its list, and is not forgotten",
      { ...amazonSmartPlug, resets: { factory: { ...amazonSmartPlug.resets.factory, erases: ["wifi"] } } },
      "error app.remove.reset: factory does not erase the account",
    ],
    [
      "a lamp for an outlet that is not there",
      {
        ...echo,
        indicator: [
          { when: { supply: "off" }, show: "dark" },
          { when: { relay: "closed" }, show: "blue" },
          ...echo.indicator,
        ],
      },
      "warning indicator[1].when.relay: never holds: no plug of this make comes to relay closed",
    ],
    [
      "a lamp for a question that is never put",
      { ...echo, voice: null },
      "warning indicator[5].when.voice: never holds: no plug of this make comes to voice asking",
    ],
    [
      "a reset that only the app led to",
      { ...echo, app: {} },
      "warning resets.deregister: nothing leads to it",
    ],
  ])("it finds %s", (_, profile, text) => {
    expect(found(profile)).toContainEqual(expect.stringContaining(text));
  });

  it.each<[string, Profile]>([
    ["two fingers 50 ms apart", together({ skew: span(50) })],
    ["one finger, however quick", shellyHomekit],
    ["two buttons held as power comes, however far apart", together({ skew: span(1), when: "powerOn" })],
    ["taps as close as can be", taps(30)],
  ])("it says nothing of %s", (_, profile) => {
    expect(found(profile).filter((text) => /skew|counts/.test(text))).toEqual([]);
  });

  it("finds neither an error nor a warning in any shipped make", () => {
    for (const profile of PROFILES)
      expect([profile.id, found(profile).filter((text) => !text.startsWith("note"))]).toEqual([
        profile.id,
        [],
      ]);
  });
});
