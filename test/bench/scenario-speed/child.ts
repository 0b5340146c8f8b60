import { seed000 } from "../../scenario/seed-000.ts";
import { openStage } from "../../support/stage.ts";
import { EventStage } from "./event-stage.ts";

export interface Telling {
  /** What the lamp showed and what the plug decided. */
  readonly digest: string;
  /** Seconds of the scenario for a second of CPU time. */
  readonly speed: number;
}

const [board = "", tellings = "1"] = process.argv.slice(2);

/** Tells the scenario once; gives its length in ms, and what came of it. */
async function tell(): Promise<{ readonly span: number; readonly digest: string }> {
  const stage = board === "virtual" ? new EventStage() : await openStage("Uno, Firmata 2.5");
  let span = 0;
  const run = (ms: number) => {
    span += ms;
    return stage.run(ms);
  };
  const counted = {
    host: stage.host,
    start: () => stage.start(),
    mark: () => {},
    run,
    press: () => stage.press(),
    release: () => stage.release(),
    hold: async (ms: number) => {
      stage.press();
      await run(ms);
      stage.release();
    },
  };
  await seed000(counted);
  await stage.end();
  return { span, digest: JSON.stringify([stage.bench.patterns, stage.bench.said()]) };
}

const { digest } = await tell();
for (let i = 1; i < Number(tellings); i++) await tell();
const begin = process.cpuUsage();
let passed = 0;
for (let i = 0; i < Number(tellings); i++) passed += (await tell()).span;
const { user, system } = process.cpuUsage(begin);
console.log(JSON.stringify({ digest, speed: (passed * 1000) / (user + system) } satisfies Telling));
