import type { ColorName } from "../../firmware-sim/index.ts";
import type { Episode, LampSpan } from "./lamp.ts";
import { FLASH } from "./observer.ts";
import { type Repetition, repetitionAbout, repetitionAt } from "./repetition.ts";
import { lengthOf } from "./spans.ts";

/** What an observer sees of `spans` (which touch), one thing after the other; the episodes touch too. */
export function episodesOf(spans: readonly LampSpan[]): Episode[] {
  const left = [...spans];
  const episodes: Episode[] = [];
  for (let at = 0; at < left.length; ) {
    const repetition = repetitionAbout(left, at, longest(episodes.at(-1), left[at]!.color));
    if (repetition === null) {
      episodes.push(single(left, at++));
      continue;
    }
    splitLast(left, repetition);
    const { first, round, rounds } = repetition;
    const end = endOf(left, repetition);
    episodes.push(repeating(left.slice(at, end), left.slice(first, first + round * rounds), rounds));
    at = end;
  }
  return episodes;
}

/** How long, ms, what the blink `before` left of its last light may be; what it leaves of the dark is split off. */
function longest(before: Episode | undefined, color: ColorName): number {
  if (color === "off" || before === undefined || before.periodMs === null) return 0;
  return before.spans.reduce(
    (most, span) => (span.color === color ? Math.max(most, lengthOf(span)) : most),
    0,
  );
}

/** The dark that goes on after a blink is no longer of the blink. */
function splitLast(spans: LampSpan[], { end, to }: Repetition): void {
  const span = spans[end - 1]!;
  if (span.to > to) spans.splice(end - 1, 1, { ...span, to }, { ...span, from: to });
}

/** After the whole rounds: what is begun of another, up to where something begins that repeats for two rounds beyond it. */
function endOf(spans: readonly LampSpan[], { first, round, rounds, end, cut }: Repetition): number {
  const limit = end + (cut ? 1 : 0);
  for (let at = first + round * rounds; at < limit; at++) {
    const next = repetitionAt(spans, at);
    if (next !== null && next.end >= limit + 2 * next.round) return at;
  }
  return limit;
}

function repeating(spans: readonly LampSpan[], whole: readonly LampSpan[], rounds: number): Episode {
  const lit = spans.filter(({ color }) => color !== "off");
  const colors = [...new Set(lit.map(({ color }) => color))];
  const total = whole.at(-1)!.to - whole[0]!.from;
  const shone = whole.reduce((sum, span) => sum + (span.color === "off" ? 0 : lengthOf(span)), 0);
  return {
    cadence: colors.length > 1 ? "alternating" : "blinking",
    colors,
    from: spans[0]!.from,
    to: spans.at(-1)!.to,
    periodMs: Math.round(total / rounds),
    duty: shone / total,
    flashes: lit.length,
    spans,
  };
}

function single(spans: readonly LampSpan[], at: number): Episode {
  const span = spans[at]!;
  const { color, from, to } = span;
  const dark = color === "off";
  const alone = spans[at - 1]?.color === "off" && spans[at + 1]?.color === "off";
  return {
    cadence: dark ? "off" : alone && lengthOf(span) <= FLASH ? "blinking" : "solid",
    colors: dark ? [] : [color],
    from,
    to,
    periodMs: null,
    duty: null,
    flashes: dark ? 0 : 1,
    spans: [span],
  };
}
