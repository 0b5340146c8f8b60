import { type Instant, instant } from "../../../firmware-sim/index.ts";
import type { Span } from "../../view/tracks.ts";

/** What stretch of time is looked at. */
export interface View {
  /** Ms. */
  readonly span: number;
  /** Where it ends; null: it follows now. */
  readonly end: Instant | null;
}

/** What there is to look at: from the first event that is kept up to now. */
export interface Reach {
  readonly first: Instant;
  readonly now: Instant;
}

/** The spans that keys and buttons lead through, ms. */
const SPANS = [2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600].map((s) => s * 1000);
export const SHORTEST = SPANS[0]!;
export const LONGEST = SPANS.at(-1)!;

export const AT_FIRST: View = { span: 30_000, end: null };

export const windowOf = ({ span, end }: View, { now }: Reach): Span => {
  const to = end ?? now;
  return { from: instant(to - span), to };
};

/** Stands still where it is. */
export const paused = (view: View, { now }: Reach): View => ({ ...view, end: view.end ?? now });

/** Goes `by` ms to later, or, negative, to earlier; whoever goes to now follows it. */
export function panned(view: View, by: number, reach: Reach): View {
  const end = (view.end ?? reach.now) + by;
  return by > 0 && end >= reach.now ? { ...view, end: null } : held({ ...view, end: instant(end) }, reach);
}

/** Shows another span; what is at `anchor`, 0 (left) to 1, stays where it is, unless now is followed. */
export function zoomed(view: View, span: number, anchor: number, reach: Reach): View {
  const next = Math.min(LONGEST, Math.max(SHORTEST, Math.round(span)));
  if (view.end === null) return { span: next, end: null };
  const end = view.end + Math.round((1 - anchor) * (next - view.span));
  return held({ span: next, end: instant(end) }, reach);
}

/** The next round span, shorter or longer; the same at the end. */
export const nextSpan = (span: number, way: "shorter" | "longer"): number =>
  (way === "longer" ? SPANS.find((each) => each > span) : SPANS.findLast((each) => each < span)) ?? span;

/** Whether there is something before what is looked at. */
export const hasEarlier = (view: View, reach: Reach): boolean => windowOf(view, reach).from > reach.first;

/** Within reach: not after now, and nothing but emptiness is never shown. */
function held({ span, end }: View, { first, now }: Reach): View {
  return { span, end: instant(Math.min(now, Math.max(first + span, end ?? now))) };
}
