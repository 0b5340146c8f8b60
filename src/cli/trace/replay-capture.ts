import type { Profile } from "../../../firmware-sim/index.ts";
import { soundProfile } from "../../config/profile-choice.ts";
import { PROFILES } from "../../config/profiles.ts";
import { readText } from "../../config/read-file.ts";
import type { Settings } from "../../config/settings.ts";
import { openBench } from "../../testing/bench.ts";
import type { Bench } from "../../testing/bench-port.ts";
import type { Start } from "../../testing/start.ts";
import { LARGEST_CAPTURE } from "../../trace/limits.ts";
import { Makes } from "../../trace/makes.ts";
import { writeNew } from "../../trace/new-file.ts";
import { type ButtonSignal, type CapturedButton, readButton } from "../../trace/vcd/read.ts";
import { TraceWriter } from "../../trace/writer.ts";
import type { Io } from "../io.ts";
import { TOOL } from "./tool.ts";

/** Time goes on so long after the last edge, ms, so that the press it ends is over for every make; assumed. */
const SETTLING = 1000;

export interface CaptureSettings extends Pick<Settings, "profile">, Omit<ButtonSignal, "name"> {
  readonly signal: string;
  readonly start: Start;
}

/**
 * Replays a button of a VCD file: its trace goes to `output`, or to the terminal.
 * @throws UsageError
 */
export async function replayCaptureFile(
  path: string,
  output: string | undefined,
  { signal: name, activeLow, start, profile: choice = PROFILES[0]! }: CaptureSettings,
  io: Io,
): Promise<void> {
  const profile = await soundProfile(choice);
  const button = readButton(readText(path, "the capture", LARGEST_CAPTURE), path, { name, activeLow });
  if (button.unknown > 0)
    io.err(
      `${path}: ${name} was neither 0 nor 1, ${button.unknown} times; each counts as what it was before.\n`,
    );
  const lines = (await replayCapture(button, { profile, start })).map((line) => `${line}\n`);
  if (output === undefined) {
    io.out(lines.join(""));
    return;
  }
  writeNew(output, "the trace", lines);
  const edges = button.edges.length === 1 ? "1 edge" : `${button.edges.length} edges`;
  io.out(`${path}: ${edges} replayed; the trace is ${output}.\n`);
}

/**
 * Presses the Action button of a plug as it was pressed in the capture, and gives the trace of that. The capture's 0 is when
 * power comes, if the plug has none at its start, and else when it is there.
 */
export async function replayCapture(
  button: CapturedButton,
  { profile, start }: { readonly profile: Profile; readonly start: Start },
): Promise<string[]> {
  const lines: string[] = [];
  const writer = new TraceWriter({
    makes: new Makes(PROFILES, PROFILES.includes(profile) ? null : profile),
    tool: TOOL,
    // The same capture gives the same trace each time.
    wall: () => new Date(0).toISOString(),
    write: (line) => lines.push(line),
  });
  const { trace, stimuli, effects } = writer;
  const bench = await openBench({ profile, start, host: { trace, stimuli, effects } });
  try {
    await press(bench, button, start === "boxed" || start === "unplugged");
    writer.end(bench.host.doneUntil);
  } finally {
    await bench.close();
  }
  return lines;
}

async function press(
  bench: Bench,
  { down, edges, length }: CapturedButton,
  unplugged: boolean,
): Promise<void> {
  if (down) await bench.press();
  if (unplugged) await bench.plugIn();
  const zero = bench.now;
  const last = edges.at(-1)?.at ?? 0;
  for (const edge of edges) {
    await pass(bench, zero + edge.at);
    await (edge.down ? bench.press() : bench.release());
  }
  await pass(bench, zero + Math.max(length, last + SETTLING));
}

async function pass(bench: Bench, until: number): Promise<void> {
  if (until > bench.now) await bench.advance(until - bench.now);
}
