import type { Schedule } from "../../nvm/schedule.ts";
import type { Context } from "../context.ts";
import { TIMER } from "../row.ts";

/** The schedule that is said to be due; undefined when there is none, or when it had that moment already. */
export function dueSchedule(c: Context): Schedule | undefined {
  const { id, wall } = c.as("scheduleDue");
  return c.plug.nvm.schedules.find((each) => each.id === id && each.enabled && each.since < wall);
}

/** What is kept once it had its moment: one with a date is gone, any other counts from there. */
function passed(c: Context): readonly Schedule[] {
  const { id, wall } = c.as("scheduleDue");
  return c.plug.nvm.schedules.flatMap((each) => {
    if (each.id !== id) return each;
    return each.at.includes("T") ? [] : { ...each, since: wall };
  });
}

/** One save for the outlet and the schedule. */
function fire(c: Context, closed: boolean): void {
  c.stop(TIMER.relayTimeUp);
  c.emit({ kind: "notice", notice: "scheduleFired", id: c.as("scheduleDue").id });
  c.emit({ kind: "relay", closed, source: "schedule" });
  c.plug.nvm = { ...c.plug.nvm, relayClosed: closed, schedules: passed(c) };
  c.save();
}

export const scheduleActions = {
  keepSchedules: (c: Context) => {
    c.plug.nvm = { ...c.plug.nvm, schedules: c.as("schedulesSet").schedules };
    c.save();
  },

  fireOn: (c: Context) => fire(c, true),
  fireOff: (c: Context) => fire(c, false),

  passSchedule: (c: Context) => {
    c.plug.nvm = { ...c.plug.nvm, schedules: passed(c) };
    c.save();
  },

  noticeMissed: (c: Context) => {
    const { id, wall } = c.as("scheduleDue");
    c.emit({ kind: "notice", notice: "scheduleMissed", id, wall });
  },

  refuseGone: (c: Context) => {
    const reason = "no schedule waits for that moment";
    c.emit({ kind: "ignored", input: "scheduleDue", code: "no_effect", reason });
  },
};
