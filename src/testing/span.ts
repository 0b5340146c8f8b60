import { type Millis, millis, NEVER } from "../../firmware-sim/index.ts";
import { parseDuration } from "../config/duration.ts";
import { UsageError } from "../usage-error.ts";
import type { Span } from "./bench-port.ts";

/** @throws UsageError for a number that is negative or not finite, and for text that is no duration */
export function spanMs(span: Span): Millis {
  if (typeof span === "string") return parseDuration(span, millis(NEVER));
  if (Number.isFinite(span) && span >= 0) return millis(Math.round(span));
  throw new UsageError(`${span} is no duration: write ms, at least 0, or text with a unit, such as "12s".`);
}
