import * as v from "valibot";
import { IMAGE_DAMAGES } from "../runtime/command.ts";

export const firmwareRequest = v.variant("ask", [
  v.strictObject({
    ask: v.literal("offer"),
    version: v.pipe(v.string(), v.maxLength(16)),
    required: v.boolean(),
    damage: v.exactOptional(v.picklist(IMAGE_DAMAGES)),
  }),
  v.strictObject({ ask: v.literal("install") }),
  v.strictObject({ ask: v.literal("show") }),
]);
export type FirmwareRequest = v.InferOutput<typeof firmwareRequest>;
