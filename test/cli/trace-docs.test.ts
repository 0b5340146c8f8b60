import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { command, environment, temporaryDirectory } from "./plug-process.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/traces.md"), "utf8");
const BLOCKS = [...PAGE.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, body]) => body!);

const temporary = temporaryDirectory();
afterAll(() => temporary.remove());

/** In the place of `npx plugbench`. */
function shim(): string {
  const [first, ...rest] = [process.execPath, ...command([])];
  const file = join(temporary.path, "npx");
  writeFileSync(
    file,
    `#!/bin/sh\nshift\nexec "${first}" ${rest.map((word) => `"${word}"`).join(" ")} "$@"\n`,
  );
  chmodSync(file, 0o755);
  return temporary.path;
}

describe.skipIf(process.platform === "win32")("docs/traces.md", () => {
  it("has blocks that run as they stand, one after the other", { timeout: 180_000 }, () => {
    const PATH = `${shim()}:${process.env["PATH"]}`;
    const said = BLOCKS.map((block) => {
      const { status, stdout, stderr } = spawnSync("sh", ["-e"], {
        input: block,
        cwd: temporary.path,
        env: environment({ PATH, XDG_STATE_HOME: temporary.path, NO_COLOR: "1" }),
        encoding: "utf8",
        timeout: 50_000,
      });
      expect(status, `${block}\n${stdout}${stderr}`).toBe(0);
      return stdout;
    });
    expect(BLOCKS.length).toBe(4);
    expect(said[0]).toMatch(/Recorded \d+ lines to/);
    expect(said[1]).toMatch(/replayed byte for byte\. \d+ of them went out to the broker/);
    expect(said[2]).toContain("They tell the same.");
    expect(said[3]).toContain("2 edges replayed");
    const gestures = (name: string) =>
      [...readFileSync(join(temporary.path, name), "utf8").matchAll(/ gesture (.*)/g)].map(
        ([, json]) => json,
      );
    expect(gestures("pressed.trace")).toEqual(gestures("reset.trace"));
    expect(gestures("reset.trace")).toHaveLength(4);
  });
});
