import type { Episode, Look } from "./lamp.ts";
import { FAST, SLOW } from "./observer.ts";
import { lengthOf } from "./spans.ts";

/** "250 ms", "1.5 s", "90 s". */
export const timeWords = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;

export type Shape = Pick<Look, "cadence" | "colors">;

/** "solid red", "blinking blue", "alternating red and blue", "off"; "blinking" where no colour is said. */
export const shapeWords = ({ cadence, colors }: Shape): string =>
  colors.length === 0 ? cadence : `${cadence} ${colors.join(" and ")}`;

/** "blinking red, at least 2 times", "blinking blue fast", "solid red for 4 s to 6 s". */
export function lookWords({ pace, flashes, lasts, ...look }: Look): string {
  const speed = pace === undefined ? "" : PACES[pace];
  const times = flashes === undefined ? "" : `, ${rangeWords(flashes, String)} ${timesOf(flashes)}`;
  const time = lasts === undefined ? "" : ` for ${rangeWords(lasts, timeWords)}`;
  return shapeWords(look) + speed + times + time;
}

/** "blinking red, 3 flashes in 1.5 s", "solid red for 5 s", "one red flash of 250 ms", "off for 2 s". */
export function episodeWords(episode: Episode): string {
  const { cadence, flashes, periodMs } = episode;
  const time = timeWords(lengthOf(episode));
  if (cadence !== "blinking") return `${shapeWords(episode)} for ${time}`;
  if (flashes === 1) return `one ${episode.colors[0]} flash of ${time}`;
  const speed = periodMs === null ? "" : periodMs <= FAST ? PACES.fast : periodMs >= SLOW ? PACES.slow : "";
  return `${shapeWords(episode)}${speed}, ${flashes} flashes in ${time}`;
}

const PACES = { fast: " fast", slow: " slowly" };

type Range = { readonly min: number; readonly max?: number };
const timesOf = ({ min, max = min }: Range): string => (max === 1 ? "time" : "times");

/** "3", "2 to 4", "at least 2", "at most 5". */
export function rangeWords({ min, max }: Range, words: (value: number) => string): string {
  if (max === undefined) return `at least ${words(min)}`;
  if (min === max) return words(min);
  return min <= 0 ? `at most ${words(max)}` : `${words(min)} to ${words(max)}`;
}
