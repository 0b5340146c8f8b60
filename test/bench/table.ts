import { median } from "./protocol.ts";

/** A condition on what was measured, and whether it holds. */
export interface Limit {
  readonly text: string;
  readonly met: boolean;
}

/** One comparison: ours against a floor or a peer of the same run. */
export interface Line {
  readonly id: string;
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: string;
  readonly gate: Limit;
  readonly goal: Limit;
  /** Share of the machine's CPU that others took, 0..1. */
  readonly foreign: number;
}

/** What could not be measured here, and why. */
export interface Skipped {
  readonly id: string;
  readonly skipped: string;
}

export const atLeast = (ratio: number, limit: number): Limit => ({
  text: `≥ ${number(limit)}×`,
  met: ratio >= limit,
});
export const atMost = (ratio: number, limit: number): Limit => ({
  text: `≤ ${number(limit)}×`,
  met: ratio <= limit,
});
export const both = (a: Limit, b: Limit): Limit => ({ text: `${a.text}, ${b.text}`, met: a.met && b.met });
export const times = (ratio: number): string => `${number(ratio)}×`;

/** Three digits that mean something. */
export function number(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

/** Median (min–max) unit. */
export function spread(values: readonly number[], unit = ""): string {
  const range = values.length > 1 ? ` (${number(Math.min(...values))}–${number(Math.max(...values))})` : "";
  return `${number(median(values))}${range}${unit && ` ${unit}`}`;
}

const HEAD = ["", "measured", "ours", "against", "ratio", "gate", "goal", "others' CPU"];

/** Medians of one run, min–max in brackets. */
export function table(lines: readonly (Line | Skipped)[]): string {
  const rows = lines.map((line) => {
    if ("skipped" in line) return [line.id, `NOT MEASURED: ${line.skipped}`];
    const { id, what, ours, against, ratio, gate, goal, foreign } = line;
    const others = Number.isNaN(foreign) ? "unknown" : `${(foreign * 100).toFixed(1)} %`;
    return [id, what, ours, against, ratio, mark(gate), mark(goal), others];
  });
  const widths = HEAD.map((_, column) =>
    Math.max(...[HEAD, ...rows].filter((row) => row.length > 2).map((row) => row[column]!.length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd();
  return [HEAD, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("\n");
}

const mark = ({ text, met }: Limit): string => `${text} ${met ? "✓" : "MISSED"}`;
