import { after, type Clock, instant, type Millis, since } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import type { Host } from "../runtime/host.ts";
import { aspectOf, type Goal, whyNever } from "./goal.ts";
import { type Answer, refusedAnswer } from "./protocol.ts";

/** Waits until the plug is as wanted, at most `span` of its time; at once when it is so already. */
export function wait(host: Host, clock: Clock, goal: Goal, span: Millis, gone: AbortSignal): Promise<Answer> {
  const { what, is } = goal;
  const why = what === "led" ? whyNever(goal, Object.keys(host.profile.patterns)) : undefined;
  if (why !== undefined) return Promise.resolve(refusedAnswer("bad_value", why));
  const begin = clock.now();
  const look = (): string => aspectOf(what, host.snapshot);
  return new Promise((resolve) => {
    const end = (answer: Answer): void => {
      unlisten();
      unwake();
      gone.removeEventListener("abort", interrupted);
      resolve(answer);
    };
    const interrupted = (): void => end(refusedAnswer("interrupted", "nobody waits any more"));
    const check = (): void => {
      if (look() !== is) return;
      const afterMs = since(begin, clock.now());
      const when = afterMs === 0 ? "already" : `after ${spanText(afterMs)}`;
      end({ ok: true, message: `The ${what} is ${is}, ${when}.`, result: { [what]: is, afterMs } });
    };
    const tooLate = (): void =>
      end(refusedAnswer("timeout", `after ${spanText(span)} the ${what} is ${look()}, not ${is}`));
    const unlisten = host.onChange(check);
    // What comes at the very end still counts.
    const unwake = clock.wakeAt(instant(after(begin, span) + 1), tooLate);
    gone.addEventListener("abort", interrupted);
    check();
  });
}
