import type { BoardName } from "../../board/port.ts";
import type { Clock } from "../../firmware-sim/index.ts";
import type { Settings } from "../config/settings.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { VirtualClock } from "../runtime/virtual-clock.ts";
import { UsageError } from "../usage-error.ts";

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

/** @throws UsageError for a real board whose time is to stand still */
export function plugTime({ time }: Settings, board: BoardName): PlugTime {
  const stands = time === "virtual";
  if (stands && board !== "virtual")
    throw new UsageError(
      `Only the virtual board has a virtual time, and this is ${board}: add --board virtual, or leave --time out.`,
    );
  if (board !== "virtual")
    return { clock: systemClock, wall: () => new Date(), virtual: null, stands: false };
  const virtual = stands ? new VirtualClock() : new VirtualClock(systemClock);
  return { clock: virtual, wall: () => virtual.wall(), virtual, stands };
}
