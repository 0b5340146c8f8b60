import { type Instant, instant, NEVER } from "../time.ts";

/** A body that warms or cools towards `settles` °C, as a first-order lag of `tau` ms; `celsius` at `since`. */
export interface Heat {
  readonly since: Instant;
  readonly celsius: number;
  readonly settles: number;
  readonly tau: number;
}

/** °C at `at`, which is not before `heat.since`: settles + (celsius - settles) e^(-t/tau), exact for small t too. */
export const celsiusAt = ({ since, celsius, settles, tau }: Heat, at: Instant): number =>
  celsius - (settles - celsius) * Math.expm1(-(at - since) / tau);

/** The first whole ms at which it has got to `limit` °C from where it is at `heat.since`; NEVER if it does not. */
export function reaches({ since, celsius, settles, tau }: Heat, limit: number): Instant {
  const span = tau * Math.log((celsius - settles) / (limit - settles));
  return span >= 0 && span < NEVER - since ? instant(since + Math.ceil(span)) : NEVER;
}
