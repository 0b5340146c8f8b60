import type { Clock } from "../../firmware-sim/index.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** The plug's time. */
export interface PlugTime {
  readonly clock: Clock;
  /** The same on the wall. */
  readonly wall: () => Date;
  /** The clock, if its time can be let pass: a real board's cannot. */
  readonly virtual: VirtualClock | null;
  /** It passes only when it is let pass. */
  readonly stands: boolean;
}
