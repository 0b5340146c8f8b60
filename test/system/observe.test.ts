import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSoundProfile } from "../../src/config/profile/read.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { readJsonReport } from "../../src/procedure/report/json.ts";
import { command, environment, temporaryDirectory } from "../cli/plug-process.ts";
import { requireTool } from "../support/tools.ts";

const temporary = temporaryDirectory();
const scripts: ChildProcess[] = [];
afterAll(() => {
  for (const script of scripts) script.kill("SIGKILL");
  temporary.remove();
});

const ARTICLE = join(temporary.path, "reset.md");
writeFileSync(
  ARTICLE,
  `# Reset
1. Press and hold the Action button until the light blinks only red.
2. Release the button. The light glows solid red for several seconds. Then the light blinks blue.
`,
);
const WHO = ["--operator", "Ada", "--model", "HS-1", "--serial", "0001", "--firmware", "1.2"];
const ENTER = "\r";

/** Keys, each so many ms after the one before. */
type Keys = readonly (readonly [after: number, key: string])[];
/** What somebody types when this is on the screen, in this order. */
type Scene = readonly (readonly [prompt: string, keys: Keys])[];

const READY: Scene[number] = ["Before you begin", [[50, ENTER]]];
const press = (...keys: Keys): Scene[number] => ["Press the Action button", [[50, ENTER], ...keys]];
const letGo = (...keys: Keys): Scene[number] => ["Let go of the Action button", [[50, ENTER], ...keys]];
const AS_TOLD: Scene = [
  READY,
  press([1300, "a"], [20, "r"], [20, "b"], [1300, "r"]),
  letGo([50, "R"], [2600, "b"]),
];

/** One run of the observer before the program on a real terminal. */
async function observe(report: string, scene: Scene): Promise<{ code: number | null; shown: string }> {
  const args = ["procedure", "check", ARTICLE, "--observe", ...WHO, "--report", join(temporary.path, report)];
  const line = [process.execPath, ...command(args)].map((word) => `'${word}'`).join(" ");
  const script = spawn("script", ["-qec", `exec ${line}`, "/dev/null"], {
    env: environment({ TERM: "xterm" }),
    stdio: ["pipe", "pipe", "inherit"],
  });
  scripts.push(script);
  let shown = "";
  script.stdout.on("data", (data) => {
    shown += String(data);
  });
  const ended = new Promise<number | null>((resolve) => script.once("close", resolve));
  for (const [prompt, keys] of scene) {
    for (const end = Date.now() + 20_000; !shown.includes(prompt) && Date.now() < end; ) await pause(20);
    expect(shown).toContain(prompt);
    for (const [after, key] of keys) {
      await pause(after);
      script.stdin.write(key);
    }
  }
  return { code: await ended, shown };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const reportOf = (name: string) => join(temporary.path, name, "reset.json");

// Other systems' script has other flags.
const hasScript = process.platform === "linux" && requireTool("script", ["--version"]);

describe.skipIf(!hasScript)("somebody before a real plug", { sequential: true }, () => {
  it("who sees what the article says ends with 0, and is named in the report", async () => {
    const { code, shown } = await observe("run-1", AS_TOLD);
    expect(code, shown).toBe(0);
    expect(shown).toContain("PASSED");
    for (const said of ["Ada", "HS-1", "0001", "1.2", "300 ms"]) expect(shown).toContain(said);
    const [verdict] = readJsonReport(reportOf("run-1"));
    expect(verdict).toMatchObject({ outcome: "pass", board: "real plug", basis: null });
    expect(verdict?.observer).toMatchObject({
      operator: "Ada",
      model: "HS-1",
      serial: "0001",
      reaction: 300,
    });
    expect(verdict?.observer?.moves.map((move) => move.do)).toEqual(["press", "release"]);
  });

  it("who sees something else ends with 1, and what it was is told", async () => {
    const { code, shown } = await observe("other", [
      READY,
      press([200, "a"], [20, "r"], [20, "b"], [600, "r"]),
      letGo([50, "O"], [2600, "b"]),
    ]);
    expect(code, shown).toBe(1);
    expect(shown).toMatch(/solid orange/);
    expect(readJsonReport(reportOf("other"))[0]?.outcome).toBe("fail");
  });

  it("who stops in the middle ends with 1, and the report is incomplete", async () => {
    const { code, shown } = await observe("stopped", [READY, press([100, "q"])]);
    expect(code, shown).toBe(1);
    expect(readJsonReport(reportOf("stopped"))[0]?.outcome).toBe("incomplete");
  });

  it("measures nothing by one run, and by three a profile that can be run", async () => {
    const before = JSON.stringify(PROFILES);
    const measure = (...names: string[]) => run("profile", "measure", ...names.map(reportOf));
    expect(await measure("run-1")).toMatchObject({
      code: 2,
      said: expect.stringContaining("One run is too few"),
    });
    for (const name of ["run-2", "run-3"]) expect((await observe(name, AS_TOLD)).code).toBe(0);
    const output = join(temporary.path, "measured.json");
    const names = ["run-1", "run-2", "run-3"].map(reportOf);
    const { code, said } = await run("profile", "measure", ...names, "--output", output);
    expect(code, said).toBe(0);
    expect(said).toMatch(/^rungs\.armed\.at: .*n = 3, .* to .*, deviation/m);
    expect(existsSync(output)).toBe(true);
    const measured = readSoundProfile(output);
    expect(measured.rungs[1]).toMatchObject({ name: "armed", basis: "measured" });
    const again = await run("profile", "measure", ...names, "--output", output);
    expect(again).toMatchObject({ code: 2, said: expect.stringContaining("a file that is not there yet") });
    expect(JSON.parse(readFileSync(output, "utf8")).id).toBe("amazon-smart-plug-measured");
    expect(JSON.stringify(PROFILES)).toBe(before);
  });
});

describe("without a terminal", () => {
  it.each([
    [["--observe", ...WHO], "needs a terminal"],
    [["--observe", ...WHO.slice(0, 6)], "add --firmware FIRMWARE"],
    [["--observe", ...WHO, "--board", "virtual"], "is for a real plug"],
    [["--operator", "Ada"], "--operator is of an observed plug"],
    [["--observe", ...WHO, "--reaction", "300"], "--reaction: 300 has no unit"],
  ])("%j is refused", async (flags, said) => {
    expect(await run("procedure", "check", ARTICLE, ...flags)).toMatchObject({
      code: 2,
      said: expect.stringContaining(said),
    });
  });
});

async function run(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, command(args), {
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}
