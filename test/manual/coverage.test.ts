import { describe, expect, it } from "vitest";
import { toldBy } from "../../scripts/manual/told.ts";
import { profileSchema } from "../../scripts/profile-schema.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { ENTRIES, isCheckable, isRepeated } from "./statements/all.ts";
import { CONTRADICTIONS } from "./statements/contradictions.ts";

const checkable: readonly string[] = ENTRIES.filter(isCheckable).map(({ id }) => id);
const told = [...toldBy().keys()];
const shipped: readonly string[] = PROFILES.map(({ id }) => id);
const contradictions = Object.values(CONTRADICTIONS).flat();

describe("the statements of the seed documents", () => {
  it("have an id each, which begins with the name of their document", () => {
    const ids = ENTRIES.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(ENTRIES.filter(({ id, document }) => !id.startsWith(`${document}.`))).toEqual([]);
  });

  it("are tested, each that can be", () => {
    expect(checkable.filter((id) => !told.includes(id))).toEqual([]);
  });

  it("are what the tests name, literally", () => {
    expect(told.filter((id) => !checkable.includes(id))).toEqual([]);
  });

  it("concern profiles that are shipped", () => {
    const named = ENTRIES.filter(isCheckable).flatMap(({ statement: { profiles } }) => profiles);
    expect(named.filter((id) => !shipped.includes(id))).toEqual([]);
    expect(
      ENTRIES.filter(isCheckable).filter(({ statement: { profiles } }) => profiles.length === 0),
    ).toEqual([]);
  });

  it("repeat, where they do, one that repeats none", () => {
    const again = ENTRIES.filter(isRepeated).map(({ statement }) => statement.again);
    const first = ENTRIES.filter((entry) => !isRepeated(entry)).map(({ id }) => id);
    expect(again.filter((id) => !first.includes(id))).toEqual([]);
  });
});

/** The schemas below this one at `key`, through lists, records and alternatives. */
function below(schema: unknown, key: string): readonly unknown[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties, items, additionalProperties, anyOf } = schema as Record<string, unknown>;
  const own = (properties as Record<string, unknown> | undefined)?.[key];
  if (own !== undefined) return [own];
  const inner = [items, additionalProperties, ...((anyOf as unknown[] | undefined) ?? [])];
  return inner.flatMap((each) => below(each, key));
}

describe("the contradictions", () => {
  it("name what takes the other reading: a shipped profile, or fields that a profile has", () => {
    const schema: unknown = JSON.parse(profileSchema());
    const missing = contradictions.flatMap(({ other }) => {
      if ("profile" in other) return shipped.includes(other.profile) ? [] : [other.profile];
      if ("none" in other) return other.none === "" ? ["no reason"] : [];
      return other.fields.filter(
        (path) =>
          path.split(".").reduce((at, key) => at.flatMap((each) => below(each, key)), [schema]).length === 0,
      );
    });
    expect(missing).toEqual([]);
  });
});
