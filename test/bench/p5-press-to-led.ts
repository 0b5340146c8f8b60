import { spawn } from "node:child_process";
import { once } from "node:events";
import { bundle } from "./child.ts";
import { interleaved, median, quantile, worstForeign } from "./protocol.ts";
import { atLeast, atMost, type Line, number, type Skipped, spread, times } from "./table.ts";
import { compileC, missingCompiler, startDevice } from "./wire/device.ts";

const REPEATS = 5;
const PRESSES = 25;
/** Until boot, pull-up and whatever else is over, ms. */
const DELAY = 700;

/**
 * P5: from the press to the end of the message that lights the lamp, at 57,600 baud on a pseudo terminal, stamped
 * by a C device outside of the process under test.
 */
export async function pressToLed(): Promise<readonly (Line | Skipped)[]> {
  const missing = missingCompiler();
  if (missing !== undefined) return [{ id: "P5", skipped: missing }];
  const device = await compileC("device");
  const cell = (program: string, args: readonly string[]) => () => latencies(device, program, args);
  const samples = await interleaved(REPEATS, {
    floor: cell(await compileC("host"), []),
    ours: cell(process.execPath, [await bundle("press-latency/ours.ts", "press-ours.mjs")]),
    peer: cell(process.execPath, [await bundle("press-latency/peer.ts", "press-peer.mjs")]),
  });
  const medians = (name: keyof typeof samples) => samples[name].map(({ value }) => median(value));
  const p99 = quantile(
    samples.ours.flatMap(({ value }) => value),
    0.99,
  );
  const line = {
    id: "P5",
    what: "press to LED, 57,600 baud, µs (median)",
    ours: `${spread(medians("ours"))}, p99 ${number(p99)}`,
  };
  const toFloor = median(medians("ours")) / median(medians("floor"));
  const toPeer = median(medians("peer")) / median(medians("ours"));
  return [
    {
      ...line,
      against: `C host ${spread(medians("floor"))}`,
      ratio: times(toFloor),
      gate: atMost(toFloor, 1.6),
      goal: atMost(toFloor, 1.35),
      foreign: worstForeign([...samples.ours, ...samples.floor]),
    },
    {
      ...line,
      against: `johnny-five Button + Led ${spread(medians("peer"))}`,
      ratio: `${times(toPeer)} less`,
      gate: atLeast(toPeer, 5),
      goal: atLeast(toPeer, 6),
      foreign: worstForeign([...samples.ours, ...samples.peer]),
    },
  ];
}

/** µs of each press, with a fresh device and a fresh host. */
async function latencies(program: string, host: string, args: readonly string[]): Promise<readonly number[]> {
  const device = await startDevice(program, PRESSES, DELAY);
  const child = spawn(host, [...args, device.port], { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(child, "close");
  try {
    return (await device.presses()).map(({ latency }) => latency / 1000);
  } finally {
    await device.end();
    child.kill();
    await ended;
  }
}
