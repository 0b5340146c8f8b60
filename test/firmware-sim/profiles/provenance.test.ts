import { describe, expect, it } from "vitest";
import { PROFILES } from "../../../src/config/profiles.ts";
import { provenancesOf } from "./provenances.ts";

/** The places of numbers and choices that neither they nor anything around them gives a basis for. */
function unsourced(value: unknown, place: string, sourced: boolean): readonly string[] {
  if (typeof value === "number") return sourced ? [] : [place];
  if (typeof value !== "object" || value === null) return [];
  const basis = sourced || "basis" in value || ("color" in value && "timing" in value);
  return Object.entries(value).flatMap(([key, each]) => unsourced(each, `${place}.${key}`, basis));
}

describe.each(PROFILES.map((profile) => ({ profile, id: profile.id })))("the profile $id", ({ profile }) => {
  const all = provenancesOf(profile);

  it("gives a basis and a source for every number, colour and policy", () => {
    expect(unsourced(profile, "", false)).toEqual([]);
    for (const [path, { basis, source }] of all) {
      expect([path, basis]).toEqual([path, expect.stringMatching(/^(documented|third-party|assumed)$/)]);
      expect([path, source.trim()]).not.toEqual([path, ""]);
    }
  });

  it("calls nothing measured, for nobody measured a plug", () => {
    expect(all.filter(([, { basis }]) => basis === "measured")).toEqual([]);
  });

  it("names where it is said, for all that is not assumed", () => {
    const names = Object.keys(profile.sources);
    for (const [path, { basis, source }] of all) {
      if (basis === "assumed") continue;
      const named = names.some((name) => source.startsWith(name) || source.startsWith(`code: ${name}`));
      expect([path, source, named || /^[\w-]+\.com\b/.test(source)]).toEqual([path, source, true]);
    }
  });

  it("says what each of its short source names stands for, and has none to spare", () => {
    for (const name of Object.keys(profile.sources)) {
      expect([name, all.some(([, { source }]) => source.includes(name))]).toEqual([name, true]);
    }
  });

  it("is data only: it survives JSON", () => {
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });
});

it("gives each profile a name of its own", () => {
  expect(new Set(PROFILES.map(({ id }) => id)).size).toBe(PROFILES.length);
});
