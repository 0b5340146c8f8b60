import { after, type Cancel, millis, type Schedule } from "../../../firmware-sim/index.ts";
import type { Bench, HostPart, MakePart } from "../parts.ts";
import type { Snapshot } from "../snapshot.ts";
import { runs } from "../words.ts";
import type { Calendar } from "./calendar.ts";

/** The wall clock may be set, and the machine may sleep: it is looked at again at least so often, ms. */
const LOOK = 60_000;
/** More than so late, ms, is missed: a boot and the look above are not (assumed). */
const ON_TIME = 2 * LOOK;
/** What was done with so far ahead, ms, was by a clock that was wrong, or in a virtual time that is over. */
const AHEAD = 24 * 60 * LOOK;

const NONE: readonly Schedule[] = [];

/**
 * Tells the plug when its schedules are due, by the wall clock, while it can obey: what was due meanwhile it is told then,
 * the last time of each only, in order. A wall clock put forward makes late, or missed, what it jumps over; put back, up to
 * a day, nothing fires again that has; put back further, all count from then.
 */
export const scheduleAlarms =
  (calendar: Calendar): MakePart =>
  (bench) =>
    new Alarms(calendar, bench);

interface Planned {
  readonly schedule: Schedule;
  readonly since: Date;
  /** When it is due first after that; null: never. */
  readonly at: Date | null;
}

class Alarms implements HostPart {
  readonly #calendar: Calendar;
  readonly #bench: Bench;
  #schedules = NONE;
  #planned: readonly Planned[] = [];
  #cancel: Cancel = () => {};

  constructor(calendar: Calendar, bench: Bench) {
    this.#calendar = calendar;
    this.#bench = bench;
  }

  follow({ lifecycle, profile, schedules }: Snapshot): void {
    const obeys = runs({ lifecycle }) && lifecycle !== "resetting";
    const wanted = obeys && profile.outlet ? schedules : NONE;
    if (wanted === this.#schedules) return;
    this.#schedules = wanted;
    this.#planned = wanted
      .filter(({ enabled }) => enabled)
      .map((schedule) => {
        const since = new Date(schedule.since);
        return { schedule, since, at: this.#calendar.next(schedule, since) };
      });
    this.#arm(new Date(0));
  }

  stop(): void {
    this.#cancel();
  }

  /** For the first that is due after `from`, if it is soon. */
  #arm(from: Date): void {
    this.#cancel();
    if (this.#planned.length === 0) return;
    const now = this.#bench.wall().getTime();
    const waits = this.#planned.flatMap(({ at }) => (at === null || at <= from ? [] : at.getTime() - now));
    const wait = millis(Math.max(0, Math.min(LOOK, ...waits)));
    const { clock } = this.#bench;
    this.#cancel = clock.wakeAt(after(clock.now(), wait), () => this.#look());
  }

  #look(): void {
    const wall = this.#bench.wall();
    if (this.#planned.some(({ since }) => since.getTime() - wall.getTime() > AHEAD)) this.#countFrom(wall);
    const due = this.#planned.flatMap(({ schedule, since, at }) => {
      const last = at === null || at > wall ? null : this.#calendar.last(schedule, since, wall);
      return last === null ? [] : { id: schedule.id, at: last };
    });
    due.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const { id, at } of due) {
      const late = wall.getTime() - at.getTime() > ON_TIME;
      this.#bench.tell({ kind: "scheduleDue", id, wall: at.toISOString(), late });
    }
    // What was refused is not told again at once.
    this.#arm(wall);
  }

  #countFrom(wall: Date): void {
    const since = wall.toISOString();
    const schedules = this.#schedules.map((each) => (each.since > since ? { ...each, since } : each));
    this.#bench.tell({ kind: "schedulesSet", schedules });
  }
}
