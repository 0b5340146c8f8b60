import type { LampSpan } from "./lamp.ts";
import { ALIKE, ALIKE_SHARE, SOLID } from "./observer.ts";
import { lengthOf } from "./spans.ts";

/** How many spans one round may have: a code of three flashes has six. */
const ROUNDS = [2, 3, 4, 5, 6, 7, 8];

/** In a round of several flashes some span is so many times another of its colour, and `ALIKE` longer. Assumed. */
const CODED = 1.5;

/** Spans that come round and round. */
export interface Repetition {
  /** Spans in one round. */
  readonly round: number;
  /** Whole rounds, at least 2. */
  readonly rounds: number;
  /** Where the first whole round begins. */
  readonly first: number;
  /** Up to where, exclusively, spans are as those one round earlier. */
  readonly end: number;
  /** Where the last of these ends, ms; that span itself may go on, being dark. */
  readonly to: number;
  /** `spans[end]` has the colour that is due, and is cut short or not over yet. */
  readonly cut: boolean;
}

/** -1 when `a` is shorter than `b`, 1 when it is longer, 0 when nobody would tell. */
export function compare(a: number, b: number): -1 | 0 | 1 {
  if (Math.abs(a - b) <= Math.max(ALIKE, ALIKE_SHARE * Math.min(a, b))) return 0;
  return a < b ? -1 : 1;
}

/** What repeats from `spans[at]` on, in the shortest round; in a longer one if that accounts for more. */
export const repetitionAt = (spans: readonly LampSpan[], at: number): Repetition | null =>
  bestOf((round) => repeats(spans, at, round));

/**
 * The same where `spans[at]` may be as long as none of the others: shorter where somebody began to look in its middle,
 * longer by up to `left`, ms, where something before ended in its colour.
 */
export const repetitionAbout = (spans: readonly LampSpan[], at: number, left: number): Repetition | null =>
  bestOf((round) => repeats(spans, at, round) ?? repeatsAfter(spans, at, round, left));

function bestOf(find: (round: number) => Repetition | null): Repetition | null {
  let best: Repetition | null = null;
  for (const round of ROUNDS) {
    const found = find(round);
    if (found !== null && (best === null || found.end > best.end)) best = found;
  }
  return best;
}

function repeatsAfter(
  spans: readonly LampSpan[],
  at: number,
  round: number,
  left: number,
): Repetition | null {
  const found = repeats(spans, at + 1, round);
  if (found === null) return null;
  const span = spans[at]!;
  const due = spans[at + round]!;
  return span.color === due.color && compare(lengthOf(span), lengthOf(due) + left) <= 0 ? found : null;
}

function repeats(spans: readonly LampSpan[], first: number, round: number): Repetition | null {
  const next = alikeTo(spans, first, round);
  if (next < first + round || !isShortest(spans, first, round)) return null;
  const due = spans[next - round]!;
  const span = spans[next];
  const order = span?.color === due.color ? compare(lengthOf(span), lengthOf(due)) : null;
  // After the last flash it is dark for its due, and then dark for other reasons; two flashes are enough for that,
  // unless the second is the first of whole rounds.
  const whole = next >= first + 2 * round;
  const goesOn = order === 1 && due.color === "off" && (whole || (round === 2 && !begins(spans, next - 1)));
  const end = next + (goesOn ? 1 : 0);
  const rounds = Math.floor((end - first) / round);
  if (rounds < 2) return null;
  return {
    round,
    rounds,
    first,
    end,
    to: goesOn ? span!.from + lengthOf(due) : spans[next - 1]!.to,
    cut: order === 0 || order === -1,
  };
}

/** Up to where, exclusively, the spans from `first` on are as those one round earlier; the last span of all is not over. */
function alikeTo(spans: readonly LampSpan[], first: number, round: number): number {
  for (let i = first; ; i++) {
    const span = spans[i];
    if (span === undefined || i === spans.length - 1 || lengthOf(span) >= SOLID) return i;
    const due = i < first + round ? span : spans[i - round]!;
    if (span.color !== due.color || compare(lengthOf(span), lengthOf(due)) !== 0) return i;
  }
}

/** Whether two whole rounds begin at `spans[at]`. */
const begins = (spans: readonly LampSpan[], at: number): boolean =>
  ROUNDS.some((round) => alikeTo(spans, at, round) >= at + 2 * round);

/** Whether no shorter round would do if one did not look too closely. */
function isShortest(spans: readonly LampSpan[], first: number, round: number): boolean {
  const differs = (i: number, shorter: number) => {
    const [a, b] = [spans[first + (i % round)]!, spans[first + ((i + shorter) % round)]!];
    const [x, y] = [lengthOf(a), lengthOf(b)];
    return a.color !== b.color || Math.max(x, y) >= CODED * Math.min(x, y) + ALIKE;
  };
  return ROUNDS.filter((shorter) => shorter < round).every((shorter) =>
    Array.from({ length: round }, (_, i) => i).some((i) => differs(i, shorter)),
  );
}
