import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

it("compiles firmware-sim alone in an empty directory, without any package", () => {
  const empty = mkdtempSync(join(tmpdir(), "plugbench-core-"));
  try {
    cpSync(join(ROOT, "firmware-sim"), join(empty, "firmware-sim"), { recursive: true });
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const run = spawnSync(process.execPath, [tsc, "-p", join(empty, "firmware-sim")], { encoding: "utf8" });
    expect(run.stdout + run.stderr).toBe("");
    expect(run.status).toBe(0);
    expect(readdirSync(join(empty, "dist/firmware-sim"))).toContain("index.js");
  } finally {
    rmSync(empty, { recursive: true });
  }
});
