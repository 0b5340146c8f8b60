import type { LampSpan } from "./lamp.ts";
import { SIGNS } from "./signs.ts";
import { lengthOf, spansWithin } from "./spans.ts";
import { ticks, type Window } from "./timeline.ts";
import { timeWords } from "./words.ts";

export interface AsciiWindow extends Window {
  /** Characters. */
  readonly width: number;
}

/** What fills less of a character than this share is not shown in it. */
const SLIVER = 0.1;

/**
 * One character for each stretch of time: `R` red, `r` red and dark in turn, `*` several colours in turn, `.` dark,
 * a space where nothing was seen; the other colours by their own first letters.
 */
export function asciiTimeline(spans: readonly LampSpan[], { from, to, width }: AsciiWindow): string {
  const cell = (to - from) / width;
  return Array.from({ length: width }, (_, i) => {
    const begin = from + i * cell;
    const within = spansWithin(spans, begin, begin + cell).filter((span) => lengthOf(span) >= SLIVER * cell);
    const colors = new Set(within.map(({ color }) => color));
    const dark = colors.delete("off");
    const [color] = colors;
    if (colors.size > 1) return "*";
    if (color === undefined || color === "off") return dark ? "." : " ";
    const { letter } = SIGNS[color];
    return dark ? letter.toLowerCase() : letter;
  }).join("");
}

/** The times under a timeline: "|0 ms     |1 s      |2 s". */
export function asciiScale({ from, to, width }: AsciiWindow): string {
  const room = 10;
  return ticks({ from, to }, Math.max(1, Math.floor(width / room))).reduce((line, at) => {
    const column = Math.round(((at - from) / (to - from)) * width);
    return column >= width ? line : `${line.padEnd(column)}|${timeWords(at)}`;
  }, "");
}

/** What the characters mean. */
export const ASCII_LEGEND = "R red, r red and dark in turn, * several colours in turn, . dark";
