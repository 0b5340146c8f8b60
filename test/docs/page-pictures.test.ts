import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { difference } from "../support/page-picture.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = "docs/page";
const names = readdirSync(join(ROOT, FOLDER)).sort();
const picture = (name: string) => readFileSync(join(ROOT, FOLDER, name));

describe("the pictures of the bench page", () => {
  it("are six, and README.md shows each of them", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(names).toHaveLength(6);
    expect(names.filter((name) => !readme.includes(`${FOLDER}/${name}`))).toEqual([]);
  });

  it("are told apart by what finds them stale", () => {
    for (const one of names)
      for (const other of names) {
        const found = difference(picture(one), picture(other));
        one === other ? expect(found).toBeUndefined() : expect(found, `${one}, ${other}`).toBeDefined();
      }
  });
});
