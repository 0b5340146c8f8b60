import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { markdown } from "../../scripts/manual/markdown.ts";
import { idsIn } from "../../scripts/manual/told.ts";

it("finds docs/manual.md as the statements and their tests say", () => {
  const kept = readFileSync(new URL("../../docs/manual.md", import.meta.url), "utf8");
  expect(kept.replaceAll("\r\n", "\n") === markdown(), "stale: run npm run describe").toBe(true);
});

it("finds the statements that a text tests, and those that it does not name literally", () => {
  const text = 'statement("a", x); // statement("b")\n/* statement("c") */ statement(\n  "d"); statement(e)';
  expect(idsIn(text)).toEqual(["a", "d", ""]);
});
