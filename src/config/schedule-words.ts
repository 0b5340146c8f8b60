import { millis, WEEKDAYS } from "../../firmware-sim/index.ts";
import { COUNTDOWN_S, type WantedSchedule } from "../schedule/shape.ts";
import { parseWhen, WHEN_FORM } from "../schedule/when.ts";
import { UsageError } from "../usage-error.ts";
import { parseDuration } from "./duration.ts";
import { didYouMean } from "./suggest.ts";

const FORM = `${WHEN_FORM}, mon,tue 07:00 or in 30m`;

/**
 * When a schedule fires, as a user writes it: a time, days and a time, a date and a time, or "in" and a duration.
 * @throws UsageError
 */
export function parseScheduleWords(text: string): Pick<WantedSchedule, "at" | "days" | "in_s"> {
  const [first = "", second, ...more] = text.trim().split(/\s+/);
  if (more.length > 0) throw new UsageError(`${JSON.stringify(text)} says too much: write ${FORM}.`);
  if (second === undefined) return { at: checked(first) };
  if (first === "in") return { in_s: countdown(second) };
  return { days: first.split(",").map(dayOf), at: checked(second) };
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

function dayOf(text: string): (typeof WEEKDAYS)[number] {
  const day = WEEKDAYS.find((each) => each === text);
  if (day !== undefined) return day;
  throw new UsageError(
    `${JSON.stringify(text)} is no day.${didYouMean(text, WEEKDAYS)} There is ${WEEKDAYS.join(", ")}.`,
  );
}
