import * as v from "valibot";
import { millis } from "../../../firmware-sim/index.ts";
import type { Fault } from "../../runtime/faults.ts";
import {
  HOUSEHOLD_KINDS,
  HOUSEHOLD_WISHES,
  householdFault,
  REMEDIES,
} from "../../runtime/household/kinds.ts";
import { WIRE_FAULT_KINDS, WIRE_FAULT_LIMITS, wireFault } from "../../runtime/wire-faults.ts";
import { jsonOf } from "./payload.ts";
import { check, type Read } from "./reader.ts";
import { LONGEST_FOR_S, lasting, seconds } from "./shapes.ts";

const usual = wireFault(WIRE_FAULT_KINDS[0]);
const usualInHouse = householdFault(HOUSEHOLD_KINDS[0]);

const { delay, period, seed } = WIRE_FAULT_LIMITS;
const whole = ([least, most]: readonly [number, number]) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const chance = v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description("that a command is met by it"));

const lasts = v.optional(v.pipe(seconds, v.description("undone by itself after so many seconds")));
const sameSequence = v.pipe(whole(seed), v.description("the same seed gives the same sequence"));

/** On the wire. */
export const faultToRaise = v.strictObject({
  kind: v.picklist(WIRE_FAULT_KINDS),
  for_s: lasts,
  delay_ms: v.optional(whole(delay), usual.delay),
  period_ms: v.optional(whole(period), usual.period),
  chance: v.optional(chance, usual.chance),
  seed: v.optional(sameSequence, usual.seed),
});
/** In the house. */
export const householdFaultToRaise = v.strictObject({
  kind: v.picklist(HOUSEHOLD_KINDS),
  for_s: lasts,
  seed: v.optional(sameSequence, usualInHouse.seed),
});
/** In the house, one after the other. */
export const faultPlan = v.strictObject({
  kind: v.literal("random"),
  for_s: lasts,
  period_ms: v.optional(
    v.pipe(whole(period), v.description("from one fault to the next")),
    usualInHouse.period,
  ),
  seed: v.optional(sameSequence, usualInHouse.seed),
});
export const faultToClear = v.strictObject({
  clear: v.picklist([...HOUSEHOLD_WISHES, ...WIRE_FAULT_KINDS, "all"]),
});
export const remedyToTry = v.strictObject({ remedy: v.picklist(REMEDIES) });
const inHouse = v.variant("kind", [householdFaultToRaise, faultPlan]);
const wish = v.union([v.variant("kind", [faultToRaise, inHouse]), faultToClear, remedyToTry]);

const span = ([least, most]: readonly [number, number]) => `${least} to ${most}`;
const EXPECTED =
  `{"kind":…} with any of "for_s":1 to ${LONGEST_FOR_S}, "seed":${span(seed)}; of ${HOUSEHOLD_KINDS.join(", ")}; ` +
  `of random, with "period_ms":${span(period)}; and of ${WIRE_FAULT_KINDS.join(", ")}, with "period_ms", ` +
  `"delay_ms":${span(delay)}, "chance":0 to 1; or {"clear":…} of them or "all"; or {"remedy":…} of ${REMEDIES.join(", ")}`;

export function readFault(text: string): Read {
  const wanted = check(wish, jsonOf(text), EXPECTED);
  if ("clear" in wanted) return { command: { do: "clearFault", kind: wanted.clear } };
  if ("remedy" in wanted) return { command: { do: "remedy", name: wanted.remedy } };
  return { command: { do: "fault", fault: faultOf(wanted), ...lasting(wanted.for_s) } };
}

function faultOf(wanted: v.InferOutput<typeof faultToRaise> | v.InferOutput<typeof inHouse>): Fault {
  if ("delay_ms" in wanted) {
    const { kind, delay_ms, period_ms, chance, seed } = wanted;
    return wireFault(kind, { chance, seed, delay: millis(delay_ms), period: millis(period_ms) });
  }
  const { kind, seed } = wanted;
  return householdFault(kind, kind === "random" ? { seed, period: millis(wanted.period_ms) } : { seed });
}
