import { episodesOf } from "../../seen/episodes.ts";
import type { Episode, LampSpan } from "../../seen/lamp.ts";
import { told } from "../../seen/notice.ts";
import { NOTICED, SOLID } from "../../seen/observer.ts";
import { lengthOf, spansOf, spansWithin } from "../../seen/spans.ts";
import type { Seen } from "./seen.ts";

/** What can be said of a light that was watched, from an edge on: never from the middle of a blink. */
export interface Observed {
  readonly from: number;
  readonly to: number;
  /** All of it, the part before the first edge included. */
  readonly spans: readonly LampSpan[];
  /** The spans in which an observer notices the colour, blink or not. */
  readonly noticed: readonly LampSpan[];
  /** What was seen, one thing after the other; only the last can still go on. */
  readonly episodes: readonly Episode[];
  /** The end, too short to say what it is: the beginning of a blink, or not. */
  readonly open: readonly LampSpan[];
}

/** `over`: nobody will look any longer, so a light that stayed as it was the whole time is judged by how long it has been so. */
export function observe({ edges, from, to, fromEdge }: Seen, over: boolean): Observed {
  const whole = spansOf(edges, to);
  const spans = spansWithin(whole, from, to);
  const first = spans[0];
  const seen = { from, to, spans };
  if (first === undefined) return { ...seen, noticed: [], episodes: [], open: [] };
  if (fromEdge) return { ...seen, noticed: spans, ...tell(spans, to) };

  const begun = whole.find((span) => span.to > from)!;
  const later = spans.slice(1);
  const stays = later.length === 0;
  const noticed = lengthOf(first) >= NOTICED || (stays && over) ? spans : later;
  // No blink has a half as long as that: this is no middle of one.
  const steady = lengthOf(begun) >= SOLID && lengthOf(first) >= (stays ? (over ? 0 : SOLID) : NOTICED);
  const rest = tell(later, to);
  if (steady) return { ...seen, noticed, ...rest, episodes: [...episodesOf([first]), ...rest.episodes] };
  return { ...seen, noticed, ...rest, open: stays ? [first] : rest.open };
}

function tell(spans: readonly LampSpan[], to: number): Pick<Observed, "episodes" | "open"> {
  const now = told(spans, to);
  if (now === null) return { episodes: [], open: [] };
  if (now.sure) return { episodes: [...now.before, now.episode], open: [] };
  const end = now.before.at(-1)?.to ?? spans[0]!.from;
  return { episodes: now.before, open: spansWithin(spans, end, to) };
}
