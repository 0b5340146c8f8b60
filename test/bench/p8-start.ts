import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { bundle, ROOT, run, withDirectory } from "./child.ts";
import { interleaved, median, worstForeign } from "./protocol.ts";
import { atMost, type Line, number, type Skipped, spread, times } from "./table.ts";
import { compileC, missingCompiler, startDevice } from "./wire/device.ts";

const REPEATS = 15;

interface Start {
  /** To the first message that drives the lamp's pins, ms. */
  readonly command: number;
  /** To the first light. */
  readonly lit: number;
}

/**
 * P8: from the start of the process to the first command to the lamp on `--board arduino` (which makes it dark:
 * the safe state), with firmware on a pseudo terminal that answers at once, less what a bare node takes to its
 * first statement. When the lamp was first lit is told beside it.
 */
export async function start(): Promise<readonly (Line | Skipped)[]> {
  const missing = missingCompiler();
  if (missing !== undefined) return [{ id: "P8", skipped: missing }];
  const device = await compileC("device");
  const bare = await bundle("start/bare.ts", "start-bare.mjs");
  const peer = await bundle("start/peer.ts", "start-peer.mjs");
  const program = join(ROOT, "dist/src/main.js");
  const samples = await interleaved(REPEATS, {
    bare: async () => {
      const began = process.hrtime.bigint();
      const at = milliseconds(began, BigInt(await run(process.execPath, [bare])));
      return { command: at, lit: at };
    },
    ours: () =>
      withDirectory((state) =>
        firstLight(device, (port) => [
          program,
          "run",
          "--board",
          "arduino",
          "--port",
          port,
          "--state",
          state,
        ]),
      ),
    peer: () => firstLight(device, (port) => [peer, port]),
  });
  const bareNode = samples.bare.map(({ value }) => value.command);
  const above = (name: "ours" | "peer", what: keyof Start) =>
    samples[name].map(({ value }) => value[what] - median(bareNode));
  const told = (name: "ours" | "peer") =>
    `${spread(above(name, "command"))}, lit ${number(median(above(name, "lit")))}`;
  const ratio = median(above("ours", "command")) / median(above("peer", "command"));
  return [
    {
      id: "P8",
      what: "start to first LED command, ms above bare node",
      ours: told("ours"),
      against: `johnny-five in ten lines ${told("peer")}; bare node ${spread(bareNode)}`,
      ratio: times(ratio),
      gate: atMost(ratio, 1.5),
      goal: atMost(ratio, 1.3),
      foreign: worstForeign([...samples.ours, ...samples.peer]),
    },
  ];
}

const milliseconds = (from: bigint, to: bigint): number => Number(to - from) / 1e6;

async function firstLight(program: string, args: (port: string) => readonly string[]): Promise<Start> {
  const device = await startDevice(program, 0, 0);
  const began = process.hrtime.bigint();
  const child = spawn(process.execPath, args(device.port), { stdio: "ignore" });
  const ended = once(child, "close");
  const gone = ended.then(([code]) => {
    throw new Error(`the program ended with ${code} before it lit the lamp`);
  });
  try {
    const { command, lit } = await Promise.race([device.first, gone]);
    return { command: milliseconds(began, command), lit: milliseconds(began, lit) };
  } finally {
    gone.catch(() => {});
    child.kill("SIGKILL");
    await ended;
    await device.end();
  }
}
