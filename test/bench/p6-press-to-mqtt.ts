import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { requireTool } from "../support/tools.ts";
import { ROOT, withDirectory } from "./child.ts";
import { BareClient } from "./press-to-mqtt/bare-client.ts";
import { interleaved, median, quantile, worstForeign } from "./protocol.ts";
import { atMost, type Line, number, type Skipped, spread, times } from "./table.ts";
import { compileC, missingCompiler, startDevice } from "./wire/device.ts";

const REPEATS = 5;
const PRESSES = 25;
/** Until the plug is connected and its boot is over, ms. */
const DELAY = 3000;
/** Messages of a bare client, and the pause after each: as rare as presses, or nearly. */
const ROUND_TRIPS = 100;
const PAUSE = 20;
/** A digital report of 3 bytes at 57,600 baud, µs. */
const WIRE = (3 * 10 * 1e6) / 57_600;

/**
 * P6: from the press to `bench/button` at a subscriber, through the whole program and Mosquitto; against what
 * nobody can avoid: the report's time on the wire, and a bare client's way through the same broker.
 */
export async function pressToMqtt(): Promise<readonly (Line | Skipped)[]> {
  const missing =
    missingCompiler() ?? (requireTool("mosquitto") ? undefined : "its broker is not here: install mosquitto");
  if (missing !== undefined) return [{ id: "P6", skipped: missing }];
  const device = await compileC("device");
  const samples = await interleaved(REPEATS, {
    bare: () => withMosquitto(roundTrips),
    ours: () => withMosquitto((broker) => presses(device, broker)),
  });
  const floors = samples.bare.map(({ value }) => WIRE + median(value));
  const ours = samples.ours.map(({ value }) => median(value));
  const p99 = quantile(
    samples.ours.flatMap(({ value }) => value),
    0.99,
  );
  const ratio = median(ours) / median(floors);
  return [
    {
      id: "P6",
      what: "press to bench/button at a subscriber, µs (median)",
      ours: `${spread(ours)}, p99 ${number(p99)}`,
      against: `3 bytes of wire + bare client through Mosquitto ${spread(floors)}`,
      ratio: times(ratio),
      gate: atMost(ratio, 3),
      goal: atMost(ratio, 2),
      foreign: worstForeign([...samples.bare, ...samples.ours]),
    },
  ];
}

const microsecondsSince = (at: bigint): number => Number(process.hrtime.bigint() - at) / 1000;

async function withMosquitto<T>(use: (broker: Mosquitto) => Promise<T>): Promise<T> {
  const broker = await startMosquitto();
  try {
    return await use(broker);
  } finally {
    await broker.remove();
  }
}

async function roundTrips({ port }: Mosquitto): Promise<readonly number[]> {
  const client = await BareClient.open(port);
  await client.subscribe("floor");
  const taken: number[] = [];
  for (let i = 0; i < ROUND_TRIPS; i++) {
    const sent = process.hrtime.bigint();
    taken.push(
      await new Promise<number>((resolve) => {
        client.onMessage = () => resolve(microsecondsSince(sent));
        client.publish("floor", "down");
      }),
    );
    await sleep(PAUSE);
  }
  client.close();
  return taken;
}

async function presses(program: string, { port }: Mosquitto): Promise<readonly number[]> {
  const subscriber = await BareClient.open(port);
  const heard: bigint[] = [];
  subscriber.onMessage = (_, text) => {
    if (text === "down") heard.push(process.hrtime.bigint());
  };
  await subscriber.subscribe("+/+/bench/button");
  const device = await startDevice(program, PRESSES, DELAY, "blind");
  try {
    return await withDirectory(async (state) => {
      const broker = ["--mqtt", `mqtt://127.0.0.1:${port}`];
      const args = ["run", "--board", "arduino", "--port", device.port, "--state", state, ...broker];
      const child = spawn(process.execPath, [join(ROOT, "dist/src/main.js"), ...args], { stdio: "ignore" });
      const ended = once(child, "close");
      const pressed = await device.presses();
      child.kill("SIGKILL");
      await ended;
      if (heard.length !== pressed.length)
        throw new Error(`${pressed.length} presses were made, ${heard.length} were heard of`);
      return pressed.map(({ at }, i) => Number(heard[i]! - at) / 1000);
    });
  } finally {
    await device.end();
    subscriber.close();
  }
}
