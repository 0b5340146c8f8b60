import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../support/mosquitto.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";
import { Background } from "./fresh-copy.ts";

const ROOT = join(import.meta.dirname, "../..");
const tools = [requireTool("mosquitto"), requireTool("mosquitto_sub"), requireTool("openssl", ["version"])];
const missing = tools.includes(false);
const WITHIN = 30_000;

const folder = mkdtempSync(join(tmpdir(), "plugbench-mosquitto-example-"));
const example = join(folder, "example");
const file = (name: string) => join(example, name);
const started: Background[] = [];

let port: number;
let broker: Background;

/** The line of README.md with these words in it, for this test's port and the program that was built. */
function line(...words: string[]): string {
  const blocks = [...readFileSync(file("README.md"), "utf8").matchAll(/```sh\n([\s\S]*?)```/g)];
  const lines = blocks.flatMap(([, block]) => block!.trim().split("\n"));
  const found = lines.filter((each) => words.every((word) => each.includes(word)));
  expect(found).toHaveLength(1);
  const program = `"${process.execPath}" "${join(ROOT, "dist/src/main.js")}"`;
  return found[0]!.replace("npx plugbench", program).replace("8883", `${port}`);
}

const run = (command: string) =>
  execFileSync("sh", ["-c", command], { cwd: example, encoding: "utf8", stdio: "pipe" });

function start(command: string): Background {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("PLUGBENCH_"));
  const background = new Background(command, example, Object.fromEntries(own));
  started.push(background);
  return background;
}

const access = (name: string): string =>
  `-h localhost -p ${port} --cafile certificates/ca.crt --cert certificates/${name}.crt --key certificates/${name}.key`;
const publish = (name: string, topic: string, text: string) =>
  run(`mosquitto_pub -V 5 -q 1 ${access(name)} -t "${topic}" -m "${text}"`);
const hear = (name: string, ...filters: string[]): Background =>
  start(`mosquitto_sub -v -q 1 ${access(name)} ${filters.map((filter) => `-t "${filter}"`).join(" ")}`);

/** Until it is heard: the reader may not have subscribed yet. */
const publishUntilHeard = (reader: Background, name: string, topic: string, text: string): Promise<void> =>
  until(
    `${topic} is heard`,
    () => {
      publish(name, topic, text);
      return reader.said.includes(`${topic} ${text}\n`);
    },
    () => reader.said,
    WITHIN,
  );

/** As README.md runs it, with what a test needs beside; running when this resolves. */
async function startPlug(...more: string[]): Promise<Background> {
  const ready = join(folder, "ready.json");
  const here = [
    "--board virtual --provisioned --fresh --state",
    join(folder, "state"),
    "--ready-file",
    ready,
  ];
  const plug = start(`${line("plugbench run")} ${[...here, ...more].join(" ")}`);
  await until(
    "the plug runs",
    () => existsSync(ready),
    () => plug.said,
    WITHIN,
  );
  return plug;
}

const stopPlug = (): string =>
  run(
    `"${process.execPath}" "${join(ROOT, "dist/src/main.js")}" ctl stop --state "${join(folder, "state")}"`,
  );

beforeAll(async () => {
  if (missing) return;
  cpSync(join(ROOT, "examples/mosquitto"), example, { recursive: true });
  port = await freePort();
  const configuration = readFileSync(file("mosquitto.conf"), "utf8");
  // As README.md says, root is no longer root when the files are read; here it stays root.
  const more = process.getuid?.() === 0 ? "user root\n" : "";
  writeFileSync(
    file("mosquitto.conf"),
    configuration.replace("listener 8883", `listener ${port} 127.0.0.1`) + more,
  );
  for (const name of ["broker", "client desk-plug", "client home-assistant"])
    run(line(`certificates ${name}`));
  run("./make-certificates.sh certificates client other-plug");
  broker = start(line("mosquitto -c"));
  await broker.says(/ running|Opening ipv4 listen socket/, WITHIN);
});
afterAll(() => {
  for (const each of started) each.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing)("the broker of examples/mosquitto", () => {
  it("shows the plug to a reader with a certificate, and lets it be switched", async () => {
    const reader = start(line("mosquitto_sub"));
    const announced = hear("home-assistant", "homeassistant/#");
    const plug = await startPlug();
    await reader.says(/^plugbench\/desk-plug\/availability online$/m, WITHIN);
    await reader.says(/^plugbench\/desk-plug\/relay off$/m, WITHIN);
    await announced.says(/^homeassistant\/device\/desk-plug\/config \{/m, WITHIN);
    run(line("mosquitto_pub"));
    await reader.says(/^plugbench\/desk-plug\/relay on$/m, WITHIN);
    publish("home-assistant", "plugbench/desk-plug/bench/power/set", "off");
    await reader.says(/^plugbench\/desk-plug\/availability offline$/m, WITHIN);
    stopPlug();
    expect(await plug.ended, plug.said).toBe(0);
    expect(plug.said).not.toMatch(/does not take|warning/);
  });

  it("lets a plug write below its own topics only", async () => {
    const reader = hear("home-assistant", "plugbench/#", "homeassistant/#", "reply/#");
    await publishUntilHeard(reader, "home-assistant", "plugbench/other-plug/relay", "control");
    const foreign = [
      "plugbench/other-plug/relay",
      "plugbench/other-plug/relay/set",
      "plugbench/other-plug/bench/availability",
      "homeassistant/device/other-plug/config",
      "homeassistant/device/other-plug/bench/config",
      "homeassistant/status",
    ];
    for (const topic of foreign) publish("desk-plug", topic, "forged");
    const own = [
      "plugbench/desk-plug/relay",
      "homeassistant/device/desk-plug/config",
      "homeassistant/device/desk-plug/bench/config",
      "reply/here",
    ];
    for (const topic of own) {
      publish("desk-plug", topic, "genuine");
      await reader.says(new RegExp(`^${topic} genuine$`, "m"), WITHIN);
    }
    expect(reader.said).not.toContain("forged");
  });

  it("lets a plug hear no commands but its own", async () => {
    const plug = hear("desk-plug", "#");
    await publishUntilHeard(plug, "home-assistant", "plugbench/desk-plug/relay/set", "first");
    for (const topic of ["relay/set", "cmd/restart", "bench/provision", "relay"])
      publish("home-assistant", `plugbench/other-plug/${topic}`, "secret");
    for (const topic of ["relay/set", "cmd/restart", "bench/provision", "rpc", "bench/power/set"]) {
      publish("home-assistant", `plugbench/desk-plug/${topic}`, "mine");
      await plug.says(new RegExp(`^plugbench/desk-plug/${topic} mine$`, "m"), WITHIN);
    }
    expect(plug.said).not.toContain("secret");
  });

  it("gives nothing to who has no certificate, or one of another authority", async () => {
    const ask = `mosquitto_sub -v -W 5 -t '#' -h localhost -p ${port} --cafile certificates/ca.crt`;
    run(
      "./make-certificates.sh elsewhere broker localhost && ./make-certificates.sh elsewhere client desk-plug",
    );
    for (const files of ["", " --cert elsewhere/desk-plug.crt --key elsewhere/desk-plug.key"]) {
      const stranger = start(ask + files);
      // 27: it was let in, and waited for nothing.
      expect([0, 27]).not.toContain(await stranger.ended);
      expect(stranger.said).not.toMatch(/^(plugbench|homeassistant)\//m);
    }
    expect(() =>
      run(`mosquitto_pub -h localhost -p ${port} -t plugbench/desk-plug/relay/set -m on 2>&1`),
    ).toThrow();
  });

  it("serves the dialects when their lines are taken in, and nothing that the plug says is refused", async () => {
    const found = hear("home-assistant", "homeassistant/#");
    const before = await startPlug();
    await found.says(/"serial_number":"[0-9a-f]{12}"/, WITHIN);
    const [, serial = ""] = /"serial_number":"([0-9a-f]{12})"/.exec(found.said)!;
    stopPlug();
    await before.ended;
    const rules = readFileSync(file("acl"), "utf8").replace(/^#(?=user |topic |pattern )/gm, "");
    const end = serial.slice(-6).toUpperCase();
    writeFileSync(file("acl"), rules.replaceAll("001a2b3c4d5e", serial).replaceAll("3C4D5E", end));
    broker.kill();
    broker = start(line("mosquitto -c"));
    await broker.says(/ running|Opening ipv4 listen socket/, WITHIN);

    const shelly = `shellyplusplugs-${serial}`;
    const reader = hear("home-assistant", "stat/#", "tele/#", "tasmota/discovery/#", `${shelly}/#`);
    const plug = await startPlug("--dialect tasmota,shelly-gen2");
    await reader.says(/^tele\/desk-plug\/LWT Online$/m, WITHIN);
    await reader.says(/^tasmota\/discovery\/[0-9A-F]{12}\/config \{/m, WITHIN);
    await reader.says(new RegExp(`^${shelly}/online true$`, "m"), WITHIN);
    publish("home-assistant", `cmnd/DVES_${end}_fb/POWER`, "on");
    await reader.says(/^stat\/desk-plug\/POWER ON$/m, WITHIN);
    publish("home-assistant", `${shelly}/command/switch:0`, "off");
    await reader.says(/^stat\/desk-plug\/POWER OFF$/m, WITHIN);
    stopPlug();
    expect(await plug.ended, plug.said).toBe(0);
    expect(plug.said).not.toContain("does not take");
  });
});

describe.skipIf(missing)("make-certificates.sh", () => {
  it("overwrites nothing, and says what there is", () => {
    const before = readFileSync(file("certificates/desk-plug.key"), "utf8");
    const again = () => run("./make-certificates.sh certificates client desk-plug 2>&1");
    expect(again).toThrow(/Command failed/);
    for (const wrong of ["client a/b", "client ca", "client +", "broker 'a b'", "nobody x", "client"])
      expect(() => run(`./make-certificates.sh certificates ${wrong} 2>&1`)).toThrow();
    expect(readFileSync(file("certificates/desk-plug.key"), "utf8")).toBe(before);
    expect(existsSync(file("certificates/ca.key"))).toBe(true);
  });

  it("lets nobody else read a key", () => {
    for (const name of ["ca", "broker", "desk-plug"])
      expect(statSync(file(`certificates/${name}.key`)).mode & 0o077).toBe(0);
  });
});
