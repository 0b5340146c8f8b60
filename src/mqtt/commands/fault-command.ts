import * as v from "valibot";
import { millis } from "../../../firmware-sim/index.ts";
import { WIRE_FAULT_KINDS, WIRE_FAULT_LIMITS, wireFault } from "../../runtime/wire-faults.ts";
import { jsonOf } from "./payload.ts";
import { check, type Read } from "./reader.ts";
import { LONGEST_FOR_S, lasting, seconds } from "./shapes.ts";

const usual = wireFault(WIRE_FAULT_KINDS[0]);

const { delay, period, seed } = WIRE_FAULT_LIMITS;
const whole = ([least, most]: readonly [number, number]) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const chance = v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description("that a command is met by it"));

export const faultToRaise = v.strictObject({
  kind: v.picklist(WIRE_FAULT_KINDS),
  for_s: v.optional(v.pipe(seconds, v.description("undone by itself after so many seconds"))),
  delay_ms: v.optional(whole(delay), usual.delay),
  period_ms: v.optional(whole(period), usual.period),
  chance: v.optional(chance, usual.chance),
  seed: v.optional(v.pipe(whole(seed), v.description("the same seed gives the same sequence")), usual.seed),
});
export const faultToClear = v.strictObject({ clear: v.picklist([...WIRE_FAULT_KINDS, "all"]) });
const wish = v.union([faultToRaise, faultToClear]);

const span = ([least, most]: readonly [number, number]) => `${least} to ${most}`;
const EXPECTED =
  `{"kind":…} with any of "for_s":1 to ${LONGEST_FOR_S}, "delay_ms":${span(delay)}, "period_ms":${span(period)}, ` +
  `"chance":0 to 1, "seed":${span(seed)}; or {"clear":…}; of ${WIRE_FAULT_KINDS.join(", ")}, or "all" to clear`;

export function readFault(text: string): Read {
  const wanted = check(wish, jsonOf(text), EXPECTED);
  if ("clear" in wanted) return { command: { do: "clearFault", kind: wanted.clear } };
  const { kind, for_s, delay_ms, period_ms, ...dice } = wanted;
  const fault = wireFault(kind, { ...dice, delay: millis(delay_ms), period: millis(period_ms) });
  return { command: { do: "fault", fault, ...lasting(for_s) } };
}
