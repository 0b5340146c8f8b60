import type { Trace } from "./read.ts";

/** Lines shown before the one that differs. */
const CONTEXT = 3;
/** Characters shown of a line. */
const SHOWN = 160;
/** When something was told is not what was told. */
const WALL_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** As it is compared, if not as it is. */
  readonly key?: string;
}

/** Where two sequences of lines part. */
export interface Difference {
  readonly before: readonly Line[];
  /** undefined: there are no more lines. */
  readonly a: Line | undefined;
  readonly b: Line | undefined;
}

function partingOf(a: readonly Line[], b: readonly Line[]): Difference | null {
  const keyOf = (line: Line | undefined) => line?.key ?? line?.text;
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    if (keyOf(a[i]) !== keyOf(b[i]))
      return { before: a.slice(Math.max(0, i - CONTEXT), i), a: a[i], b: b[i] };
  return null;
}

const numbered = (lines: readonly string[]): Line[] => lines.map((text, i) => ({ number: i + 1, text }));

/** Where a replay parts from its recording; of one that was cut off only what there is is compared. */
export function differenceToReplay(
  { lines, ended, changed }: Trace,
  replayed: readonly string[],
): Difference | null {
  const own = numbered(ended ? replayed : replayed.slice(0, lines.length));
  // The first line tells the hash of the make as it was: that it changed is told apart.
  const from = changed.length > 0 ? 1 : 0;
  return partingOf(numbered(lines).slice(from), own.slice(from));
}

/**
 * Where two recordings part: first in what reached the plug and what it did, then in what went out to the broker. When it was on
 * the wall, and which version of the program it was, makes no difference.
 */
export function differenceOf(a: Trace, b: Trace): Difference | null {
  return partingOf(plugLines(a), plugLines(b)) ?? partingOf(sentLines(a), sentLines(b));
}

function plugLines({ lines, header, events }: Trace): Line[] {
  const { at, profile, home } = header;
  const first = { number: 1, text: lines[0]!, key: JSON.stringify({ at, profile, home }) };
  return [first, ...numbered(lines).filter((_, i) => i > 0 && events[i - 1]!.kind !== "mqtt")];
}

function sentLines({ lines, events }: Trace): Line[] {
  return numbered(lines).flatMap((line, i) =>
    i > 0 && events[i - 1]!.kind === "mqtt" ? [{ ...line, key: line.text.replaceAll(WALL_TIME, "") }] : [],
  );
}

/** For people; each side has a mark of its own, such as "recorded". */
export function differenceText({ before, a, b }: Difference, marks: readonly [string, string]): string {
  const width = Math.max(...marks.map((mark) => mark.length));
  const row = (mark: string, line: Line | undefined): string => {
    const text = line === undefined ? "(nothing more)" : line.text;
    const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
    return `${mark.padEnd(width)} ${String(line?.number ?? "").padStart(6)}  ${shown}\n`;
  };
  return [...before.map((line) => row("", line)), row(marks[0], a), row(marks[1], b)].join("");
}
