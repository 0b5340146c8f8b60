import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readProfile, readSoundProfile } from "../../src/config/profile/read.ts";
import { temporaryDirectory } from "../cli/plug-process.ts";
import { entries, MILL, millWith, redSteps, refusalOf, rungs } from "../support/profile-file.ts";

const temporary = temporaryDirectory();
afterAll(temporary.remove);
const file = (content: string): string => {
  const path = join(temporary.path, "my-plug.json");
  writeFileSync(path, content);
  return path;
};
const dark = JSON.parse(readFileSync(MILL, "utf8")).patterns.dark;
const boot = ["patterns", "boot", "pattern"];
const timing = ["timings", "tapMax", "for"];

describe("a file is refused that has", () => {
  it.each([
    ["a hole", ["rungs", 1], null, "rungs[1]: expected an object, found null"],
    ["a value left out", ["timings", "tapMax"], undefined, "timings.tapMax: missing; add it"],
    ["a key of its own", ["rungs", 0, "onRelease"], "cancel", "rungs[0].onRelease: unknown key; remove it"],
    [
      "a negative time",
      timing,
      -5,
      "timings.tapMax.for: expected a whole number of milliseconds from 1 to 86400000, found -5",
    ],
    ["no time at all", timing, 0, "found 0"],
    ["half a millisecond", timing, 0.5, "found 0.5"],
    ["more than a day", timing, 86_400_001, "found 86400001"],
    ["a time in a text", timing, "1s", 'found "1s"'],
    ["null for a number, as JSON writes NaN", timing, null, "timings.tapMax.for: expected a whole number"],
    [
      "thousands of steps",
      [...boot, "steps"],
      redSteps(5000),
      "patterns.boot.pattern.steps: expected at most 64 entries, found a list of 5000",
    ],
    [
      "no steps",
      [...boot, "steps"],
      [],
      "patterns.boot.pattern.steps: expected at least one entry, found an empty list",
    ],
    [
      "too many rounds",
      [...boot, "times"],
      1001,
      'times: expected "forever" or a whole number from 1 to 1000, found 1001',
    ],
    [
      "one bound",
      ["timings", "tapMax", "between"],
      [1],
      "timings.tapMax.between: expected two numbers, the least and the most that it may really be",
    ],
    ["nine rungs", ["rungs"], rungs(9), "rungs: expected at most 8 entries, found a list of 9"],
    [
      "65 patterns",
      ["patterns"],
      { boot: dark, ...entries(64, (i) => `p${i}`, dark) },
      "patterns: expected at most 64 entries",
    ],
    [
      "65 rules",
      ["indicator"],
      Array.from({ length: 65 }, () => ({ when: {}, show: "dark" })),
      "indicator: expected at most 64 entries",
    ],
    [
      "101 sources",
      ["sources"],
      entries(101, (i) => `S${i}`, "a page"),
      "sources: expected at most 100 entries",
    ],
    ["no rules", ["indicator"], [], "indicator: expected at least one entry"],
    ["a list where names are expected", ["sources"], [], "sources: expected an object, found an empty list"],
    ["a list where a rung is expected", ["rungs", 0], [1], "rungs[0]: expected an object, found a list of 1"],
    [
      "a list where states are expected",
      ["indicator", 0, "when"],
      [],
      "indicator[0].when: expected an object",
    ],
    [
      "a long text",
      ["sources", "MN"],
      "x".repeat(301),
      "sources.MN: expected a text of at most 300 characters that show",
    ],
    ["a text that steers a terminal", ["name"], "\u001b[2J", "name: expected 1 to 64 characters that show"],
    [
      "a text that turns its direction",
      ["maker"],
      "a\u202eb",
      "maker: expected 1 to 64 characters that show",
    ],
    ["no name", ["name"], "", "name: expected 1 to 64 characters"],
    ["an id in capitals", ["id"], "My-Plug", 'id: expected 1 to 48 of a-z, 0-9 and "-", found "My-Plug"'],
    ["a name with a blank", ["patterns", "a b"], dark, 'patterns["a b"]: the key must be 1 to 48 letters'],
    [
      "an unknown colour",
      ["patterns", "on", "pattern", "color"],
      "pink",
      'patterns.on.pattern.color: expected "off", "red"',
    ],
    [
      "an unknown kind of pattern",
      ["patterns", "on", "pattern", "kind"],
      "breathing",
      'kind: expected "steady", "steps", found "breathing"',
    ],
    [
      "no kind of pattern",
      ["patterns", "on", "pattern", "kind"],
      undefined,
      "patterns.on.pattern.kind: missing",
    ],
    [
      "an unknown basis",
      ["timings", "tapMax", "basis"],
      "guessed",
      'basis: expected "documented", "third-party", "measured", "assumed", found "guessed"',
    ],
    ["another version", ["version"], 2, "version: expected 1, found 2"],
    [
      "a reset that does not exist",
      ["rungs", 0, "reset", "name"],
      "sfot",
      'rungs[0].reset.name: there is no reset "sfot". Did you mean "soft"? There is soft, factory, matter',
    ],
    [
      "a state that does not exist",
      ["indicator", 1, "when"],
      { supply: "boot" },
      'indicator[1].when.supply: there is no state "boot". Did you mean "booting"?',
    ],
    [
      "a region that does not exist",
      ["indicator", 1, "when"],
      { motor: "on" },
      "indicator[1].when.motor: unknown key",
    ],
    [
      "a pattern that does not exist",
      ["indicator", 1, "show"],
      "rainbow",
      'indicator[1].show: there is no pattern "rainbow"',
    ],
    ["no boot pattern", ["patterns", "boot"], undefined, "patterns.boot: missing"],
    ["a boot that never ends", [...boot, "times"], "forever", "patterns.boot.pattern: must end"],
    ["a boot that is steady", boot, { kind: "steady", color: "red" }, "patterns.boot.pattern: must end"],
    [
      "a boot of a thousand days",
      boot,
      { kind: "steps", steps: [{ color: "red", for: 86_400_000 }], times: 1000 },
      "patterns.boot.pattern: lasts 86400000000 ms",
    ],
    ["two rungs of one name", ["rungs", 1, "name"], "orange", 'rungs[1].name: "orange" is rungs[0] already'],
    [
      "a rung named as a state of every button",
      ["rungs", 0, "name"],
      "pressed",
      'rungs[0].name: "pressed" is a state',
    ],
    [
      "a rung named as a state of some buttons",
      ["rungs", 0, "name"],
      "confirming",
      "is a state that every button",
    ],
    [
      "a last rule that may not match",
      ["indicator", 12, "when"],
      { relay: "open" },
      "indicator[12].when: the last rule must match",
    ],
    [
      "the id of a make that comes along",
      ["id"],
      "amazon-smart-plug",
      "comes with the program; choose another name",
    ],
  ])("%s", (_, path, value, said) => {
    const message = refusalOf(() => readProfile(file(millWith(path, value))));
    expect(message).toContain("my-plug.json: ");
    expect(message).toContain(said);
  });

  const HIDDEN = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__"];
  const PLACES = [
    ["patterns"],
    ["resets"],
    ["sources"],
    ["timings"],
    ["rungs", 0],
    ["indicator", 0, "when"],
    [],
  ];
  it.each(HIDDEN)("a key %s, wherever it is", (key) => {
    for (const place of PLACES) {
      const message = refusalOf(() => readProfile(file(millWith([...place, key], "up"))));
      expect(message).toContain(`${key}: this key has a meaning of its own`);
      expect(({} as { up?: string }).up).toBeUndefined();
    }
    const name = refusalOf(() => readProfile(file(millWith(["rungs", 0, "name"], key))));
    expect(name).toContain("rungs[0].name: expected 1 to 48 letters");
  });

  it("a trip that nothing keeps from being released at once", () => {
    const heat = { trip: 90, release: 90, basis: "assumed", source: "a number for a test" };
    const outlet = { watts: 10, volts: 10, basis: "assumed", source: "a test", meter: null, overload: null };
    const told = refusalOf(() => readProfile(file(millWith(["outlet"], { ...outlet, overheat: heat }))));
    expect(told).toContain("outlet.overheat.release: 90 °C is not below the 90 °C of trip");
  });

  it("two faults, and tells both", () => {
    const text = millWith(timing, -1).replace('"red","at":6000', '"red","at":1e400');
    const message = refusalOf(() => readProfile(file(text)));
    expect(message).toContain("timings.tapMax.for: ");
    expect(message).toContain(
      "rungs[1].at: expected a whole number of milliseconds from 1 to 86400000, found Infinity",
    );
  });

  it("what only lint sees: it may be looked at and not run", () => {
    const path = file(millWith(["rungs", 1, "at"], 3000));
    expect(readProfile(path).rungs[1]!.at).toBe(3000);
    const message = refusalOf(() => readSoundProfile(path));
    expect(message).toContain("my-plug.json: rungs[1].at: 3000 ms is not after the 3000 ms of orange");
    expect(message).toContain("plugbench profile lint");
  });
});
