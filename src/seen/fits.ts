import type { ColorName } from "../../firmware-sim/index.ts";
import type { Episode, Look } from "./lamp.ts";
import { FAST, SLOW } from "./observer.ts";
import { lengthOf } from "./spans.ts";
import { rangeWords, shapeWords, timeWords } from "./words.ts";

/** Null when `episode` is what `look` says; else why not, for people: "solid orange, not solid red", "3 flashes, not 4". */
export function fits(look: Look, episode: Episode): string | null {
  return (
    wrongShape(look, episode) ??
    wrongPace(look, episode) ??
    wrongFlashes(look, episode) ??
    wrongTime(look, episode)
  );
}

function wrongShape(look: Look, episode: Episode): string | null {
  const anyColor = look.colors.length === 0;
  if (look.cadence === episode.cadence && (anyColor || sameColors(look.colors, episode.colors))) return null;
  return `${shapeWords(episode)}, not ${shapeWords(look)}`;
}

function wrongPace({ pace }: Look, { periodMs }: Episode): string | null {
  if (pace === undefined) return null;
  if (periodMs === null) return `seen too briefly to be called ${pace}`;
  if (pace === "fast" ? periodMs <= FAST : periodMs >= SLOW) return null;
  const limit = pace === "fast" ? `${timeWords(FAST)} or less` : `${timeWords(SLOW)} or more`;
  return `one round takes ${timeWords(periodMs)}, and ${pace} is ${limit}`;
}

function wrongFlashes({ flashes: wanted }: Look, { flashes }: Episode): string | null {
  if (wanted === undefined || isWithin(flashes, wanted)) return null;
  return `${flashes} ${flashes === 1 ? "flash" : "flashes"}, not ${rangeWords(wanted, String)}`;
}

function wrongTime({ lasts }: Look, episode: Episode): string | null {
  if (lasts === undefined || isWithin(lengthOf(episode), lasts)) return null;
  return `for ${timeWords(lengthOf(episode))}, not for ${rangeWords(lasts, timeWords)}`;
}

const isWithin = (
  value: number,
  { min, max = Number.POSITIVE_INFINITY }: { readonly min: number; readonly max?: number },
) => min <= value && value <= max;

/** In any order. */
export const sameColors = (a: readonly ColorName[], b: readonly ColorName[]): boolean =>
  a.every((color) => b.includes(color)) && b.every((color) => a.includes(color));
