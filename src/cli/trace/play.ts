import type { BoardPort } from "../../../board/port.ts";
import { type Clock, type Instant, instant } from "../../../firmware-sim/index.ts";
import { changesOf } from "../../trace/changes.ts";
import type { Trace } from "../../trace/read.ts";

/** Writes lamp and contact of a recorded plug to a board, each at its time. False when `stop` came before the end. */
export async function play(
  trace: Trace,
  board: Pick<BoardPort, "setLed" | "setRelay">,
  clock: Clock,
  stop: AbortSignal,
): Promise<boolean> {
  const ahead = clock.now() - trace.header.at;
  for (const change of changesOf(trace)) {
    await reach(instant(change.at + ahead), clock, stop);
    if (stop.aborted) return false;
    if ("lamp" in change) board.setLed(change.lamp);
    else if ("contact" in change) board.setRelay(change.contact);
  }
  await reach(instant((trace.events.at(-1)?.at ?? trace.header.at) + ahead), clock, stop);
  return !stop.aborted;
}

/** Ends at `at`, or when `stop` comes. */
function reach(at: Instant, clock: Clock, stop: AbortSignal): Promise<void> {
  if (stop.aborted || at <= clock.now()) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      cancel();
      stop.removeEventListener("abort", over);
      resolve();
    };
    const cancel = clock.wakeAt(at, over);
    stop.addEventListener("abort", over);
  });
}
