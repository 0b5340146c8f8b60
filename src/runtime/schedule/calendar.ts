import type { Schedule } from "../../../firmware-sim/index.ts";

type When = Pick<Schedule, "at" | "days">;

/**
 * When schedules fire in one time zone. A local time that the clocks skip fires as they have jumped; one that they show
 * twice fires the first time only.
 */
export interface Calendar {
  /** IANA name, such as Europe/Berlin. */
  readonly zone: string;
  /** The first time after `after`; null when there is none. */
  next(when: When, after: Date): Date | null;
  /** The last time after `after`, up to and including `upTo`; null when there is none. */
  last(when: When, after: Date, upTo: Date): Date | null;
}
