import * as v from "valibot";
import { millis } from "../../firmware-sim/index.ts";
import { CHANNELS } from "../wiring-check/lamp.ts";

/** A press is waited for at most this long, ms. */
export const LONGEST_WAIT_FOR_PRESS = 60_000;

/** `light`: one channel of the LED alone, or none, of an LED with this common pin. `press`: waits for one, on any pin. */
export const wiringRequest = v.variant("ask", [
  v.strictObject({
    ask: v.literal("light"),
    lit: v.picklist([...CHANNELS, "none"]),
    common: v.picklist(["cathode", "anode"]),
  }),
  v.strictObject({
    ask: v.literal("press"),
    ms: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(LONGEST_WAIT_FOR_PRESS),
      v.transform(millis),
    ),
  }),
  v.strictObject({ ask: v.literal("end") }),
]);
export type WiringRequest = v.InferOutput<typeof wiringRequest>;
