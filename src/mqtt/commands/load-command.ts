import * as v from "valibot";
import {
  LOAD_LIMITS,
  LOAD_NAMES,
  type Load,
  loadNamed,
  millis,
  OWN_LOAD,
} from "../../../firmware-sim/index.ts";
import { jsonOf } from "./payload.ts";
import { check, type Reader } from "./reader.ts";
import { seconds, word } from "./shapes.ts";

export const loadWord = word(LOAD_NAMES);
const watts = v.pipe(v.number(), v.minValue(0), v.maxValue(LOAD_LIMITS.watts));
const step = v.strictObject({ watts, for_s: seconds });
export const steadyLoad = v.strictObject({ watts: v.pipe(watts, v.description("W, all the time")) });
export const loadInSteps = v.strictObject({
  steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(LOAD_LIMITS.steps)),
  repeats: v.optional(v.pipe(v.boolean(), v.description("begins anew after the last; else 0 W")), false),
});

const EXPECTED =
  `${LOAD_NAMES.join(", ")}, {"watts":0 to ${LOAD_LIMITS.watts}}, ` +
  `or {"steps":[{"watts":…,"for_s":…}, up to ${LOAD_LIMITS.steps}],"repeats":true or false}`;

export const readLoad: Reader = (text) => ({ command: { do: "load", load: loadOf(text) } });

function loadOf(text: string): Load | null {
  if (!text.startsWith("{")) return loadNamed(check(loadWord, text, EXPECTED)) ?? null;
  const own = check(v.union([steadyLoad, loadInSteps]), jsonOf(text), EXPECTED);
  if ("watts" in own) return { name: OWN_LOAD, kind: "steady", watts: own.watts };
  const steps = own.steps.map((each) => ({ watts: each.watts, for: millis(Math.round(each.for_s * 1000)) }));
  return { name: OWN_LOAD, kind: "steps", steps, repeats: own.repeats };
}
