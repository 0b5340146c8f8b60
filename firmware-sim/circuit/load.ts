import { type Millis, millis } from "../time.ts";

/** W, finite and at least 0, for a span of at least 1 ms. */
export interface LoadStep {
  readonly watts: number;
  readonly for: Millis;
}

/**
 * What is plugged into the outlet, and what it draws from the moment it is given power: always the same, or
 * steps, at least one, that begin anew after the last or end at 0 W. Whoever takes a load from outside checks its numbers:
 * each question looks through the steps, so that they ought to be few.
 */
export type Load =
  | { readonly name: string; readonly kind: "steady"; readonly watts: number }
  | {
      readonly name: string;
      readonly kind: "steps";
      readonly steps: readonly LoadStep[];
      readonly repeats: boolean;
    };

/**
 * What a load from outside may have at most: W, which is more than a fuse of a household lets through, steps, and ms of
 * each; and at least, ms of each. A choice.
 */
export const LOAD_LIMITS = {
  watts: 10_000,
  steps: 16,
  span: millis(86_400_000),
  shortest: millis(100),
} as const;

/** W that `load` draws when it has had power for `elapsed` ms, and how long that lasts; null for ever. */
export function drawAt(
  load: Load,
  elapsed: Millis,
): { readonly watts: number; readonly lasts: Millis | null } {
  if (load.kind === "steady") return { watts: load.watts, lasts: null };
  const round = load.steps.reduce((sum, step) => sum + step.for, 0);
  let left = load.repeats ? elapsed % round : elapsed;
  for (const step of load.steps) {
    if (left < step.for) return { watts: step.watts, lasts: millis(step.for - left) };
    left -= step.for;
  }
  return { watts: 0, lasts: null };
}
