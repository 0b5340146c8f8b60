import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const project = mkdtempSync(join(tmpdir(), "plugbench-tarball-"));
const npm = (args: readonly string[], cwd: string) => execFileSync("npm", args, { cwd, encoding: "utf8" });

describe("the packed tarball, installed into an empty project", () => {
  beforeAll(() => {
    const packed = npm(["pack", "--silent", "--pack-destination", project], ROOT).trim().split("\n").at(-1)!;
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", private: true }));
    // A compiler that cannot be found proves that nothing is compiled.
    const env = {
      ...process.env,
      CC: "/nonexistent/cc",
      CXX: "/nonexistent/c++",
      npm_config_node_gyp: "/nonexistent",
    };
    execFileSync("npm", ["install", "--foreground-scripts", join(project, packed)], { cwd: project, env });
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it("brings one serialport, which has prebuilt binaries, and nothing that was compiled", () => {
    const found = readdirSync(join(project, "node_modules"), { recursive: true, encoding: "utf8" });
    expect(found.filter((name) => /(^|\/)serialport\/package\.json$/.test(name))).toEqual([
      "serialport/package.json",
    ]);
    expect(found.filter((name) => /build\/Release\/.*\.node$/.test(name))).toEqual([]);
    expect(existsSync(join(project, "node_modules/@serialport/bindings-cpp/prebuilds"))).toBe(true);
  });

  it.runIf(process.platform === "linux")("has the GPIO plugin by itself, which calls the kernel", () => {
    const program = `import { GpiochipIo, listChips } from "plugbench/gpiochip-io";
      console.log(Array.isArray(listChips().chips));
      try { new GpiochipIo({ chip: "nowhere" }); } catch (error) { console.log(error.name, error.code); }`;
    const args = ["--input-type=module", "--eval", program];
    const said = execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
    expect(said).toBe("true\nGpioError ENOENT\n");
  });

  it("runs `npx plugbench run` until it is ready, and stops when asked", async () => {
    const ready = join(project, "ready.json");
    const args = [
      "plugbench",
      "run",
      "--mqtt",
      "off",
      "--state",
      join(project, "state"),
      "--ready-file",
      ready,
    ];
    const child: ChildProcess = spawn("npx", args, { cwd: project, stdio: "pipe" });
    let said = "";
    child.stdout!.on("data", (data) => (said += data));
    child.stderr!.on("data", (data) => (said += data));
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    for (const end = Date.now() + 60_000; !existsSync(ready) && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(existsSync(ready), said).toBe(true);
    npm(["exec", "--", "plugbench", "ctl", "stop", "--state", join(project, "state")], project);
    expect(await ended, said).toBe(0);
  });
});
