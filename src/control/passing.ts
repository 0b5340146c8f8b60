import { type Millis, patternWords } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import type { Host } from "../runtime/host.ts";
import type { PlugTime } from "../runtime/plug-time.ts";
import { outletOf } from "../runtime/words.ts";
import { lifecycleWords } from "../view/words/lifecycle-words.ts";
import { type Answer, refusedAnswer } from "./protocol.ts";

const busy = refusedAnswer("busy", "another command lets the plug's time pass: wait for its answer");

/** Answers with what takes some of the plug's time, and lets that time pass where it does not by itself. */
export async function during(
  { virtual, stands }: PlugTime,
  gone: AbortSignal,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (virtual === null || !stands) return work();
  if (virtual.passing) return busy;
  const answer = work();
  await virtual.passUntil(answer, gone);
  return answer;
}

/** Lets time pass, and tells what has become of the plug. */
export async function advance(
  host: Host,
  { virtual }: PlugTime,
  span: Millis,
  gone: AbortSignal,
): Promise<Answer> {
  if (virtual === null)
    return refusedAnswer(
      "forbidden",
      "only the virtual board's time can be advanced: start with --board virtual",
    );
  if (virtual.passing) return busy;
  if (!(await virtual.advance(span, gone)))
    return refusedAnswer("interrupted", `the plug's time stopped before ${spanText(span)} had passed`);
  const { lifecycle, led, profile } = host.snapshot;
  const outlet = profile.outlet ? { outlet: outletOf(host.snapshot) } : {};
  const words = [lifecycleWords(lifecycle), `LED ${patternWords(led.pattern)}`];
  const now = [...words, ...Object.entries(outlet).map((each) => each.join(" "))].join(", ");
  return {
    ok: true,
    message: `${spanText(span)} have passed. Now: ${now}.`,
    result: { advancedMs: span, lifecycle, led: led.name, ...outlet },
  };
}
