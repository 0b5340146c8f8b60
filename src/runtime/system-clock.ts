import { type Cancel, type Clock, type Instant, instant } from "../../firmware-sim/index.ts";

/** setTimeout takes no more than this; a later moment is slept to in parts. */
const LONGEST = 2 ** 31 - 1;

/** Whole ms since the program's start, never going back; wall-clock jumps do not reach it. */
export const systemClock: Clock = {
  now: () => instant(Math.floor(performance.now())),
  wakeAt,
};

function wakeAt(at: Instant, wake: () => void): Cancel {
  let timer: NodeJS.Timeout;
  const sleep = () => {
    const left = at - performance.now();
    if (left <= 0) wake();
    else timer = setTimeout(sleep, Math.min(Math.ceil(left), LONGEST));
  };
  // Never in the caller's tick: who asks for a wake has not finished its own step.
  timer = setTimeout(sleep, Math.min(Math.max(Math.ceil(at - performance.now()), 0), LONGEST));
  return () => clearTimeout(timer);
}
