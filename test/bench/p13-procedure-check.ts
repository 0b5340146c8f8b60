import { join } from "node:path";
import { bundle, ROOT, run } from "./child.ts";
import { interleaved, median, worstForeign } from "./protocol.ts";
import { atMost, type Line, spread, times } from "./table.ts";

const REPEATS = 9;

/**
 * P13: a cold `procedure check` of the first seed's article, from the start of the process to its end, with all that its verdict
 * rests on; against a bare node that prints one line.
 */
export async function procedureCheck(): Promise<readonly Line[]> {
  const bare = await bundle("start/bare.ts", "start-bare.mjs");
  const program = join(ROOT, "dist/src/main.js");
  const article = join(ROOT, "examples/articles/factory-reset.md");
  const samples = await interleaved(REPEATS, {
    bare: () => taken([bare]),
    ours: () => taken([program, "procedure", "check", article]),
  });
  const of = (name: keyof typeof samples) => samples[name].map(({ value }) => value);
  const ratio = median(of("ours")) / median(of("bare"));
  return [
    {
      id: "P13",
      what: "cold procedure check, ms",
      ours: spread(of("ours")),
      against: `bare node ${spread(of("bare"))}`,
      ratio: times(ratio),
      gate: atMost(ratio, 40),
      goal: atMost(ratio, 10),
      foreign: worstForeign([...samples.bare, ...samples.ours]),
    },
  ];
}

/** Ms to the end of the process. */
async function taken(args: readonly string[]): Promise<number> {
  const began = process.hrtime.bigint();
  await run(process.execPath, args);
  return Number(process.hrtime.bigint() - began) / 1e6;
}
