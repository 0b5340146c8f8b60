import * as v from "valibot";
import { type Schedule, WEEKDAYS } from "../../firmware-sim/index.ts";
import { parseWhen } from "./when.ts";

/** What a plug keeps; assumed: makers' plugs keep some tens. */
export const MOST_SCHEDULES = 20;
/** A countdown, s: at most a week. */
export const COUNTDOWN_S = [1, 604_800] as const;

export const SCHEDULE_ID = /^[a-z0-9-]{1,32}$/;
export const scheduleId = v.pipe(v.string(), v.regex(SCHEDULE_ID));
const at = v.pipe(v.string(), v.regex(/^[0-9TZ:.-]{5,24}$/));
const days = v.pipe(v.array(v.picklist(WEEKDAYS)), v.minLength(1), v.maxLength(WEEKDAYS.length));
const to = v.picklist(["on", "off", "toggle"]);
const missed = v.picklist(["skip", "run"]);

/** A schedule as somebody asks for it, by `at` or by `in_s` seconds from now. Without an id it gets the first free number. */
export type WantedSchedule = Pick<Schedule, "to"> &
  Partial<Omit<Schedule, "to" | "since">> & { readonly in_s?: number };

/** Whether it can be is asked in accept.ts. */
export const wantedSchedule: v.GenericSchema<unknown, WantedSchedule> = v.strictObject({
  id: v.exactOptional(scheduleId),
  at: v.exactOptional(at),
  in_s: v.exactOptional(v.pipe(v.number(), v.minValue(COUNTDOWN_S[0]), v.maxValue(COUNTDOWN_S[1]))),
  days: v.exactOptional(days),
  to,
  enabled: v.exactOptional(v.boolean()),
  missed: v.exactOptional(missed),
});

/** A schedule as it is kept. */
export const keptSchedule: v.GenericSchema<unknown, Schedule> = v.strictObject({
  id: scheduleId,
  at: v.pipe(at, v.check(isWhen)),
  days: v.exactOptional(days),
  to,
  enabled: v.boolean(),
  missed,
  since: v.pipe(v.string(), v.regex(/^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.isoTimestamp()),
});

function isWhen(text: string): boolean {
  try {
    parseWhen(text);
    return true;
  } catch {
    return false;
  }
}
