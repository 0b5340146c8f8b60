import { type Instant, NEVER } from "../time.ts";
import type { CompiledRow } from "./compile.ts";
import type { Context } from "./context.ts";
import { EVENT, type EventId, REGION_NAMES, TIMERS } from "./row.ts";

/**
 * Gives one event to every region that has a row for it, then whatever that raised: run to completion.
 * @returns whether any row answered the first event.
 */
export function dispatch(c: Context, event: EventId): boolean {
  const answered = answer(c, event);
  while (c.taken < c.queue.length) answer(c, c.queue[c.taken++]!);
  return answered;
}

function answer(c: Context, event: EventId): boolean {
  c.event = event;
  const { states } = c.plug;
  const answers = c.firmware.answers[event]!;
  let answered = false;
  for (let i = 0; i < answers.length; i++) {
    const { region, byState } = answers[i]!;
    const rows = byState[states[region]!]!;
    c.region = region;
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r]!;
      if (row.guard !== null && !row.guard(c)) continue;
      fire(c, region, row);
      answered = true;
      break;
    }
  }
  return answered;
}

function fire(c: Context, region: number, row: CompiledRow): void {
  const { states, deadlines, now } = c.plug;
  const from = states[region]!;
  if (row.to >= 0) {
    for (let i = 0; i < row.cancels.length; i++) deadlines[row.cancels[i]!] = NEVER;
    states[region] = row.to;
    c.moved = true;
  }
  c.trace?.({ at: now, kind: "row", row: row.index, region: REGION_NAMES[region]!, from, to: row.to });
  for (let i = 0; i < row.starts.length; i++) {
    const { timer, span } = row.starts[i]!;
    deadlines[timer] = (now + span) as Instant;
  }
  for (let i = 0; i < row.actions.length; i++) row.actions[i]!(c);
}

/** The timer that is due first, the lower number first among equals; -1 when none runs. */
function firstTimer(deadlines: readonly Instant[]): number {
  let first = -1;
  let at: Instant = NEVER;
  for (let i = 0; i < deadlines.length; i++) {
    const deadline = deadlines[i]!;
    if (deadline < at) {
      first = i;
      at = deadline;
    }
  }
  return first;
}

/** When the first timer is due; NEVER when none runs. */
export function earliest(deadlines: readonly Instant[]): Instant {
  const timer = firstTimer(deadlines);
  return timer < 0 ? NEVER : deadlines[timer]!;
}

const eventOf = (timer: number): EventId => (EVENT[TIMERS[0]] + timer) as EventId;

/** Fires, in order, every deadline up to and including `to`; `onFired` brings `dueAt` up to date. */
export function fireUntil(c: Context, to: Instant, onFired: (c: Context) => void): void {
  const { plug } = c;
  while (plug.dueAt <= to && plug.dueAt !== NEVER) {
    const timer = firstTimer(plug.deadlines);
    if (plug.dueAt > plug.now) plug.now = plug.dueAt;
    plug.deadlines[timer] = NEVER;
    c.input = null;
    c.trace?.({ at: plug.now, kind: "due", timer: TIMERS[timer]! });
    dispatch(c, eventOf(timer));
    onFired(c);
  }
}
