import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startMosquitto } from "../support/mosquitto.ts";
import { PYTHON, requirePython, requireTool } from "../support/tools.ts";

const ROOT = join(import.meta.dirname, "../..");
const parent = mkdtempSync(join(tmpdir(), "plugbench-ci-example-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** How each test ended, and what the integration had shown in it, by the test's name. */
type Outcome = Readonly<Record<string, { readonly passed: boolean; readonly history: string }>>;

/** Runs the example as CI would, on a copy of it that `change` may have changed. */
async function runExample(broker: string, change: (integration: string) => string): Promise<Outcome> {
  const folder = mkdtempSync(join(parent, "run-"));
  cpSync(join(ROOT, "examples/ci"), folder, { recursive: true });
  const integration = join(folder, "integration.py");
  writeFileSync(integration, change(readFileSync(integration, "utf8")));
  const report = join(folder, "report.xml");
  const env = {
    ...process.env,
    PLUG_COMMAND: `${process.execPath} ${join(ROOT, "dist/src/main.js")}`,
    BROKER: broker,
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml", report, folder];
  const said = await new Promise<string>((resolve) =>
    execFile(PYTHON, args, { cwd: folder, env }, (_, out, err) => resolve(out + err)),
  );
  const tests = [
    ...readFileSync(report, "utf8").matchAll(/<testcase [^>]*?\bname="([^"]+)"[^>]*>(.*?)<\/testcase>/gs),
  ];
  expect(tests.length, said).toBeGreaterThan(0);
  return Object.fromEntries(
    tests.map(([, name, inside]) => [
      name!,
      {
        passed: !/<(failure|error)\b/.test(inside!),
        history: /<property name="history" value="([^"]*)"/.exec(inside!)?.[1] ?? "none",
      },
    ]),
  );
}

const asItIs = (text: string): string => text;

/** The bug that the example is there to find: what the plug said last is believed for ever. */
function deafToAvailability(text: string): string {
  const changed = text.replace(/ {8}if not self\._online\.get\(plug\):\n {12}return "unavailable"\n/, "");
  expect(changed).not.toBe(text);
  return changed;
}

const GOOD: Outcome = {
  test_follows_a_press_of_the_button: { passed: true, history: "off on off" },
  "test_never_shows_a_plug_that_is_gone_as_on[unplug]": { passed: true, history: "off on unavailable" },
  "test_never_shows_a_plug_that_is_gone_as_on[home wifi down]": {
    passed: true,
    history: "off on unavailable",
  },
  test_shows_what_the_outlet_is_after_a_power_cut: { passed: true, history: "off on unavailable on" },
};

describe.skipIf(!requirePython("pytest", "paho.mqtt.client"))("examples/ci", () => {
  it("passes, and shows the same in two consecutive runs", async () => {
    expect(await runExample("embedded", asItIs)).toEqual(GOOD);
    expect(await runExample("embedded", asItIs)).toEqual(GOOD);
  });

  it.skipIf(!requireTool("mosquitto"))("shows the same on Mosquitto", async () => {
    const mosquitto = await startMosquitto();
    try {
      expect(await runExample(`mqtt://127.0.0.1:${mosquitto.port}`, asItIs)).toEqual(GOOD);
    } finally {
      await mosquitto.remove();
    }
  });

  it("fails with the bug it hunts: a plug that is gone is shown as on", async () => {
    const bad = await runExample("embedded", deafToAvailability);
    const failed = Object.keys(bad).filter((name) => !bad[name]!.passed);
    expect(failed).toEqual(Object.keys(GOOD).filter((name) => GOOD[name]!.history.includes("unavailable")));
    for (const name of failed) expect(bad[name]!.history).toBe("off on");
  });
});
