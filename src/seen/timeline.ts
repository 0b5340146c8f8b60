import { episodesOf } from "./episodes.ts";
import type { LampSpan } from "./lamp.ts";
import { noticeable } from "./notice.ts";
import { spansWithin } from "./spans.ts";
import { episodeWords } from "./words.ts";

/** What one lamp showed. */
export interface TimelineRow {
  readonly label: string;
  readonly spans: readonly LampSpan[];
}

/** The stretch of time that is drawn, ms; `from` before `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The same for those who do not see the drawing: "Plug: solid red for 5 s, then off for 2 s." */
export function timelineWords(rows: readonly TimelineRow[], { from, to }: Window): string {
  return rows
    .map(({ label, spans }) => {
      const story = noticeable(episodesOf(spansWithin(spans, from, to))).map(episodeWords);
      return `${label}: ${story.length === 0 ? "nothing seen" : story.join(", then ")}.`;
    })
    .join(" ");
}

/** Round moments in the window, ms, at most `most` (at least 1) and a tenth of a second or more apart. */
export function ticks({ from, to }: Window, most: number): number[] {
  const least = Math.max(100, (to - from) / most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= least)!;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step).slice(
    0,
    most,
  );
}
