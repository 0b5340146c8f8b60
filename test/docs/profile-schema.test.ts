import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, it } from "vitest";
import { profileSchema } from "../../scripts/profile-schema.ts";
import { readShape } from "../../src/config/profile/faults.ts";
import { profileFiles } from "../support/profile-arbitrary.ts";
import { MILL } from "../support/profile-file.ts";

const SCHEMA = new URL("../../docs/profile.schema.json", import.meta.url);
const fits = new Ajv({ strict: true, strictRequired: false, strictTypes: false }).compile(
  JSON.parse(profileSchema()),
);

it("finds docs/profile.schema.json as the schema says", () => {
  const kept = readFileSync(SCHEMA, "utf8").replaceAll("\r\n", "\n");
  expect(kept === profileSchema(), "stale: run npm run describe").toBe(true);
});

it("fits the example", () => {
  expect(fits(JSON.parse(readFileSync(MILL, "utf8"))), JSON.stringify(fits.errors)).toBe(true);
});

const KEYS = ["__proto__", "constructor", "toString", "prototype", "a b", "", "$schema", "boot", "for", "S1"];
const VALUES = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    [],
    {},
    "",
    "forever",
    "steps",
    "steady",
    "released",
    "S1",
    "constructor",
  ),
  fc.constantFrom<unknown>(-1, 0, 0.5, 1, 1.0, 1001, 86_400_000, 86_400_001, 1e300),
  fc.constantFrom<unknown>(
    "x".repeat(301),
    "ü".repeat(300),
    "😀".repeat(64),
    "😀".repeat(65),
    "\u0000",
    "\u202e",
    " a",
  ),
  fc.constantFrom<unknown>("a".repeat(48), "a".repeat(49), "A", "a.b", ["red"], [null], [{}], { name: "a" }),
  fc.jsonValue({ maxDepth: 2 }),
);
interface Change {
  readonly how: string;
  readonly where: fc.Stream<number>;
  readonly depth: number;
  readonly key: string;
  readonly value: unknown;
  readonly count: number;
}

const changes: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom("replace", "remove", "add", "rename", "repeat"),
  where: fc.infiniteStream(fc.nat()),
  depth: fc.nat({ max: 6 }),
  key: fc.constantFrom(...KEYS),
  value: VALUES,
  count: fc.constantFrom(2, 9, 64, 65, 100, 101),
});

/** The file with one change at a random place in it. */
function changed(file: unknown, { how, where, depth, key, count, ...rest }: Change): unknown {
  // One that a later change may change in turn.
  const value: unknown = JSON.parse(JSON.stringify(rest.value));
  const root = { file };
  let holder: Record<string, unknown> = root;
  let at = "file";
  for (let i = 0; i <= depth; i++) {
    const inner = holder[at];
    if (typeof inner !== "object" || inner === null || Object.keys(inner).length === 0) break;
    holder = inner as Record<string, unknown>;
    const keys = Object.keys(holder);
    at = keys[(where.next().value as number) % keys.length]!;
  }
  const set = (name: string, given: unknown) =>
    Object.defineProperty(holder, name, {
      value: given,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const old = holder[at];
  if (how === "replace" || holder === root) set(at, value);
  else if (how === "add" && !Array.isArray(holder)) set(key, value);
  else if (how === "repeat" && Array.isArray(old))
    set(
      at,
      Array.from({ length: count }, () => old[0] ?? value),
    );
  else if (how === "repeat" && Array.isArray(holder)) for (let i = 0; i < count; i++) holder.push(old);
  else if (how === "repeat") for (let i = 0; i < count; i++) set(`n${i}`, old);
  else if (Array.isArray(holder)) holder.splice(Number(at), 1);
  else {
    delete holder[at];
    if (how === "rename") set(key, old);
  }
  return root.file;
}

it("refuses and takes the same files as what reads them", () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(profileFiles, fc.array(changes, { maxLength: 2 }), (file, edits) => {
      let value: unknown = JSON.parse(JSON.stringify(file));
      for (const edit of edits) value = changed(value, edit);
      const { faults } = readShape(value);
      expect(fits(value), `${JSON.stringify(faults)}\n${JSON.stringify(fits.errors)}`).toBe(
        faults === undefined,
      );
      seen[faults === undefined ? "taken" : "refused"]++;
    }),
    { numRuns: 300 },
  );
  expect(seen.taken).toBeGreaterThan(30);
  expect(seen.refused).toBeGreaterThan(80);
});
