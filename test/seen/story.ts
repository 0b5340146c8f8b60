import type { ColorName } from "../../firmware-sim/index.ts";
import { episodesOf } from "../../src/seen/episodes.ts";
import type { Episode, LampEdge, LampSpan } from "../../src/seen/lamp.ts";
import { noticeable } from "../../src/seen/notice.ts";
import { spansOf } from "../../src/seen/spans.ts";

const COLORS: Readonly<Record<string, ColorName>> = {
  ".": "off",
  r: "red",
  g: "green",
  b: "blue",
  o: "orange",
  c: "cyan",
};

/** What "(r250 .250)x3 b500" shows from 0 ms on: red and dark three times, then blue for 500 ms. */
export function spansFrom(text: string): LampSpan[] {
  const flat = text.replaceAll(/\(([^)]*)\)x(\d+)/g, (_, part: string, times: string) =>
    `${part} `.repeat(Number(times)),
  );
  const edges: LampEdge[] = [];
  let at = 0;
  for (const word of flat.trim().split(/\s+/)) {
    edges.push({ at, color: COLORS[word[0]!]! });
    at += Number(word.slice(1));
  }
  return spansOf(edges, at);
}

/** In short: "blinking red 500 x3". */
export const short = ({ cadence, colors, periodMs, flashes }: Episode): string =>
  [
    cadence,
    ...(colors.length === 0 ? [] : [colors.join("+")]),
    ...(periodMs === null ? [] : [periodMs]),
    ...(cadence === "blinking" || cadence === "alternating" ? [`x${flashes}`] : []),
  ].join(" ");

export const seen = (text: string): string[] => episodesOf(spansFrom(text)).map(short);
export const noticed = (text: string): string[] => noticeable(episodesOf(spansFrom(text))).map(short);
