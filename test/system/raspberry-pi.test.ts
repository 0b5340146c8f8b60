import { execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GUIDE, guide } from "../support/pi-guide.ts";
import { ROOT } from "../support/prebuilt.ts";
import { requireTool } from "../support/tools.ts";
import { FreshCopy } from "./fresh-copy.ts";

const UNIT = join(ROOT, "examples/plugbench.service");
/** V8 asks the processor for keys to its memory, and goes on without. */
const CAN_DO_WITHOUT = ["pkey_alloc"];

const folder = mkdtempSync(join(tmpdir(), "plugbench-pi-"));
const copy = new FreshCopy();
const page = guide();
const onPi = existsSync("/dev/gpiochip0");

/** Every value of a key of the unit, in its order. */
const valuesOf = (key: string): string[] =>
  [...readFileSync(UNIT, "utf8").matchAll(new RegExp(`^${key}=(.*)$`, "gm"))].map(([, value]) => value!);

const IN_ONE_GO = "npm ci && npm start -- --board raspberry-pi";
let inOneGo: Awaited<ReturnType<FreshCopy["run"]>>;

beforeAll(async () => {
  inOneGo = await copy.run(IN_ONE_GO, 280_000);
  const { status, said } = await copy.run("npm pack");
  expect(status, said).toBe(0);
});
afterAll(() => {
  copy.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(onPi)("docs/raspberry-pi.md, on a computer that is no Raspberry Pi", () => {
  const NO_CHIP = /a Raspberry Pi's GPIO chip was not found/;
  const elsewhere: readonly (readonly [line: string, code: number, words: RegExp])[] = [
    ["npx plugbench doctor", 0, /^ok {4}Node /m],
    ["npx plugbench run --board raspberry-pi", 3, NO_CHIP],
    ["npx plugbench ctl state --state /var/lib/plugbench", 3, /no plug is running/i],
  ];

  it(`has ${IN_ONE_GO}, which builds it first`, () => {
    expect(inOneGo.said).toMatch(NO_CHIP);
    expect(inOneGo.status).toBe(3);
  });

  it.each(elsewhere)("has %s", async (line, code, words) => {
    const { status, said } = await copy.run(line);
    expect(said).toMatch(words);
    expect(status, said).toBe(code);
  });

  it("has no other command that could be run here", () => {
    const { start } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts;
    expect(start).toMatch(/^npm run --silent build && /);
    const run = [...elsewhere.map(([line]) => line), IN_ONE_GO, "npm ci && npm run build", "npm pack"];
    expect(page.run.filter((line) => !run.includes(line))).toEqual([]);
  });

  it("brings what was built elsewhere to a Zero 2, without what only the build needs", () => {
    const home = join(folder, "home");
    mkdirSync(home);
    const packed = readdirSync(copy.folder).find((name) => /^plugbench-.*\.tgz$/.test(name))!;
    copyFileSync(join(copy.folder, packed), join(home, packed));
    const env = { ...process.env, npm_config_prefer_offline: "true" };
    const zero = spawnSync("sh", ["-e", "-c", page.zero.join("\n")], { cwd: home, env, encoding: "utf8" });
    expect(zero.status, zero.stderr).toBe(0);
    expect(zero.stdout).toMatch(/^ok {4}Node /m);
    expect(existsSync(join(home, "plugbench/dist/src/main.js"))).toBe(true);
    expect(existsSync(join(home, "plugbench/examples/plugbench.service"))).toBe(true);
    expect(existsSync(join(home, "plugbench/node_modules/vite"))).toBe(false);
  });
});

const hasTools = requireTool("systemd-analyze", ["--version"]) && requireTool("strace", ["-V"]);

describe.skipIf(!hasTools)("examples/plugbench.service", () => {
  it.each(["plugbench@.service", "plugbench@ann.service"])(
    "is understood by systemd without a word as %s",
    (name) => {
      const path = join(folder, name);
      copyFileSync(UNIT, path);
      const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", path], { encoding: "utf8" });
      expect([status, stdout, stderr]).toEqual([0, "", ""]);
    },
  );

  it("leaves less than a fifth of systemd's scale of exposure", () => {
    const path = join(folder, "plugbench@bob.service");
    copyFileSync(UNIT, path);
    const args = ["security", "--offline=true", "--threshold=20", "--no-pager", path];
    const { status, stdout } = spawnSync("systemd-analyze", args, { encoding: "utf8" });
    expect(status, stdout).toBe(0);
  });

  it("allows every system call that a plug makes, and ends by SIGTERM with code 0", async () => {
    const state = join(folder, "state");
    const environment = valuesOf("Environment")
      .flatMap((value) => value.split(" "))
      .map((each) => each.split("="));
    expect(environment).toContainEqual(["PLUGBENCH_BOARD", "raspberry-pi"]);
    const env = {
      ...process.env,
      ...Object.fromEntries(
        environment.map(([name, value]) => [name, value!.replace("%S/plugbench", state)]),
      ),
      PLUGBENCH_BOARD: "virtual",
    };
    const calls = join(folder, "calls");
    const summary = ["--follow-forks", "--summary-only", "--summary-columns=name", `--output=${calls}`];
    const [program] = valuesOf("ExecStart");
    const plug = spawn("strace", [...summary, ...program!.split(" ")], {
      cwd: copy.folder,
      env,
      detached: true,
    });
    let said = "";
    for (const stream of [plug.stdout, plug.stderr]) stream.on("data", (data) => (said += data));
    const ended = new Promise<number | null>((resolve) => plug.on("close", resolve));
    for (const end = Date.now() + 60_000; !/Running on virtual/.test(said) && Date.now() < end; )
      await new Promise((resolve) => setTimeout(resolve, 100));
    process.kill(-plug.pid!, "SIGTERM");
    expect(await ended, said).toBe(0);
    expect(existsSync(state), said).toBe(true);
    const made = readFileSync(calls, "utf8")
      .match(/^ *[a-z]\w+$/gm)!
      .map((name) => name.trim());
    expect(made).toContain("epoll_ctl");
    const allowed = valuesOf("SystemCallFilter").flatMap((value) => value.split(" ").flatMap(callsOf));
    expect(
      made.filter((name) => ![...allowed, ...CAN_DO_WITHOUT, "syscall", "total"].includes(name)),
    ).toEqual([]);
  });

  it("leaves it to people what a restart would not cure, and nothing else", async () => {
    const { status } = await copy.run("node dist/src/main.js run --board virtual --mqtt nonsense");
    expect(valuesOf("RestartPreventExitStatus")).toEqual([String(status)]);
  });

  it("is what the guide says of it", () => {
    const text = readFileSync(join(ROOT, GUIDE), "utf8");
    expect(text).toContain(`starts it again after ${valuesOf("RestartSec")} s`);
    expect(text).toContain(`/var/lib/${valuesOf("StateDirectory")}`);
    expect(valuesOf("BindReadOnlyPaths")).toEqual(valuesOf("WorkingDirectory"));
  });
});

/** A set of system calls by its name, with the sets in it. */
function callsOf(name: string): readonly string[] {
  if (!name.startsWith("@")) return [name];
  const text = execFileSync("systemd-analyze", ["syscall-filter", "--no-pager", name], { encoding: "utf8" });
  const members = text
    .split("\n")
    .slice(1)
    .map((line) => line.trim());
  return members.filter((line) => line !== "" && !line.startsWith("#")).flatMap(callsOf);
}
