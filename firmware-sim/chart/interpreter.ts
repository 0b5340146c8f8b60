import { type Instant, NEVER } from "../time.ts";
import type { Context } from "./context.ts";
import { type EventName, REGION_NAMES, TIMERS } from "./row.ts";

/**
 * Gives one event to every region that has a row for it, then whatever that raised: run to completion.
 * @returns whether any row answered the first event.
 */
export function dispatch(c: Context, event: EventName): boolean {
  const answered = answer(c, event);
  for (let next = c.queue.shift(); next !== undefined; next = c.queue.shift()) answer(c, next);
  return answered;
}

function answer(c: Context, event: EventName): boolean {
  let answered = false;
  c.event = event;
  const { states, deadlines, now } = c.plug;
  for (const { region, byState } of c.firmware.answers[event]) {
    const from = states[region]!;
    for (const row of byState[from]!) {
      if (row.guard !== null && !row.guard(c)) continue;
      answered = true;
      if (row.to >= 0) {
        for (const timer of row.cancels) deadlines[timer] = NEVER;
        states[region] = row.to;
      }
      c.trace?.({ at: now, kind: "row", row: row.index, region: REGION_NAMES[region]!, from, to: row.to });
      for (const { timer, span } of row.starts) deadlines[timer] = (now + span) as Instant;
      for (const action of row.actions) action(c);
      break;
    }
  }
  return answered;
}

/** The timer that is due first, the lower number first among equals; -1 when none runs. */
export function firstTimer(deadlines: readonly Instant[]): number {
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

/** Fires, in order, every deadline up to and including `to`. */
export function fireUntil(c: Context, to: Instant, onFired: () => void): void {
  const { plug } = c;
  for (let timer = firstTimer(plug.deadlines); timer >= 0; timer = firstTimer(plug.deadlines)) {
    const at = plug.deadlines[timer]!;
    if (at > to) return;
    if (at > plug.now) plug.now = at;
    plug.deadlines[timer] = NEVER;
    c.input = null;
    const name = TIMERS[timer]!;
    c.trace?.({ at: plug.now, kind: "due", timer: name });
    dispatch(c, name);
    onFired();
  }
}
