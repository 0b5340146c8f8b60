import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runs } from "../cli/in-process.ts";
import { PlugProcess, temporaryDirectory } from "../cli/plug-process.ts";
import { Authority, type Pair } from "../support/certificates.ts";
import { freePort, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { requireTool } from "../support/tools.ts";

const missing = !requireTool("mosquitto") || !requireTool("openssl", ["version"]);
const PASSWORD = "broker-secret-4711";
const WIFI_PASSWORD = "wifi-secret-0815";
const LOGIN = { PLUGBENCH_MQTT_USERNAME: "desk", PLUGBENCH_MQTT_PASSWORD: PASSWORD };

let authority: Authority;
let plug: Pair;
let broker: Mosquitto;
let plain: number;
const temporary = temporaryDirectory();

/** With TLS for the plug, and a plain listener for whoever watches. */
beforeAll(async () => {
  if (missing) return;
  authority = new Authority();
  const own = authority.issue("broker");
  plug = authority.issue("plug");
  plain = await freePort();
  broker = await startMosquitto([
    `certfile ${own.certificate}`,
    `keyfile ${own.key}`,
    `cafile ${authority.certificate}`,
    "require_certificate true",
    "allow_anonymous true",
    "user root",
    `listener ${plain} 127.0.0.1`,
  ]);
});
afterAll(async () => {
  await broker?.remove();
  authority?.remove();
  temporary.remove();
});

const arguments_ = (name: string, ...more: string[]): string[] => {
  const files = ["--mqtt-ca", authority.certificate, "--mqtt-cert", plug.certificate, "--mqtt-key", plug.key];
  const state = ["--board", "virtual", "--state", join(temporary.path, name), "--id", name];
  return ["run", ...state, "--mqtt", `mqtts://localhost:${broker.port}`, ...files, ...more];
};

/** None of the forms in which a program would let a secret out by mistake. */
function expectNoSecret(text: string): void {
  expect(text.length).toBeGreaterThan(0);
  const key = readFileSync(plug.key, "utf8").split("\n")[1]!;
  for (const secret of [PASSWORD, WIFI_PASSWORD, key]) {
    const bytes = Buffer.from(secret);
    const spaced = bytes.toString("hex").replaceAll(/..(?!$)/g, "$& ");
    for (const form of [secret, bytes.toString("hex"), spaced, bytes.toString("base64").replace(/=+$/, "")])
      expect(text).not.toContain(form);
  }
}

async function ctl(name: string, ...args: string[]): Promise<string> {
  const state = ["--state", join(temporary.path, name)];
  const { out, err } = await runs(["ctl", ...args, ...state]);
  return out + err;
}

describe.skipIf(missing)("a secret", () => {
  it.each(["pretty", "json"])("comes out neither in the %s log nor by ctl, MQTT or ps", async (form) => {
    const watcher = await Watcher.open(plain, 5);
    const program = new PlugProcess(arguments_(form, "--log", form), LOGIN);
    await program.says("blue");
    await watcher.shows(`plugbench/${form}/bench/lifecycle`, "setup");
    const wifi = { ssid: "elsewhere", password: WIFI_PASSWORD };
    for (const wrong of [{ ...wifi, ssid: 1 }, { ...wifi, pin: WIFI_PASSWORD }, [wifi]])
      await watcher.publish(`plugbench/${form}/bench/provision`, JSON.stringify(wrong));
    const file = join(temporary.path, `${form}.wifi`);
    writeFileSync(file, JSON.stringify(wifi));
    let told = await ctl(form, "setup", "--from", file);
    told += await ctl(form, "state", "--json");
    if (process.platform === "linux") told += readFileSync(`/proc/${program.child.pid}/cmdline`, "latin1");
    await watcher.caughtUp();
    const { code, out, err } = await program.stop();
    expect(code).toBe(0);
    expect(told).toContain(`"id":"${form}"`);
    // What this test sent itself came back to the watcher too.
    const heard = watcher.heard.filter(({ topic }) => !topic.endsWith("/provision"));
    expect(heard.map(({ topic }) => topic)).toContain(`plugbench/${form}/bench/error`);
    const said = heard.map(({ topic, text, packet }) => topic + text + JSON.stringify(packet.properties));
    expectNoSecret([told, out, err, ...said].join("\n"));
    await watcher.close();
  });

  it("comes out in no error, not even with its stack", async () => {
    const nowhere = ["--ready-file", join(temporary.path, "none", "ready.json")];
    const env = { ...LOGIN, PLUGBENCH_STACK: "1" };
    const { code, out, err } = await new PlugProcess(arguments_("failing", ...nowhere), env).ended;
    expect(code).toBe(2);
    expect(err).toContain("    at ");
    expectNoSecret(out + err);
    const bad = arguments_("failing", "--mqtt-key", plug.certificate);
    const mistaken = await new PlugProcess(bad, env).ended;
    expect(mistaken.code).toBe(2);
    expectNoSecret(mistaken.out + mistaken.err);
  });

  it("of a certificate stays inside when DEBUG asks everything to be printed", async () => {
    const program = new PlugProcess(arguments_("debug"), { DEBUG: "*", NODE_DEBUG: "net,tls,stream" });
    await program.says("mqtt-packet:writeToStream");
    await program.says("CONNACK".toLowerCase());
    const { out, err } = await program.stop();
    expectNoSecret(out + err);
  });
});

describe("DEBUG", () => {
  /** What the library itself prints under `debug` while it says CONNECT with a password. */
  const printed = (debug: string): string => {
    const connects = `
      const { Duplex } = require("node:stream");
      const { MqttClient } = require("mqtt");
      const stream = new Duplex({ read() {}, write(chunk, encoding, done) { done(); } });
      new MqttClient(() => stream, { username: "desk", password: "${PASSWORD}", reconnectPeriod: 0 });
      setTimeout(() => process.exit(), 50);`;
    const env = { ...process.env, DEBUG: debug };
    const { stderr } = spawnSync(process.execPath, ["-e", connects], { env, encoding: "utf8" });
    return stderr;
  };

  it.each([
    "*",
    "mqttjs*",
    "mqttjs:client",
    "-x,*",
    "mqtt-packet:*",
    "mqtt-packet:writeToStream",
    "m*",
    "express *",
  ])("%s would print the broker's password, so the program does not start", async (debug) => {
    expect(printed(debug)).toContain(PASSWORD);
    const args = ["run", "--board", "virtual", "--mqtt", "mqtt://localhost", "--state", temporary.path];
    const { code, out, err } = await runs(args, { ...LOGIN, DEBUG: debug });
    expect(code).toBe(2);
    expect(err).toContain("unset DEBUG");
    expectNoSecret(out + err);
  });

  it.each(["", "express:*", "-*", "x*,-mqttjs"])("%j would not", (debug) => {
    expect(printed(debug)).not.toContain(PASSWORD);
  });
});
