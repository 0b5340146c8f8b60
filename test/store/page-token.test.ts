import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeFs } from "../../src/store/node-fs.ts";
import { loadPageToken } from "../../src/store/page-token.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "plugbench-token-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const path = () => join(directory, "page-token");

describe("the page's token", () => {
  it("is made once, of 128 bits, for its user alone", async () => {
    const made = await loadPageToken(nodeFs, directory);
    expect(made).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(readFileSync(path(), "utf8")).toBe(`${made}\n`);
    if (process.platform !== "win32") expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(["page-token"]);
    expect(await loadPageToken(nodeFs, directory)).toBe(made);
  });

  it("is another for another plug", async () => {
    const first = await loadPageToken(nodeFs, directory);
    rmSync(path());
    expect(await loadPageToken(nodeFs, directory)).not.toBe(first);
  });

  it.each(["", "\n", "short", "x".repeat(22).replace("x", "!"), "x".repeat(1000)])(
    "is made anew where %j is left of it",
    async (left) => {
      writeFileSync(path(), left);
      const made = await loadPageToken(nodeFs, directory);
      expect(made).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(await loadPageToken(nodeFs, directory)).toBe(made);
    },
  );

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "that may not be read is told of",
    async () => {
      writeFileSync(path(), "x");
      chmodSync(path(), 0);
      await expect(loadPageToken(nodeFs, directory)).rejects.toMatchObject({ name: "StoreError" });
    },
  );

  it("that cannot be kept is told of with its place", async () => {
    const fs = {
      ...nodeFs,
      create: () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })),
    };
    await expect(loadPageToken(fs, directory)).rejects.toMatchObject({
      code: "full",
      message: expect.stringContaining(path()),
    });
  });
});
