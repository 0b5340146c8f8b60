import { it } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import { profileNamed } from "../../src/config/profiles.ts";
import { type CheckableId, ENTRIES, isCheckable } from "./statements/all.ts";

/** The test of a statement, on each of the profiles that it concerns. `id` stands literally in the file: docs/manual.md is made from it. */
export function statement(id: CheckableId, test: (profile: Profile) => void | Promise<void>): void {
  const found = ENTRIES.filter(isCheckable).find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no checkable statement is called ${id}`);
  for (const name of found.statement.profiles)
    it(`${id}, ${name}: ${found.statement.says}`, () => test(profileNamed(name)));
}
