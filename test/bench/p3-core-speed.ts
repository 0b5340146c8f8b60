import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, run, runNode } from "./child.ts";
import type { Speed } from "./core-speed/measure.ts";
import { expectSame, interleaved, median, worstForeign } from "./protocol.ts";
import { atLeast, type Line, spread, times } from "./table.ts";

const REPEATS = 9;
/** CPU time of one cell, after a third of it to get warm. */
const SECONDS = "1";
const VITEST = join(dirname(fileURLToPath(import.meta.resolve("vitest/package.json"))), "vitest.mjs");
const CONFIG = fileURLToPath(new URL("core-speed/vitest.config.ts", import.meta.url));

/**
 * P3: hours of one plug's life in a CPU-second, told to the core, to an XState 5 actor on a clock of discrete
 * events, and to a class of setTimeouts under vitest's own fake timers.
 */
export async function coreSpeed(): Promise<readonly Line[]> {
  const node = await bundle("core-speed/in-node.ts", "core-speed.mjs");
  const vitest = await bundle("core-speed/in-vitest.ts", "timers.test.mjs");
  const result = join(dirname(vitest), "timers.json");
  const samples = await interleaved(REPEATS, {
    core: () => runNode<Speed>(node, ["core", SECONDS]),
    xstate: () => runNode<Speed>(node, ["xstate", SECONDS]),
    timers: async () => {
      await run(process.execPath, [VITEST, "run", "--root", dirname(vitest), "--config", CONFIG], {
        BENCH_SECONDS: SECONDS,
        BENCH_RESULT: result,
      });
      return JSON.parse(readFileSync(result, "utf8")) as Speed;
    },
  });
  const of = <K extends keyof Speed>(name: keyof typeof samples, key: K): Speed[K][] =>
    samples[name].map(({ value }) => value[key]);
  expectSame("P3: outputs of the rivals", {
    core: of("core", "digest"),
    xstate: of("xstate", "digest"),
    timers: of("timers", "digest"),
  });
  const line = (name: "xstate" | "timers", peer: string, gate: number, goal: number): Line => {
    const ratio = median(of("core", "speed")) / median(of(name, "speed"));
    return {
      id: "P3",
      what: "core, one plug: plug-hours per CPU-second",
      ours: spread(of("core", "speed")),
      against: `${peer} ${spread(of(name, "speed"))}`,
      ratio: times(ratio),
      gate: atLeast(ratio, gate),
      goal: atLeast(ratio, goal),
      foreign: worstForeign([...samples.core, ...samples[name]]),
    };
  };
  return [
    line("xstate", "XState 5 actor", 30, 100),
    line("timers", "setTimeout class, vitest fake timers", 10, 40),
  ];
}
