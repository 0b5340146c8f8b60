import type { BoardName } from "../../board/port.ts";
import type { Settings } from "../config/settings.ts";
import type { PlugTime } from "../runtime/plug-time.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { VirtualClock } from "../runtime/virtual-clock.ts";
import { UsageError } from "../usage-error.ts";

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
