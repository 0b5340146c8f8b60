import * as v from "valibot";
import { CADENCES, LIT, type Look } from "../../seen/lamp.ts";
import { UsageError } from "../../usage-error.ts";

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const range = v.strictObject({ min: amount, max: v.exactOptional(amount) });
const schema: v.GenericSchema<unknown, Look> = v.strictObject({
  cadence: v.picklist(CADENCES),
  colors: v.array(v.picklist(LIT)),
  pace: v.exactOptional(v.picklist(["fast", "slow"])),
  flashes: v.exactOptional(range),
  lasts: v.exactOptional(range),
});

/** Of a test without types: what no light can be would always fail, and with .not always pass. @throws UsageError */
export function soundLook(look: Look): Look {
  const result = v.safeParse(schema, look, { abortEarly: true });
  if (result.success) return look;
  const [issue] = result.issues;
  throw new UsageError(
    `${JSON.stringify(look)} is no light: ${v.getDotPath(issue) ?? "it"} is ${issue.received}, and must be ${issue.expected}.`,
  );
}
