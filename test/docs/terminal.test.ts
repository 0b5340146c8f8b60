import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { drawTerminal } from "../../scripts/draw-terminal.ts";

it("the picture of the terminal in README.md is what the program shows (npm run draw makes it anew)", async () => {
  const file = join(import.meta.dirname, "../../docs/terminal.svg");
  expect(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).toBe(await drawTerminal());
});
