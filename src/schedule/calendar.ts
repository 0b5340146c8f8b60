import { Cron } from "croner";
import type { Schedule } from "../../firmware-sim/index.ts";
import type { Calendar } from "../runtime/schedule/calendar.ts";
import { parseWhen } from "./when.ts";

/**
 * Recurrence and daylight saving are croner's: a pattern with one hour and one minute has the two rules that Calendar
 * states (its README, "Fixed-time jobs").
 */
export function calendarOf(zone: string): Calendar {
  return {
    zone,
    next(when, after) {
      const at = fixed(when);
      if (at !== undefined) return at > after ? at : null;
      return cron(when, zone).nextRun(after);
    },
    last(when, after, upTo) {
      // croner's runs before a reference leave out one at the reference itself.
      const reference = new Date(upTo.getTime() + 1);
      const at = fixed(when) ?? cron(when, zone).previousRuns(1, reference)[0];
      return at !== undefined && at > after && at <= upTo ? at : null;
    },
  };
}

type When = Pick<Schedule, "at" | "days">;

function fixed({ at }: When): Date | undefined {
  const when = parseWhen(at);
  return when.kind === "instant" ? when.at : undefined;
}

function cron({ at, days }: When, zone: string): Cron {
  const when = parseWhen(at);
  if (when.kind === "instant") throw new Error(`${at} is no local time`);
  const { hour, minute } = when;
  const pattern =
    when.kind === "daily"
      ? `0 ${minute} ${hour} * * ${days?.join(",") ?? "*"}`
      : `0 ${minute} ${hour} ${when.day} ${when.month} * ${when.year}`;
  return new Cron(pattern, { timezone: zone });
}
