import { episodesOf } from "./episodes.ts";
import { sameColors } from "./fits.ts";
import type { Episode, LampSpan } from "./lamp.ts";
import { NOTICED, SOLID } from "./observer.ts";
import { compare } from "./repetition.ts";
import { lengthOf, spansWithin } from "./spans.ts";

/** What of `episodes` is noticed; two that are alike with nothing noticed between them are one. */
export function noticeable(episodes: readonly Episode[]): Episode[] {
  const noticed: Episode[] = [];
  for (const episode of episodes) {
    if (episode.cadence !== "blinking" && episode.periodMs === null && lengthOf(episode) < NOTICED) continue;
    const last = noticed.at(-1);
    if (last !== undefined && goesOn(last, episode)) noticed[noticed.length - 1] = joined(last, episode);
    else noticed.push(episode);
  }
  return noticed;
}

/** What an observer says at one moment. */
export interface Told {
  /** What was noticed before, as far as it will not be seen otherwise later. */
  readonly before: readonly Episode[];
  /** What is seen now. */
  readonly episode: Episode;
  /** Two whole rounds of a blink were seen, or it lasts too long to be part of one. */
  readonly sure: boolean;
}

/** Of `spans` up to `now`, ms; null when there is nothing yet. */
export function told(spans: readonly LampSpan[], now: number): Told | null {
  const episodes = episodesOf(spansWithin(spans, Number.NEGATIVE_INFINITY, now));
  const last = episodes.at(-1);
  if (last === undefined) return null;
  const noticed = noticeable(episodes);
  const episode = noticed.at(-1)?.to === last.to ? noticed.pop()! : last;
  const sure = established(episode);
  // What came just before may be the beginning of the blink that is not yet established.
  if (!sure) noticed.length = noticed.findLastIndex(established) + 1;
  return { before: noticed, episode, sure };
}

const established = (episode: Episode): boolean => episode.periodMs !== null || lengthOf(episode) >= SOLID;

function goesOn(a: Episode, b: Episode): boolean {
  if (a.cadence !== b.cadence || !sameColors(a.colors, b.colors)) return false;
  return a.periodMs === null || b.periodMs === null || compare(a.periodMs, b.periodMs) === 0;
}

function joined(a: Episode, b: Episode): Episode {
  const shape = a.periodMs === null ? b : a;
  const flashes = a.cadence === "solid" ? 1 : a.flashes + b.flashes;
  return { ...shape, from: a.from, to: b.to, flashes, spans: [...a.spans, ...b.spans] };
}
