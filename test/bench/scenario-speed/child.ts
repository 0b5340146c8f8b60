import { openBench } from "../../../src/testing/bench.ts";
import type { BenchBoard } from "../../../src/testing/bench-port.ts";
import { seed000 } from "../../scenario/seed-000.ts";

export interface Telling {
  /** What the lamp showed and what the plug decided. */
  readonly digest: string;
  /** Seconds of the scenario for a second of CPU time. */
  readonly speed: number;
}

const [board = "virtual", tellings = "1"] = process.argv.slice(2);

/** Tells the scenario once; gives its length in ms, and what came of it. */
async function tell(): Promise<{ readonly span: number; readonly digest: string }> {
  const bench = await openBench({ board: board as BenchBoard, start: "boxed" });
  await seed000({
    host: bench.host,
    start: () => bench.plugIn(),
    mark: () => {},
    run: (ms) => bench.advance(ms),
    press: () => void bench.command({ do: "press" }),
    release: () => void bench.command({ do: "release" }),
    hold: (ms) => bench.hold(ms),
  });
  const digest = JSON.stringify([
    bench.patterns.map(({ name }) => name),
    bench.reports.map(({ report }) => report),
  ]);
  const span = bench.now;
  await bench.close();
  return { span, digest };
}

const { digest } = await tell();
for (let i = 1; i < Number(tellings); i++) await tell();
const begin = process.cpuUsage();
let passed = 0;
for (let i = 0; i < Number(tellings); i++) passed += (await tell()).span;
const { user, system } = process.cpuUsage(begin);
console.log(JSON.stringify({ digest, speed: (passed * 1000) / (user + system) } satisfies Telling));
