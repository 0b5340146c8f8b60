import { UsageError } from "../usage-error.ts";

/** A schedule's `at`, understood. */
export type When =
  | { readonly kind: "daily"; readonly hour: number; readonly minute: number }
  | {
      readonly kind: "date";
      readonly year: number;
      /** 1 to 12. */
      readonly month: number;
      readonly day: number;
      readonly hour: number;
      readonly minute: number;
    }
  | { readonly kind: "instant"; readonly at: Date };

export const WHEN_FORM = "07:00, 2026-12-24T18:00 or 2026-12-24T17:00:00Z";

const TEXT = /^(?:(2\d{3})-(\d\d)-(\d\d)T)?(\d\d):(\d\d)((?::(\d\d)(?:\.\d{3})?)?Z)?$/;

/** @throws UsageError for what is no time, and for times and dates that do not exist */
export function parseWhen(text: string): When {
  const [, year, month, day, hour, minute, utc, second = 0] = TEXT.exec(text) ?? [];
  if (hour === undefined || (utc !== undefined && year === undefined))
    throw new UsageError(`${JSON.stringify(text)} is no time of a schedule: write ${WHEN_FORM}.`);
  const time = { hour: Number(hour), minute: Number(minute) };
  if (time.hour > 23 || time.minute > 59 || Number(second) > 59)
    throw new UsageError(`${text}: there is no such time: a day goes from 00:00 to 23:59.`);
  if (year === undefined) return { kind: "daily", ...time };
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysIn(date))
    throw new UsageError(`${text}: there is no date ${year}-${month}-${day}.`);
  return utc === undefined ? { kind: "date", ...date, ...time } : { kind: "instant", at: new Date(text) };
}

const daysIn = ({ year, month }: { readonly year: number; readonly month: number }): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();
