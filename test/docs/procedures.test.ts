import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { markdown } from "../../scripts/procedures/markdown.ts";
import { main } from "../../src/cli/main.ts";

const PAGE = readFileSync(new URL("../../docs/procedures.md", import.meta.url), "utf8").replaceAll(
  "\r\n",
  "\n",
);

it("finds docs/procedures.md as the phrases are", () => {
  expect(PAGE === markdown(), "stale: run npm run describe").toBe(true);
});

it("finds the article in it right, by the command in it", async () => {
  const [, article = ""] = /```md\n([\s\S]*?)```/.exec(PAGE) ?? [];
  const commands = [...PAGE.matchAll(/^npx plugbench (.+)$/gm)].map(([, words]) => words!.split(" "));
  expect(commands).toHaveLength(1);
  const directory = mkdtempSync(join(tmpdir(), "plugbench-"));
  writeFileSync(join(directory, "reset.md"), article);
  let out = "";
  const write = (text: string) => {
    out += text;
  };
  const { stdin, stdout } = process;
  const code = await main(commands[0]!, { env: {}, directory, out: write, err: write, stdin, stdout });
  rmSync(directory, { recursive: true });
  expect(code, out).toBe(0);
  expect(out).toContain("REQ-12");
  expect(out).toContain("checked 8 of 9 sentences");
});
