import type { Instant } from "./time.ts";

/** Energy counted in closed form: `wh` Wh until `since`, and `watts` W flowing from then on. */
export interface Meter {
  readonly since: Instant;
  readonly watts: number;
  readonly wh: number;
}

const MS_PER_HOUR = 3_600_000;

/** Wh that have flowed until `at`, which is not before `meter.since`. */
export const energyAt = ({ since, watts, wh }: Meter, at: Instant): number =>
  wh + (watts * (at - since)) / MS_PER_HOUR;

/** The meter when `watts` flow from `at` on. */
export const metering = (meter: Meter, watts: number, at: Instant): Meter => ({
  since: at,
  watts,
  wh: energyAt(meter, at),
});
