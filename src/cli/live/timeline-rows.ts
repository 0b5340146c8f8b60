import type { Instant } from "../../../firmware-sim/index.ts";
import { changeAfter, colorAt, earlier, instant, millis } from "../../../firmware-sim/index.ts";
import { asciiTimeline } from "../../seen/ascii.ts";
import { type LampSpan, LIT } from "../../seen/lamp.ts";
import { SIGNS } from "../../seen/signs.ts";
import type { Mirror } from "../../view/mirror.ts";
import { type Span, type Tracks, tracksOf } from "../../view/tracks.ts";
import type { Piece, RowView } from "./row.ts";

/** What the timeline shows, ms up to now. */
const SHOWN = 30_000;
const LABEL = 9;

/** How long one character of the timeline is, whole ms. */
export const cellOf = (columns: number): number => Math.ceil(SHOWN / Math.max(1, columns - LABEL - 1));

export interface TimelineRows {
  readonly lamp: readonly Piece[];
  readonly button: readonly Piece[];
  readonly outlet: readonly Piece[];
  readonly scale: readonly Piece[];
}

/** The last 30 s, one character for each stretch that begins at a whole number of them: a row moves only when one is full. */
export function timelineRows(mirror: Mirror, at: Instant, view: RowView): TimelineRows {
  const width = Math.max(1, view.columns - LABEL - 1);
  const cell = cellOf(view.columns);
  const to = instant((Math.floor(at / cell) + 1) * cell);
  const from = instant(to - width * cell);
  const tracks = tracksOf(mirror, from, at);
  const letters = asciiTimeline(colorSpans(tracks.lamp, to), { from, to, width });
  const spans = (list: readonly Span[], sign: string): Piece => {
    const cells = Array.from({ length: width }, (_, i) => {
      const begin = from + i * cell;
      if (begin > at) return " ";
      return list.some((span) => span.from < begin + cell && span.to > begin) ? sign : ".";
    });
    return { text: cells.join("") };
  };
  const full = view.ascii ? "#" : "█";
  return {
    lamp: [label("lamp"), ...(view.color ? colored(letters, view.ascii) : [{ text: letters }])],
    button: [label("button"), spans(tracks.button, full)],
    outlet: [label("outlet"), spans(tracks.outlet, full)],
    scale: [{ text: scale(width, cell), tone: "dim" }],
  };
}

export const label = (text: string): Piece => ({ text: text.padEnd(LABEL), tone: "dim" });

/** Each pattern as the colours that it was, one after the other; the one that it is fills the character that has just begun. */
function colorSpans(lamp: Tracks["lamp"], end: Instant): readonly LampSpan[] {
  const spans: LampSpan[] = [];
  for (const { from, to, pattern, since } of lamp)
    for (let begin = from; begin < to; ) {
      const next = earlier(to, changeAfter(pattern, since, begin));
      spans.push({ color: colorAt(pattern, millis(begin - since)), from: begin, to: next });
      begin = next;
    }
  const last = spans.at(-1);
  return last === undefined ? [] : [...spans.slice(0, -1), { ...last, to: end }];
}

/** A whole block where the lamp was lit throughout, half a one where it was dark in turn, a pattern for several colours. */
function colored(letters: string, ascii: boolean): readonly Piece[] {
  return (letters.match(/(.)\1*/g) ?? []).map((run) => {
    const color = LIT.find((lit) => SIGNS[lit].letter === run[0]?.toUpperCase());
    if (run.startsWith("*")) return { text: ascii ? run : "▚".repeat(run.length), tone: "bold" };
    if (color === undefined) return { text: run, tone: "dim" };
    const block = run.startsWith(SIGNS[color].letter) ? "█" : "▄";
    return { text: ascii ? run : block.repeat(run.length), tone: color };
  });
}

function scale(width: number, cell: number): string {
  let row = "".padEnd(LABEL);
  for (const back of [30, 20, 10]) {
    const column = LABEL + width - Math.round((back * 1000) / cell);
    if (column >= row.length) row = `${row.padEnd(column)}|-${back} s`;
  }
  return `${row.padEnd(LABEL + width - 3)}now`;
}
