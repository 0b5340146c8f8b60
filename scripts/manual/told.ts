import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const TESTS = join(import.meta.dirname, "../../test/manual");

/** The ids for which a text has a `statement(…)`; "" for one that does not name its statement literally. */
export function idsIn(text: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  return [...code.matchAll(/\bstatement\(\s*(?:"([^"]*)")?/g)].map(([, id]) => id ?? "");
}

/** The test files in test/manual that have a test for each id, as they are written. */
export function toldBy(): ReadonlyMap<string, readonly string[]> {
  const told = new Map<string, string[]>();
  for (const name of readdirSync(TESTS)
    .filter((name) => name.endsWith(".test.ts"))
    .sort())
    for (const id of new Set(idsIn(readFileSync(join(TESTS, name), "utf8"))))
      told.set(id, [...(told.get(id) ?? []), name]);
  return told;
}
