import { describe, expect, it } from "vitest";
import { amazonSmartPlug, lint, type Profile, patternWords, roundOf } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { colorsOf } from "../../src/procedure/basis/colors.ts";
import { endsOf } from "../../src/procedure/basis/ends.ts";
import { numbersOf } from "../../src/procedure/basis/numbers.ts";

const numberAt = (profile: Profile, place: string) =>
  numbersOf(profile).find((number) => number.place === place)!;
const profileNamed = (id: string) => PROFILES.find((profile) => profile.id === id)!;
const homekit = profileNamed("shelly-homekit");

/** Every leaf of a profile by its path. */
function leaves(value: unknown, path = ""): ReadonlyMap<string, unknown> {
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([key, each]) => [...leaves(each, `${path}/${key}`)]));
}

function changedPaths(from: Profile, to: Profile): readonly string[] {
  const [before, after] = [leaves(from), leaves(to)];
  return [...after.keys()].filter((path) => before.get(path) !== after.get(path));
}

describe("the numbers of a profile", () => {
  it("are every one that is not documented, by its place", () => {
    expect(numbersOf(homekit).map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        "timings.tapMax",
        "rungs.resetReached.at",
        "combination.skew",
        "combination.rungs.failSafe.at",
        "counts.powerOns.times",
        "counts.powerOns.within",
        "patterns.boot.round",
        "patterns.boot.times",
        "patterns.setup.round",
      ]),
    );
    expect(numberAt(profileNamed("echo-dot"), "voice.answer")).toMatchObject({ value: 8000, unit: "ms" });
    expect(numberAt(amazonSmartPlug, "rungs.armed.guard")).toMatchObject({ value: 250, basis: "assumed" });
    // Documented.
    expect(numberAt(profileNamed("kasa-plug"), "rungs.softArmed.at")).toBeUndefined();
    expect(numberAt(profileNamed("tuya-plug"), "patterns.pairing.round")).toBeUndefined();
  });

  it("say where they come from, and what they may really be", () => {
    expect(numberAt(amazonSmartPlug, "rungs.armed.at")).toMatchObject({
      value: 12_000,
      unit: "ms",
      basis: "third-party",
      source: expect.stringContaining("appr.com"),
      between: [5000, 20_000],
      declared: true,
    });
  });

  it("may be half and double where nobody declared bounds", () => {
    expect(numberAt(amazonSmartPlug, "timings.tapMax")).toMatchObject({
      between: [500, 2000],
      declared: false,
    });
    // Bounds of a pattern's timing are of its round.
    expect(numberAt(amazonSmartPlug, "patterns.boot.round")).toMatchObject({ between: [200, 2000] });
    expect(numberAt(amazonSmartPlug, "patterns.boot.times")).toMatchObject({
      value: 3,
      unit: "times",
      between: [2, 6],
      declared: false,
    });
  });

  it.each(PROFILES)("of $id each change what they stand for and nothing else", (profile) => {
    for (const number of numbersOf(profile)) {
      const { place, value } = number;
      const changed = number.with(value + 1) ?? number.with(value - 1)!;
      const [list, name, key] = place.split(".");
      const paths = changedPaths(profile, changed);
      expect(paths.length, place).toBeGreaterThan(0);
      for (const path of paths) {
        expect(path.split("/")[1], place).toBe(list);
        if (list === "patterns") expect(path, place).toContain(`/${name}/pattern/`);
        if (list === "timings") expect(path, place).toBe(`/timings/${name}/for`);
        if (key === "at") expect(path, place).toMatch(/rungs\/\d\/at$/);
      }
      expect(changedPaths(profile, number.with(value)!), place).toEqual([]);
    }
  });

  it("of a pattern are its round, in which the steps keep their proportion", () => {
    const { pattern } = numberAt(amazonSmartPlug, "patterns.updating.round").with(1500)!.patterns[
      "updating"
    ]!;
    expect(pattern).toMatchObject({ steps: [{ for: 150 }, { for: 1350 }], times: "forever" });
    const boot = numberAt(profileNamed("echo"), "patterns.boot.round").with(3333)!.patterns.boot.pattern;
    expect(roundOf(boot)).toBe(3333);
  });

  it("cannot be what no plug is", () => {
    const armed = numberAt(amazonSmartPlug, "rungs.armed.at");
    expect(armed.with(3000)).toBeNull();
    expect(armed.with(12_000.5)).toBeNull();
    expect(armed.with(0)).toBeNull();
    expect(numberAt(homekit, "timings.tapMax").with(10_001)).toBeNull();
  });

  it.each(PROFILES)("of $id go to ends at which there can be such a plug, as far as they may", (profile) => {
    for (const number of numbersOf(profile)) {
      for (const { value, profile: changed } of endsOf(number)) {
        const { place, between } = number;
        expect(value, place).toBeGreaterThanOrEqual(between[0]);
        expect(value, place).toBeLessThanOrEqual(between[1]);
        expect(lint(changed).filter(({ level }) => level === "error")).toEqual([]);
        const beyond = value + Math.sign(value - number.value);
        if (!between.includes(value)) expect(number.with(beyond), `${place} ${beyond}`).toBeNull();
      }
    }
    expect(endsOf(numbersOf(profile)[0]!)).toHaveLength(2);
  });

  it("stop before the next rung", () => {
    const ends = endsOf(numberAt(profileNamed("generic-red-blink"), "rungs.networkArmed.at"));
    expect(ends.map(({ value }) => value)).toEqual([2500, 9999]);
  });
});

describe("the colours of a profile", () => {
  const colorAt = (profile: Profile, name: string) =>
    colorsOf(profile).find(({ place }) => place === `patterns.${name}.color`)!;
  const wordsWith = (profile: Profile, name: string) => {
    const changed = colorAt(profile, name).with("green")!;
    return patternWords(changed.patterns[name]!.pattern);
  };

  it("are those of every pattern for which they are not documented", () => {
    expect(colorsOf(amazonSmartPlug).map(({ place }) => place)).toEqual([
      "patterns.joining.color",
      "patterns.identify.color",
      "patterns.updating.color",
      "patterns.on.color",
    ]);
    expect(colorAt(amazonSmartPlug, "on")).toMatchObject({ value: "solid blue", basis: "third-party" });
  });

  it("can be others, in the same rhythm", () => {
    expect(wordsWith(amazonSmartPlug, "joining")).toBe("blinking green fast");
    expect(wordsWith(profileNamed("kasa-plug"), "dark")).toBe("solid green");
    expect(wordsWith(profileNamed("matter-plug"), "boot")).toBe("flashing green 1 times");
    expect(colorAt(amazonSmartPlug, "identify").with("green")).toBeNull();
  });

  it("leave a plug without power dark", () => {
    const changed = colorAt(profileNamed("kasa-plug"), "dark").with("green")!;
    const [unplugged] = changed.indicator;
    expect(changed.patterns[unplugged!.show]!.pattern).toEqual({ kind: "steady", color: "off" });
    expect(lint(changed).filter(({ level }) => level === "error")).toEqual([]);
  });
});
