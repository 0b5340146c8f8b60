import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { echo, echoDot, type Profile, shellyHomekit } from "../../firmware-sim/index.ts";
import { readProfile, readSoundProfile } from "../../src/config/profile/read.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { temporaryDirectory } from "../cli/plug-process.ts";
import { entries, refusalOf } from "../support/profile-file.ts";

const temporary = temporaryDirectory();
afterAll(temporary.remove);
const write = (content: string): string => {
  const path = join(temporary.path, "my-plug.json");
  writeFileSync(path, content);
  return path;
};
/** A shipped make as a file of a new name, changed at `path`. */
function as(profile: Profile, path: readonly (string | number)[], value: unknown): string {
  const file = JSON.parse(JSON.stringify({ version: 1, ...profile, id: "mine" }));
  let at = file;
  for (const key of path.slice(0, -1)) at = at[key];
  at[path.at(-1)!] = value;
  return JSON.stringify(file);
}
const basis = { basis: "assumed", source: "a test" };
const { combination } = echo;
const count = shellyHomekit.counts[0];

describe("a file may say all that a shipped make says", () => {
  it.each(PROFILES.map((profile) => ({ id: profile.id, profile })))("$id", ({ profile }) => {
    const read = readSoundProfile(write(as(profile, ["name"], "Mine")));
    expect(read).toEqual({ ...profile, id: "mine", name: "Mine" });
  });
});

describe("a file is refused that has", () => {
  it.each<[string, Profile, readonly (string | number)[], unknown, string]>([
    [
      "a button that is not named",
      echo,
      ["combination", "buttons"],
      ["mic-off", "volume-up"],
      'combination.buttons[1]: there is no button "volume-up"',
    ],
    [
      "one button twice",
      echo,
      ["combination", "buttons"],
      ["mic-off", "mic-off"],
      'buttons[1]: "mic-off" is combination.buttons[0] already',
    ],
    ["no button", echo, ["combination", "buttons"], [], "combination.buttons: expected at least one entry"],
    [
      "the Action button among others",
      echo,
      ["combination", "buttons"],
      ["action", "mic-off"],
      'combination.buttons: "action" is held alone',
    ],
    [
      "the Action button alone, later",
      shellyHomekit,
      ["combination", "when"],
      "either",
      'combination.when: "action" alone is a hold of its own later: say powerOn',
    ],
    [
      "another moment",
      echo,
      ["combination", "when"],
      "always",
      'combination.when: expected "powerOn", "running", "either"',
    ],
    [
      "the Action button as another",
      echo,
      ["otherButtons"],
      ["mic-off", "volume-down", "action"],
      "otherButtons[2]: every plug has this one",
    ],
    [
      "another button twice",
      echo,
      ["otherButtons"],
      ["mic-off", "volume-down", "mic-off"],
      'otherButtons[2]: "mic-off" is',
    ],
    [
      "a hole for a combination's rung",
      echo,
      ["combination", "rungs", 0],
      null,
      "combination.rungs[0]: expected an object, found null",
    ],
    [
      "no rungs held together",
      echo,
      ["combination", "rungs"],
      [],
      "combination.rungs: expected at least one entry",
    ],
    [
      "two rungs of one name",
      echo,
      ["combination", "rungs", 1, "name"],
      "orange",
      'combination.rungs[1].name: "orange" is combination.rungs[0] already',
    ],
    [
      "a rung named as a state",
      echo,
      ["combination", "rungs", 1, "name"],
      "held",
      'combination.rungs[1].name: "held" is a state that every combination has',
    ],
    [
      "a reset held together that does not exist",
      echo,
      ["combination", "rungs", 1, "reset", "name"],
      "factroy",
      'combination.rungs[1].reset.name: there is no reset "factroy". Did you mean "factory"?',
    ],
    ["no skew", echo, ["combination", "skew"], undefined, "combination.skew: missing"],
    [
      "a negative skew",
      echo,
      ["combination", "skew", "for"],
      -1,
      "combination.skew.for: expected a whole number of milliseconds",
    ],
    [
      "a state of a combination that the make has not",
      echoDot,
      ["indicator", 3, "when"],
      { combination: "blue" },
      'indicator[3].when.combination: there is no state "blue"',
    ],
    [
      "a count of one",
      shellyHomekit,
      ["counts", 0, "times"],
      1,
      "counts[0].times: expected a whole number from 2 to 20, found 1",
    ],
    [
      "a count of 10⁶",
      shellyHomekit,
      ["counts", 0, "times"],
      1_000_000,
      "counts[0].times: expected a whole number from 2 to 20",
    ],
    [
      "half a count",
      shellyHomekit,
      ["counts", 0, "times"],
      2.5,
      "counts[0].times: expected a whole number from 2 to 20",
    ],
    [
      "two counts of one kind",
      shellyHomekit,
      ["counts"],
      [count, count],
      "counts[1].of: powerOns is counts[0] already",
    ],
    ["five counts", shellyHomekit, ["counts"], Array(5).fill(count), "counts: expected at most 4 entries"],
    [
      "a count of something else",
      shellyHomekit,
      ["counts", 0, "of"],
      "sneezes",
      'counts[0].of: expected "powerOns", "taps"',
    ],
    [
      "a count that resets what does not exist",
      shellyHomekit,
      ["counts", 0, "reset"],
      "all",
      'counts[0].reset: there is no reset "all"',
    ],
    [
      "an app that resets what does not exist",
      echo,
      ["app", "reset", "reset"],
      "all",
      'app.reset.reset: there is no reset "all"',
    ],
    ["an action without its basis", echo, ["app", "reset"], { reset: "factory" }, "app.reset.basis: missing"],
    [
      "17 actions",
      echo,
      ["app"],
      entries(17, (i) => `a${i}`, { reset: "factory", ...basis }),
      "app: expected at most 16 entries",
    ],
    ["a list for the app", echo, ["app"], [], "app: expected an object, found an empty list"],
    [
      "a voice that resets what does not exist",
      echo,
      ["voice", "reset"],
      "all",
      'voice.reset: there is no reset "all"',
    ],
    [
      "a voice that waits for ever",
      echo,
      ["voice", "answer", "for"],
      1e9,
      "voice.answer.for: expected a whole number",
    ],
    [
      "a reading of what does not exist",
      echo,
      ["variantOf"],
      { profile: "ecco", reading: "x" },
      'variantOf.profile: there is no profile "ecco". Did you mean "echo"?',
    ],
    [
      "a reading of itself",
      echo,
      ["variantOf"],
      { profile: "mine", reading: "x" },
      'variantOf.profile: there is no profile "mine"',
    ],
    ["a text for a reading", echo, ["variantOf"], "echo", "variantOf: expected an object"],
    [
      "what the account keeps, without a basis",
      echo,
      ["accountKeeps"],
      [{ what: "a card" }],
      "accountKeeps[0].basis: missing",
    ],
    [
      "an outlet of no volts",
      echo,
      ["outlet"],
      { watts: 1, volts: 0, ...basis, meter: null, overheat: null, overload: null },
      "outlet.volts: expected a number from 1 to 1000",
    ],
    ["nine other buttons", echo, ["otherButtons"], entryNames(9), "otherButtons: expected at most 8 entries"],
  ])("%s", (_, profile, path, value, said) => {
    expect(refusalOf(() => readProfile(write(as(profile, path, value))))).toContain(said);
  });

  it.each(["__proto__", "constructor", "toString"])("a key %s where the new parts are", (key) => {
    for (const place of ["app", "combination", "voice", "variantOf"]) {
      const text = as(echo, ["variantOf"], { profile: "echo", reading: "x" });
      const file = JSON.parse(text);
      Object.defineProperty(file[place], key, { value: "up", enumerable: true });
      const message = refusalOf(() => readProfile(write(JSON.stringify(file))));
      expect(message).toContain(`${place}.${key}: this key has a meaning of its own`);
    }
    expect(({} as { up?: string }).up).toBeUndefined();
  });

  it("infinity where a number is expected, as JSON can write it", () => {
    const text = as(echo, ["combination", "skew", "for"], 4711).replace("4711", "1e999");
    expect(refusalOf(() => readProfile(write(text)))).toContain(
      "combination.skew.for: expected a whole number of milliseconds from 1 to 86400000, found Infinity",
    );
  });

  it("held together and has no combination to show for it", () => {
    expect(combination.rungs).toHaveLength(2);
    expect(refusalOf(() => readProfile(write(as(echo, ["combination"], null))))).toContain(
      'indicator[1].when.combination: there is no state "blue"',
    );
  });
});

function entryNames(length: number): readonly string[] {
  return Array.from({ length }, (_, i) => `b${i}`);
}

it("makes every variant that comes along a reading of one that is none", () => {
  for (const { id, variantOf } of PROFILES) {
    if (variantOf === null) continue;
    const of = PROFILES.find((profile) => profile.id === variantOf.profile);
    expect([id, of?.variantOf]).toEqual([id, null]);
  }
});
