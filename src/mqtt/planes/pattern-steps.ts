import type { LedPattern } from "../../../firmware-sim/index.ts";

/** A pattern for programs; a step without `for_ms` lasts. */
export const patternSteps = (pattern: LedPattern) =>
  pattern.kind === "steady"
    ? { steps: [{ color: pattern.color }], times: 1 }
    : { steps: pattern.steps.map((step) => ({ color: step.color, for_ms: step.for })), times: pattern.times };
