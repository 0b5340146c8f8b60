import type { Firmware } from "./chart/compile.ts";
import type { Region, TimerName } from "./chart/row.ts";
import type { Effect } from "./effects.ts";
import type { PlugInput } from "./input/inputs.ts";
import type { Plug } from "./plug.ts";
import { advance, type PowerOn, powerOn, step } from "./step.ts";
import type { Instant } from "./time.ts";

/** One thing that happened inside the plug. */
export type TraceRecord =
  | { readonly at: Instant; readonly kind: "powerOn"; readonly power: PowerOn }
  | { readonly at: Instant; readonly kind: "input"; readonly input: PlugInput }
  | { readonly at: Instant; readonly kind: "due"; readonly timer: TimerName }
  /** A row of the chart fired; `to` is -1 when the state stayed. */
  | {
      readonly at: Instant;
      readonly kind: "row";
      readonly row: number;
      readonly region: Region;
      readonly from: number;
      readonly to: number;
    }
  | { readonly at: Instant; readonly kind: "effect"; readonly effect: Effect }
  | { readonly at: Instant; readonly kind: "lamp"; readonly pattern: string };

export type TraceSink = (record: TraceRecord) => void;

/** The one written form of a record: instant, kind, the rest as JSON. */
export function lineOf(record: TraceRecord): string {
  const { at, kind, ...rest } = record;
  return `${at} ${kind} ${JSON.stringify(rest)}`;
}

/**
 * Runs the power-ons and inputs of a written trace again and returns the trace that this gives.
 * @throws Error naming the line that is not of the written form.
 */
export function replay(firmware: Firmware, lines: readonly string[]): string[] {
  const written: string[] = [];
  const trace: TraceSink = (record) => written.push(lineOf(record));
  const sink = () => {};
  let plug: Plug | null = null;
  lines.forEach((line, i) => {
    const [, at = "", kind = "", json = ""] = /^(\d+) (\w+) (.*)$/.exec(line) ?? [];
    if (kind === "") throw new Error(`trace line ${i + 1} is not "instant kind json": ${line}`);
    const moment = Number(at) as Instant;
    if (kind === "powerOn") plug = powerOn(firmware, JSON.parse(json).power, moment, sink, trace);
    else if (plug === null) throw new Error(`trace line ${i + 1} comes before the first powerOn`);
    else if (kind === "input") step(firmware, plug, JSON.parse(json).input, moment, sink, trace);
    else advance(firmware, plug, moment, sink, trace);
  });
  return written;
}

/** Where two written traces part: the line's number from 0, and both lines; null when they are the same. */
export function firstDifference(
  a: readonly string[],
  b: readonly string[],
): { readonly line: number; readonly a: string | undefined; readonly b: string | undefined } | null {
  for (let line = 0; line < Math.max(a.length, b.length); line++) {
    if (a[line] !== b[line]) return { line, a: a[line], b: b[line] };
  }
  return null;
}
