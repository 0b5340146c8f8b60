import { expect, it } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { replayCapture } from "../../src/cli/trace/replay-capture.ts";
import { openBench } from "../../src/testing/bench.ts";
import type { Bench } from "../../src/testing/bench-port.ts";
import { replay } from "../../src/trace/replay.ts";
import { readButton } from "../../src/trace/vcd/read.ts";
import { vcdOf } from "../../src/trace/vcd/write.ts";
import { gesturesIn, keptWriter, patternsIn, read, textOf, told } from "./recording.ts";

/** Moves the pin of the button back and forth, ms apart, before it stays. */
async function bouncing(bench: Bench, down: boolean, spans: readonly number[]): Promise<void> {
  for (const [i, span] of spans.entries()) {
    await ((i % 2 === 0) === down ? bench.press() : bench.release());
    await bench.advance(span);
  }
}

it("a reset with bounces, recorded on the emulated Uno, is the same on the virtual plug, and by VCD", async () => {
  const { writer, lines } = keptWriter();
  const { trace, stimuli, effects } = writer;
  const bench = await openBench({ board: "emulated-uno", start: "boxed", host: { trace, stimuli, effects } });
  await bench.plugIn();
  await bench.advance("2s");
  await bouncing(bench, true, [7, 5, 20, 12, 13_000]);
  await bouncing(bench, false, [6, 15, 9, 5, 5500]);
  await bouncing(bench, true, [5, 8, 200]);
  await bouncing(bench, false, [5, 5, 500]);
  writer.end(bench.host.doneUntil);
  await bench.close();

  const edges = told(lines, "plug").filter(({ kind }) => kind === "edge");
  expect(edges.map(({ down }) => down)).toEqual(Array.from({ length: 16 }, (_, i) => i % 2 === 0));
  const shown = ["boot", "setup", "mixed", "armed", "resetting", "setup"];
  expect(patternsIn(lines).slice(0, 6)).toEqual(shown);
  expect(bench.patterns.map(({ name }) => name).slice(-patternsIn(lines).length)).toEqual(patternsIn(lines));

  const replayed = replay(read(textOf(lines)));
  expect(replayed).toEqual(lines);
  expect(replay(read(textOf(replayed)))).toEqual(replayed);

  const vcd = [...vcdOf(read(textOf(lines)))].join("");
  const captured = readButton(vcd, "uno.vcd", { name: "button", activeLow: false });
  expect(captured.edges).toHaveLength(16);
  const again = await replayCapture(captured, { profile: amazonSmartPlug, start: "boxed" });
  expect(patternsIn(again)).toEqual(patternsIn(lines));
  expect(gesturesIn(again)).toEqual(gesturesIn(lines));
});
