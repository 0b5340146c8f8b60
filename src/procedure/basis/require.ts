import type { Basis } from "../../../firmware-sim/index.ts";
import type { Dependency, SentenceVerdict, StepVerdict } from "../verdict.ts";
import { isLess } from "./basis.ts";

/** The same verdicts; what passed on less than `least` fails, and says on what it rests. */
export const requireBasis = (steps: readonly StepVerdict[], least: Basis): readonly StepVerdict[] =>
  steps.map((step) => {
    const sentences = step.sentences.map((sentence) => required(sentence, least));
    const failed = sentences.some(({ outcome }) => outcome === "fail");
    return { ...step, sentences, outcome: failed ? "fail" : step.outcome };
  });

function required(verdict: SentenceVerdict, least: Basis): SentenceVerdict {
  if (verdict.outcome !== "pass" || verdict.basis === undefined || !isLess(verdict.basis, least))
    return verdict;
  const short = (verdict.dependsOn ?? []).filter(({ basis }) => isLess(basis, least));
  return {
    ...verdict,
    outcome: "fail",
    says: `“${verdict.sentence.text}”`,
    did: `it did so, but that is less than ${least}: it ${dependsOnWords(short)}`,
  };
}

/** "depends on the third-party 12 s of rungs.armed.at (appr.com)". */
export const dependsOnWords = (dependencies: readonly Dependency[]): string =>
  dependencies.length === 0
    ? "is documented"
    : `depends on ${dependencies
        .map(({ basis, value, place, source }) => `the ${basis} ${value} of ${place} (${source})`)
        .join(", and on ")}`;
