import { millis, WEEKDAYS } from "../../firmware-sim/index.ts";
import { COUNTDOWN_S, type WantedSchedule } from "../schedule/shape.ts";
import { parseWhen, WHEN_FORM } from "../schedule/when.ts";
import { UsageError } from "../usage-error.ts";
import { parseDuration } from "./duration.ts";
import { oneOf } from "./one-of.ts";

const FORM = `in 30m, mon,tue 07:00, ${WHEN_FORM}`;

/**
 * When a schedule fires, as a user writes it: a time, days and a time, a date and a time, or "in" and a duration.
 * @throws UsageError
 */
export function parseScheduleWords(text: string): Pick<WantedSchedule, "at" | "days" | "in_s"> {
  const [first = "", second, ...more] = text.trim().split(/\s+/);
  if (more.length > 0) throw new UsageError(`${JSON.stringify(text)} says too much: write ${FORM}.`);
  if (second === undefined) return { at: checked(first) };
  if (first === "in") return { in_s: countdown(second) };
  return { days: first.split(",").map((day) => oneOf(WEEKDAYS, day, "day")), at: checked(second) };
}

function checked(at: string): string {
  parseWhen(at);
  return at;
}

function countdown(text: string): number {
  const [least, most] = COUNTDOWN_S;
  const seconds = parseDuration(text, millis(most * 1000)) / 1000;
  if (seconds < least) throw new UsageError(`${text} is too short: at least ${least} s.`);
  return seconds;
}
