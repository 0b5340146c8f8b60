import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FreshCopy } from "./fresh-copy.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/add-a-plug.md"), "utf8");
const BLOCKS = [...PAGE.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, body]) => body!.trim());
const INLINE = [...PAGE.matchAll(/`(npx [^`\n]+)`/g)].map(([, line]) => line!);

const copy = new FreshCopy();
afterAll(() => copy.remove());

describe("docs/add-a-plug.md", () => {
  beforeAll(async () => {
    const { status, said } = await copy.run("npm ci && npm run build", 240_000);
    expect(status, said).toBe(0);
  });

  it("makes, checks and runs a new plug by its blocks, one after the other", async () => {
    const told: string[] = [];
    for (const block of BLOCKS) {
      const { status, said } = await copy.run(`set -e\n${block}`);
      expect(status, `${block}\n${said}`).toBe(0);
      told.push(said);
    }
    const all = told.join("\n");
    expect(all).toMatch(/^hold\.red +5 s, .* +6 s, /m);
    expect(all).toContain("my-plug: 0 errors, 0 warnings, 2 notes.");
    expect(all).toContain("(My plug)");
    expect(all).toContain("Let go: factory reset, once a press confirms it.");
    expect(all).toContain("The press confirmed the reset.");
    expect(all).toContain("The lifecycle is setup, after");
  });

  it("names commands beside them that work", async () => {
    expect(INLINE.length).toBeGreaterThan(3);
    for (const line of INLINE) {
      const { status, said } = await copy.run(line);
      expect(status, `${line}\n${said}`).toBe(line.includes(" diff ") ? 1 : 0);
    }
  });
});
