import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import { profileOf } from "../../src/config/profile/read.ts";

export const MILL = join(import.meta.dirname, "../../examples/profiles/mill-plug.json");

/** The example as text, changed at `path`: `undefined` takes what is there away. */
export function millWith(path: readonly (string | number)[], value: unknown): string {
  const file = JSON.parse(readFileSync(MILL, "utf8"));
  let at = file;
  for (const key of path.slice(0, -1)) at = at[key];
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  // An assignment to __proto__ would not make a key.
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return JSON.stringify(file);
}

/** The profile of a file's text; throws with the faults. */
export function profileIn(text: string): Profile {
  const profile = profileOf(JSON.parse(text));
  if ("faults" in profile)
    throw new Error(profile.faults.map(({ path, what }) => `${path}: ${what}`).join("\n"));
  return profile;
}

/** What a user is told when `read` refuses. */
export function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect((error as Error).name).toBe("UsageError");
    return (error as Error).message;
  }
  throw new Error("it was read");
}

/** `count` entries under the names that `key` gives. */
export const entries = (count: number, key: (i: number) => string, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [key(i), value]));
export const redSteps = (count: number) => Array.from({ length: count }, () => ({ color: "red", for: 1 }));
/** A ladder of so many rungs, a second apart. */
export const rungs = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    name: `r${i}`,
    at: 1000 * (i + 1),
    reset: null,
    basis: "assumed",
    source: "a test",
  }));
