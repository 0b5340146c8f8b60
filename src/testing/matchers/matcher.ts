import { spanText } from "../../config/duration.ts";
import { UsageError } from "../../usage-error.ts";
import type { Span } from "../bench-port.ts";

/** What jest and vitest give a matcher as `this`, as far as it is needed. */
export interface MatcherContext {
  readonly isNot?: boolean;
  equals(a: unknown, b: unknown, testers?: unknown[]): boolean;
  readonly utils: { readonly subsetEquality: unknown };
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Of what was watched it is judged at once; a bench lets time pass first. */
export type Result = MatcherResult | Promise<MatcherResult>;

export interface Within {
  /**
   * Of a bench: how long to wait for it to begin, 10 s when left out; with `.not` how long to watch, which must be said. Of what
   * was watched: the part in which it must begin, all of it when left out.
   */
  readonly within?: Span;
}

/** Twice the longest that a shipped plug shows one thing before it shows the next by itself. Assumed. */
export const PATIENCE = 10_000;

/** @throws UsageError when it was not said: nobody can wait for something not to come */
export function toWatch(span: number | null): number {
  if (span !== null && span > 0) return span;
  throw new UsageError(`With .not, say how long to watch the plug, such as { within: "10s" }.`);
}

/** "within 10 s", "in the 3 s of watching". */
export const whenWords = (
  limit: number | null,
  seen: { readonly from: number; readonly to: number },
): string =>
  limit === null ? `in the ${spanText(seen.to - seen.from)} of watching` : `within ${spanText(limit)}`;
