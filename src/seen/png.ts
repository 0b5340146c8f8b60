import { encode } from "fast-png";
import { COLORS, type ColorName } from "../../firmware-sim/index.ts";
import { GLYPH_HEIGHT, GLYPH_STEP, glyphDots } from "./glyphs.ts";
import { hatchDots, SIGNS } from "./signs.ts";
import { spansWithin } from "./spans.ts";
import { type TimelineRow, ticks, timelineWords, type Window } from "./timeline.ts";
import { timeWords } from "./words.ts";

const WIDTH = 720;
const LABELS = 120;
const ROW = 32;
const BAR = 24;
/** Pixels to a dot of a letter or a hatch. */
const DOT = 2;
const LETTERED = 14;

const INKS: readonly ("paper" | "ink" | ColorName)[] = [
  "paper",
  "ink",
  ...(Object.keys(COLORS) as ColorName[]),
];
const PAPER = 0;
const INK = 1;
const PALETTE = INKS.map((ink) => {
  if (ink === "paper" || ink === "off") return [255, 255, 255];
  if (ink === "ink") return [40, 40, 40];
  const { r, g, b } = COLORS[ink];
  return [r, g, b];
});

/** As `svgTimeline`. Its words are in the chunk "Description", what is not Latin-1 as a question mark. */
export function pngTimeline(
  rows: readonly TimelineRow[],
  window: Window & { readonly title: string },
): Uint8Array {
  const { from, to, title } = window;
  const height = rows.length * ROW + 20;
  const sheet = new Sheet(WIDTH, height);
  const x = (at: number) => LABELS + Math.round(((at - from) / (to - from)) * (WIDTH - LABELS - 24));
  for (const at of ticks(window, 10)) {
    for (let y = 0; y < height - 16; y += 4) sheet.fill(x(at), y, 1, 1, INK);
    sheet.write(timeWords(at), x(at), height - 12);
  }
  for (const [i, { label, spans }] of rows.entries()) {
    const top = i * ROW + 4;
    sheet.write(label.slice(0, Math.floor(LABELS / (GLYPH_STEP * DOT))), 4, top + 8);
    for (const span of spansWithin(spans, from, to))
      drawSpan(sheet, span.color, x(span.from), x(span.to), top);
  }
  const words = { Title: latin1(title), Description: latin1(timelineWords(rows, window)) };
  return encode({
    width: WIDTH,
    height,
    data: sheet.dots,
    depth: 8,
    channels: 1,
    palette: PALETTE,
    text: words,
  });
}

function drawSpan(sheet: Sheet, color: ColorName, left: number, right: number, top: number): void {
  const width = Math.max(1, right - left);
  sheet.fill(left, top, width + 1, BAR, INK);
  sheet.fill(left + 1, top + 1, width - 1, BAR - 2, INKS.indexOf(color));
  if (color === "off") return;
  for (const { x, y } of hatchDots(color)) {
    for (let across = x * DOT + 1; across < width; across += 4 * DOT) {
      for (let down = y * DOT + 1; down < BAR - 1; down += 4 * DOT)
        sheet.fill(left + across, top + down, 1, 1, INK);
    }
  }
  if (width < LETTERED) return;
  const middle = left + Math.floor(width / 2) - 3;
  sheet.fill(middle - 2, top + 5, 3 * DOT + 4, GLYPH_HEIGHT * DOT + 4, PAPER);
  sheet.write(SIGNS[color].letter, middle, top + 7);
}

class Sheet {
  readonly dots: Uint8Array;
  readonly #width: number;

  constructor(width: number, height: number) {
    this.#width = width;
    this.dots = new Uint8Array(width * height).fill(PAPER);
  }

  fill(left: number, top: number, width: number, height: number, ink: number): void {
    for (let y = top; y < top + height; y++) {
      const line = y * this.#width;
      this.dots.fill(ink, line + Math.min(left, this.#width), line + Math.min(left + width, this.#width));
    }
  }

  write(text: string, left: number, top: number): void {
    for (const { x, y } of glyphDots(text)) this.fill(left + x * DOT, top + y * DOT, DOT, DOT, INK);
  }
}

const latin1 = (text: string): string => text.replaceAll(/[^\n\x20-\x7e\xa0-\xff]/g, "?");
