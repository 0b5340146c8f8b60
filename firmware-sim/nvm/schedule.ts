export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A switching of the outlet. What its `at` means on the calendar is worked out outside the core. */
export interface Schedule {
  /** 1 to 32 of a-z, 0-9 and "-"; no two alike. */
  readonly id: string;
  /**
   * "07:00": local time, every day or on `days`. With a T once, and then it is gone: "2026-12-24T18:00" local time,
   * "2026-12-24T17:00:00.000Z" an instant.
   */
  readonly at: string;
  /** Absent: every day. Never beside a date. */
  readonly days?: readonly Weekday[];
  readonly to: "on" | "off" | "toggle";
  readonly enabled: boolean;
  /** What becomes of it when the plug could not fire in time: nothing, or the last one missed is made up for. */
  readonly missed: "skip" | "run";
  /** ISO 8601, UTC: what was due until then is done with. */
  readonly since: string;
}
