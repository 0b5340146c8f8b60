/** A span of time in whole milliseconds. */
export type Millis = number & { readonly __unit: "Millis" };

/** A moment: whole milliseconds since an epoch that the caller chose, monotonic. */
export type Instant = number & { readonly __unit: "Instant" };

/** "No deadline": later than every instant, and, unlike Infinity, it survives JSON. */
export const NEVER = Number.MAX_SAFE_INTEGER as Instant;

export const millis = (span: number): Millis => span as Millis;
export const instant = (moment: number): Instant => moment as Instant;

export const after = (start: Instant, span: Millis): Instant => (start + span) as Instant;
export const since = (start: Instant, now: Instant): Millis => (now - start) as Millis;
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

export type Cancel = () => void;

/** The caller's clock. The core never holds one; hosts and boards are given one. */
export interface Clock {
  now(): Instant;
  /** Calls `wake` once, not before `at`; a moment already past wakes as soon as possible. */
  wakeAt(at: Instant, wake: () => void): Cancel;
}
