import { type Instant, instant } from "../../firmware-sim/index.ts";

/** Where the zero of systemClock lies on the machine's monotonic clock, ns. */
const ZERO = zero();

/** When, by systemClock, the machine's monotonic clock stood at `ns`; on Linux the kernel dates edges by it. */
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
