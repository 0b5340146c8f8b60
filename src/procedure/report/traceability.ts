import type { StepVerdict, Verdict } from "../verdict.ts";
import { stepTitle } from "./words.ts";

/** A requirement, a step that names it, and what came of it. */
export interface Trace {
  readonly requirement: string;
  readonly file: string;
  readonly heading: string | null;
  readonly step: number;
  readonly line: number;
  readonly title: string;
  readonly outcome: StepVerdict["outcome"];
}

const inOrder = new Intl.Collator("en", { numeric: true });

/** One row for each requirement of each step, by requirement: REQ-2 before REQ-12. */
export const traceability = (verdicts: readonly Verdict[]): Trace[] =>
  verdicts
    .flatMap(({ file, heading, steps }) =>
      steps.flatMap((verdict) =>
        verdict.step.requirements.map((requirement) => ({
          requirement,
          file,
          heading,
          step: verdict.step.number,
          line: verdict.step.line,
          title: stepTitle(verdict),
          outcome: verdict.outcome,
        })),
      ),
    )
    .sort((a, b) => inOrder.compare(a.requirement, b.requirement));
