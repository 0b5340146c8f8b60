import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { ID, MqttRig } from "../support/mqtt-rig.ts";
import { requireTool } from "../support/tools.ts";

const missing = !requireTool("mosquitto") || !requireTool("mosquitto_rr", ["--help"]);

let broker: Mosquitto;
let rig: MqttRig;

/** What README shows: a command, and its answer on a topic of one's own. */
const ask = async (name: string, payload: string) => {
  const topic = `plugbench/${ID}/${name}`;
  const port = String(broker.port);
  const args = ["-p", port, "-V", "5", "-W", "5", "-t", topic, "-e", "reply/x", "-m", payload];
  return JSON.parse((await promisify(execFile)("mosquitto_rr", args)).stdout);
};

beforeEach(async () => {
  if (missing) return;
  broker = await startMosquitto();
  rig = await MqttRig.start(broker.port);
  // The plug connects in real time.
  await expect
    .poll(() => ask("start-up/set", "previous").catch(() => null), { timeout: 20_000 })
    .not.toBeNull();
});
afterEach(async () => {
  if (missing) return;
  await rig.close();
  await broker.remove();
});

it.skipIf(missing)("answers mosquitto_rr", async () => {
  expect(await ask("relay/set", "on")).toEqual({ ok: true, relay: "on" });
  expect(rig.board.relayClosed).toBe(true);
  expect(await ask("relay/set", "maybe")).toMatchObject({ error: { code: "bad_value" } });
  expect(await ask("bench/power/set", "off")).toEqual({ ok: true, lifecycle: "off" });
});
