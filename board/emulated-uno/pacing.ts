import { type Cancel, type Clock, instant } from "../../firmware-sim/index.ts";
import { CYCLES_PER_MS, type EmulatedUno } from "./emulated-uno.ts";

/** Emulated time run at one go: some 5 ms of work, so that a host that lags behind still answers. */
const LONGEST_SLICE_MS = 20;
/** Beyond this the host was stopped, not slow: the board then stood still too, and nothing is caught up. */
const LONGEST_LAG_MS = 2000;

/**
 * Runs the Uno along with the clock, a millisecond at a time, and calls `ran` after each piece.
 * After a stall it catches up in pieces of at most 20 ms, between which the host gets its turn.
 * A test that moves its own clock by 1 ms moves the Uno by the same 1 ms.
 */
export function pace(uno: EmulatedUno, clock: Clock, ran: () => void): Cancel {
  let origin = clock.now() - uno.cycles / CYCLES_PER_MS;
  let stopped = false;
  let cancel: Cancel = () => {};

  const run = (): void => {
    const now = clock.now();
    const behind = now - origin - uno.cycles / CYCLES_PER_MS;
    if (behind > LONGEST_LAG_MS) origin += behind - LONGEST_SLICE_MS;
    const due = now - origin;
    const end = Math.min(due, uno.cycles / CYCLES_PER_MS + LONGEST_SLICE_MS);
    uno.runTo(end * CYCLES_PER_MS);
    ran();
    if (stopped) return;
    cancel = clock.wakeAt(end === due ? instant(now + 1) : now, run);
  };

  cancel = clock.wakeAt(instant(clock.now() + 1), run);
  return () => {
    stopped = true;
    cancel();
  };
}
