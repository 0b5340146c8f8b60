import { bundle, runNode } from "./child.ts";
import { expectSame, interleaved, median, worstForeign } from "./protocol.ts";
import type { Telling } from "./scenario-speed/child.ts";
import { atLeast, type Line, spread, times } from "./table.ts";

const REPEATS = 5;
/** The scenario is told so often to get warm, and so often again to be measured. */
const TELLINGS = { virtual: "500", uno: "1" };

/** P11: the whole of the first seed on a bench with either board in virtual time, against its real duration. */
export async function scenarioSpeed(): Promise<readonly Line[]> {
  const child = await bundle("scenario-speed/child.ts", "scenario-speed.mjs");
  const samples = await interleaved(REPEATS, {
    virtual: () => runNode<Telling>(child, ["virtual", TELLINGS.virtual]),
    uno: () => runNode<Telling>(child, ["emulated-uno", TELLINGS.uno]),
  });
  const of = <K extends keyof Telling>(name: keyof typeof samples, key: K): Telling[K][] =>
    samples[name].map(({ value }) => value[key]);
  expectSame("P11: patterns and decisions", { virtual: of("virtual", "digest"), uno: of("uno", "digest") });
  const line = (name: keyof typeof samples, board: string, gate: number, goal: number): Line => {
    const ratio = median(of(name, "speed"));
    return {
      id: "P11",
      what: `seed 000, warm, ${board}: s of it per CPU-s`,
      ours: spread(of(name, "speed")),
      against: "real time: 1",
      ratio: times(ratio),
      gate: atLeast(ratio, gate),
      goal: atLeast(ratio, goal),
      foreign: worstForeign(samples[name]),
    };
  };
  return [line("virtual", "virtual board", 5000, 20_000), line("uno", "emulated Uno", 8, 15)];
}
