import { NOTICED, SOLID } from "../../seen/observer.ts";
import type { Bench } from "../bench-port.ts";
import type { Judgement } from "./judge.ts";
import { type Observed, observe } from "./observe.ts";
import { seenSince } from "./seen.ts";

export interface Answer {
  readonly seen: Observed;
  readonly judgement: Judgement;
}

/**
 * Lets time pass from now until `judge` says yes, or `by` (ms of the bench) has passed and nothing begun until then can become
 * a yes. `ages`, ms: how long something lasts when the answer can change without the light changing.
 */
export async function lookAhead(
  bench: Bench,
  judge: (seen: Observed, over: boolean) => Judgement,
  by: number,
  ages: readonly number[],
): Promise<Answer> {
  const from = bench.now;
  for (;;) {
    const seen = observe(seenSince(bench, from), false);
    const judgement = judge(seen, false);
    if (judgement.is === "yes" || (judgement.is === "no" && seen.to >= by)) return { seen, judgement };
    const next = nextMoment(seen, by, ages);
    if (next === null) return lastLook(bench, judge, from);
    const edges = bench.lampEdges.length;
    await bench.until(() => bench.lampEdges.length !== edges, next - seen.to);
  }
}

/** What there was to see from `from` until now, and no more. */
export function lastLook(
  bench: Bench,
  judge: (seen: Observed, over: boolean) => Judgement,
  from: number,
): Answer {
  const seen = observe(seenSince(bench, from), true);
  return { seen, judgement: judge(seen, true) };
}

/** When to judge again if the light stays as it is; null: that would change nothing. */
function nextMoment(
  { from, spans, episodes, to }: Observed,
  by: number,
  ages: readonly number[],
): number | null {
  const begun = [spans.at(-1)?.from ?? from, episodes.at(-1)?.from ?? from];
  const moments = begun.flatMap((since) => [NOTICED, SOLID, ...ages].map((age) => since + age));
  const later = [by, ...moments].filter((moment) => moment > to);
  return later.length === 0 ? null : Math.min(...later);
}
