import { COLORS, type ColorName } from "../../firmware-sim/index.ts";
import { type LampSpan, LIT, type Lit } from "./lamp.ts";
import { hatchDots, SIGNS } from "./signs.ts";
import { spansWithin } from "./spans.ts";
import { type TimelineRow, ticks, timelineWords, type Window } from "./timeline.ts";
import { type Shape, shapeWords, timeWords } from "./words.ts";
import { escaped } from "./xml.ts";

const WIDTH = 720;
const LABELS = 120;
const ROW = 32;
const BAR = 24;
/** A span is lettered where it is so wide. */
const LETTERED = 12;

/** One bar for each row over one scale of time. Colours are hatched and lettered too. */
export function svgTimeline(
  rows: readonly TimelineRow[],
  window: Window & { readonly title: string },
): string {
  const { from, to, title } = window;
  const height = rows.length * ROW + 24;
  const x = (at: number) => LABELS + round(((at - from) / (to - from)) * (WIDTH - LABELS - 24));
  const bars = rows.map(({ label, spans }, i) => bar(label, spansWithin(spans, from, to), x, i * ROW + 4));
  const scale = ticks(window, 10).map(
    (at) =>
      `<path d="M${x(at)} 0V${height - 16}" stroke="#888" stroke-dasharray="1 3"/><text x="${x(at)}" y="${height - 4}" text-anchor="middle" fill="#555">${timeWords(at)}</text>`,
  );
  return drawing(WIDTH, height, title, timelineWords(rows, window), usedIn(rows), [...bars, ...scale]);
}

/** A light whose colours are said, as a row of what it shows in turn: one disc when it is solid or off. */
export function svgLight(shape: Shape): string {
  const discs: readonly ColorName[] =
    shape.cadence === "solid"
      ? shape.colors
      : [...shape.colors, ...(shape.cadence === "alternating" ? [] : ["off" as const])];
  const drawn = discs.map((color, i) => {
    const x = 16 + 32 * i;
    return `<circle cx="${x}" cy="16" r="12" fill="${color === "off" ? "#fff" : `url(#${color})`}" stroke="#333"/>${color === "off" ? "" : lettered(color, x, 20)}`;
  });
  return drawing(32 * discs.length, 32, shapeWords(shape), null, shape.colors, drawn);
}

function drawing(
  width: number,
  height: number,
  title: string,
  words: string | null,
  colors: Iterable<ColorName>,
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="sans-serif" font-size="11">`,
    `<title>${escaped(title)}</title>`,
    ...(words === null ? [] : [`<desc>${escaped(words)}</desc>`]),
    `<defs>${LIT.filter((color) => [...colors].includes(color))
      .map(tile)
      .join("")}</defs>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

function bar(label: string, spans: readonly LampSpan[], x: (at: number) => number, y: number): string {
  const box = ({ from, to }: Window) => `M${x(from)} ${y}H${x(to)}v${BAR}H${x(from)}z`;
  const seen =
    spans.length === 0
      ? ""
      : `<path d="${box({ from: spans[0]!.from, to: spans.at(-1)!.to })}" fill="#fff" stroke="#333"/>`;
  const lit = LIT.map((color) => {
    const own = spans.filter((span) => span.color === color);
    return own.length === 0
      ? ""
      : `<path d="${own.map(box).join("")}" fill="url(#${color})" stroke="#333" stroke-width="0.5"/>`;
  });
  const letters = spans.map((span) =>
    span.color === "off" || x(span.to) - x(span.from) < LETTERED
      ? ""
      : lettered(span.color, round((x(span.from) + x(span.to)) / 2), y + 16),
  );
  return `<text x="4" y="${y + 16}">${escaped(label)}</text>${seen}${lit.join("")}${letters.join("")}`;
}

const lettered = (color: Lit, x: number, y: number): string =>
  `<text x="${x}" y="${y}" text-anchor="middle" font-weight="bold" stroke="#fff" stroke-width="3" paint-order="stroke">${SIGNS[color].letter}</text>`;

function tile(color: Lit): string {
  const { r, g, b } = COLORS[color];
  const dots = hatchDots(color).map(({ x, y }) => `M${x} ${y}h1v1h-1z`);
  return `<pattern id="${color}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="scale(2)"><path d="M0 0h4v4H0z" fill="rgb(${r},${g},${b})"/><path d="${dots.join("")}" fill="#000" opacity="0.45"/></pattern>`;
}

const usedIn = (rows: readonly TimelineRow[]) =>
  new Set(rows.flatMap(({ spans }) => spans.map(({ color }) => color)));

const round = (value: number): number => Math.round(value * 10) / 10;
