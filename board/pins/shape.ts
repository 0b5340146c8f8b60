import * as v from "valibot";
import type { PinMap } from "./pin-map.ts";
import type { PinFault } from "./rules.ts";

const pin = v.pipe(v.number(), v.integer());

const shape = v.strictObject({
  board: v.picklist(["arduino-uno", "raspberry-pi"]),
  button: v.strictObject({ pin }),
  led: v.strictObject({ red: pin, green: pin, blue: pin, common: v.picklist(["cathode", "anode"]) }),
  relay: v.strictObject({ pin, active: v.picklist(["high", "low"]), fitted: v.boolean() }),
});

/** The value as a pin map, or every place where its shape is wrong. Which pins are sensible is not looked at. */
export function readShape(value: unknown): PinMap | readonly PinFault[] {
  // An array of the right length passes for an object in valibot.
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [{ path: "(whole file)", what: "expected an object { board, button, led, relay }" }];
  const result = v.safeParse(shape, value);
  return result.success ? result.output : result.issues.map(explain);
}

function explain(issue: v.InferIssue<typeof shape>): PinFault {
  const path = v.getDotPath(issue) ?? "(whole file)";
  if (issue.expected === "never") return { path, what: "unknown key; remove it" };
  if (issue.type === "strict_object" && issue.received === "undefined")
    return { path, what: "missing; add it" };
  if (issue.type === "number" || issue.type === "integer")
    return { path, what: `expected a whole number without quotes, found ${issue.received}` };
  return { path, what: `expected ${issue.expected?.replace(/[()]/g, "")}, found ${issue.received}` };
}
