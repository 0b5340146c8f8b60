import { type Cancel, type Clock, type Instant, instant } from "../../firmware-sim/index.ts";

/** setTimeout takes no more than this; a later moment is slept to in parts. */
const LONGEST = 2 ** 31 - 1;

/** Whole ms since the program's start, never going back; wall-clock jumps do not reach it. */
export const systemClock: Clock = {
  now: () => instant(Math.floor(performance.now())),
  wakeAt,
};

/** Where our clock's zero lies on the system's monotonic clock, ns. */
const ZERO = zero();

/** When the system's monotonic clock stood at `ns`; on Linux the kernel dates edges by it. */
export const instantOfMonotonic = (ns: bigint): Instant => instant(Number((ns - ZERO) / 1_000_000n));

/** Of several looks at both clocks the quickest counts: the first takes milliseconds, and the system may come between. */
function zero(): bigint {
  let best = { took: Number.POSITIVE_INFINITY, zero: 0n };
  for (let look = 0; look < 10; look++) {
    const before = process.hrtime.bigint();
    const ours = BigInt(Math.round(performance.now() * 1e6));
    const took = Number(process.hrtime.bigint() - before);
    if (took < best.took) best = { took, zero: before - ours };
  }
  return best.zero;
}

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
