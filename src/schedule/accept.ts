import type { Schedule } from "../../firmware-sim/index.ts";
import { same } from "../runtime/same.ts";
import type { Calendar } from "../runtime/schedule/calendar.ts";
import { UsageError } from "../usage-error.ts";
import { MOST_SCHEDULES, type WantedSchedule } from "./shape.ts";
import { parseWhen } from "./when.ts";

interface Now {
  readonly calendar: Calendar;
  readonly now: Date;
}

/**
 * The schedules that a plug is to keep instead of `before`. One that was there already stays as it is; any other counts
 * from now.
 * @throws UsageError for what cannot be: impossible times, the past, days twice, two of one name, too many
 */
export function acceptSchedules(
  wanted: readonly WantedSchedule[],
  before: readonly Schedule[],
  at: Now,
): readonly Schedule[] {
  if (wanted.length > MOST_SCHEDULES)
    throw new UsageError(`A plug keeps at most ${MOST_SCHEDULES} schedules: remove some first.`);
  const taken = new Set(wanted.flatMap(({ id }) => id ?? []));
  const free = (): string => {
    for (let number = 1; ; number++) if (!taken.has(`${number}`)) return `${number}`;
  };
  const accepted: Schedule[] = [];
  for (const each of wanted) {
    const id = each.id ?? free();
    if (accepted.some((other) => other.id === id))
      throw new UsageError(`Two schedules are called ${id}: give each a name of its own.`);
    taken.add(id);
    accepted.push(accept({ ...each, id }, before, at));
  }
  return accepted;
}

function accept(wanted: WantedSchedule & { id: string }, before: readonly Schedule[], at: Now): Schedule {
  const { id, days, to, enabled = true, missed = "skip" } = wanted;
  const made: Schedule = {
    id,
    at: timeOf(wanted, at.now),
    ...(days === undefined ? {} : { days }),
    to,
    enabled,
    missed,
    since: at.now.toISOString(),
  };
  const kept = before.find(({ since, ...old }) => same({ ...old, since: made.since }, made));
  if (kept !== undefined) return kept;
  try {
    check(made, at);
  } catch (error) {
    throw new UsageError(`Schedule ${id}: ${(error as Error).message}`);
  }
  return made;
}

function timeOf({ id, at, in_s }: WantedSchedule, now: Date): string {
  if (at !== undefined && in_s === undefined) return at;
  if (in_s !== undefined && at === undefined)
    return new Date(now.getTime() + Math.round(in_s * 1000)).toISOString();
  throw new UsageError(`Schedule ${id}: say when, either at a time or in so many seconds.`);
}

function check(schedule: Schedule, { calendar, now }: Now): void {
  const { at, days } = schedule;
  const when = parseWhen(at);
  if (days !== undefined && when.kind !== "daily")
    throw new UsageError("a date has its own day of the week: leave the days out.");
  const twice = days?.find((day, i) => days.indexOf(day) < i);
  if (twice !== undefined) throw new UsageError(`${twice} is there twice: name each day once.`);
  if (calendar.next(schedule, now) === null)
    throw new UsageError(`${at} is past (it is ${now.toISOString()}): name a time to come.`);
}
