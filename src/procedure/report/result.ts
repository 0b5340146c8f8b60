import type { Comparison } from "../compare/compare.ts";
import type { Verdict } from "../verdict.ts";

/** What came of one procedure. */
export interface Result {
  readonly verdict: Verdict;
  /** Of the boards that were to be compared; null where none were, or it did not come to that. */
  readonly comparison: Comparison | null;
}
