import { describe, expect, it } from "vitest";
import {
  amazonSmartPlug,
  compile,
  millis,
  type Profile,
  type Provenance,
} from "../../../firmware-sim/index.ts";

/** Every provenance in the profile, with the path to it. */
function provenances(value: unknown, path: string): [string, Provenance][] {
  if (typeof value !== "object" || value === null) return [];
  const own: [string, Provenance][] = "basis" in value ? [[path, value as unknown as Provenance]] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => provenances(inner, `${path}.${key}`))];
}

describe("the profile of the Amazon Smart Plug", () => {
  const all = provenances(amazonSmartPlug, "profile");

  it("calls nothing measured that nobody measured", () => {
    expect(all.filter(([, { basis }]) => basis === "measured")).toEqual([]);
  });

  it("gives a basis and a source for every timing, rung, pattern and policy", () => {
    const { timings, rungs, patterns } = amazonSmartPlug;
    const expected = Object.keys(timings).length + rungs.length + 1 + 2 * Object.keys(patterns).length + 1;
    expect(all).toHaveLength(expected);
    for (const [path, { source }] of all) expect([path, source]).not.toEqual([path, ""]);
  });

  it("calls documented only what a seed says: colours and their order, never a number", () => {
    const documented = all.filter(([, { basis }]) => basis === "documented");
    for (const [path, { source }] of documented) {
      expect(path).toMatch(/\.color$/);
      expect(source).toMatch(/^S[123] step|^S3/);
    }
    expect(documented.length).toBeGreaterThan(0);
  });

  it("is data only: it survives JSON", () => {
    expect(JSON.parse(JSON.stringify(amazonSmartPlug))).toEqual(amazonSmartPlug);
  });
});

describe("a profile with a mistake in it", () => {
  const change = (part: Partial<Profile>) => () => compile({ ...amazonSmartPlug, ...part });

  it("is refused, naming the state that does not exist", () => {
    expect(change({ indicator: [{ when: { lifecycle: "asleep" }, show: "dark" }] })).toThrow(
      'profile amazon-smart-plug: region lifecycle has no state "asleep"',
    );
  });

  it("is refused, naming the pattern that does not exist", () => {
    expect(change({ indicator: [{ when: {}, show: "rainbow" }] })).toThrow(
      'profile amazon-smart-plug: no pattern is called "rainbow"',
    );
  });
});

describe("another profile", () => {
  it("boots as long as its boot pattern lasts", () => {
    const { pattern } = amazonSmartPlug.patterns.boot;
    const boot = { ...amazonSmartPlug.patterns.boot, pattern: { ...pattern, times: 5 } };
    const firmware = compile({ ...amazonSmartPlug, patterns: { ...amazonSmartPlug.patterns, boot } });
    expect(firmware.spans[0]).toBe(millis(2500));
  });
});
