import * as v from "valibot";
import { type Schedule, WEEKDAYS, type Weekday } from "../../firmware-sim/index.ts";
import { parseScheduleWords } from "../config/schedule-words.ts";
import type { WantedSchedule } from "../schedule/shape.ts";

/** What stands in the fields of a form for a new schedule. */
export interface ScheduleForm {
  readonly to: Schedule["to"];
  readonly when: "daily" | "once" | "in";
  /** Of `daily`; none: every day. */
  readonly days: readonly Weekday[];
  /** "07:00", of `daily` and `once`. */
  readonly time: string;
  /** "2026-12-24", of `once`. */
  readonly date: string;
  /** "30m", of `in`. */
  readonly span: string;
  /** "": the first free number. */
  readonly name: string;
  readonly missed: Schedule["missed"];
}

/** @throws UsageError for what is no time or no span */
export function wantedFrom(form: ScheduleForm): WantedSchedule {
  const { to, missed, name } = form;
  return { ...(name === "" ? {} : { id: name }), ...parseScheduleWords(wordsFor(form)), to, missed };
}

function wordsFor({ when, days, time, date, span }: ScheduleForm): string {
  if (when === "in") return `in ${span.replaceAll(" ", "")}`;
  if (when === "once") return `${date}T${time}`;
  return days.length % WEEKDAYS.length === 0 ? time : `${days.join(",")} ${time}`;
}

/** "every day 07:00", "mon, tue 07:00", "2026-12-24 18:00"; an instant as the clocks of the zone show it. */
export function whenText({ at, days }: Pick<Schedule, "at" | "days">, zone: string): string {
  if (!at.includes("T")) return `${days?.join(", ") ?? "every day"} ${at}`;
  return at.endsWith("Z") ? localText(at, zone) : at.replace("T", " ");
}

/** "Tue 2026-11-24 07:00:00" on the clocks of a zone. */
export function localText(at: string, timeZone: string): string {
  const date = new Date(at);
  const day = date.toLocaleDateString("en-GB", { timeZone, weekday: "short" });
  return `${day} ${date.toLocaleString("sv-SE", { timeZone })}`;
}

const answered = v.object({
  zone: v.string(),
  schedules: v.array(v.object({ id: v.string(), next: v.nullable(v.pipe(v.string(), v.isoTimestamp())) })),
});

/** When the plug's schedules fire next. */
export interface NextTimes {
  readonly zone: string;
  /** By id; null: never. */
  readonly next: ReadonlyMap<string, string | null>;
}

/** What the plug answered about its schedules; undefined when it is none of that. */
export function nextTimes(result: unknown): NextTimes | undefined {
  const read = v.safeParse(answered, result);
  if (!read.success) return undefined;
  const { zone, schedules } = read.output;
  return { zone, next: new Map(schedules.map(({ id, next }) => [id, next])) };
}
