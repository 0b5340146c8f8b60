import type { Sentence, Statement } from "../../src/procedure/plan.ts";
import type { SentenceOutcome, StepVerdict } from "../../src/procedure/verdict.ts";

/** A sentence that says `statements`. */
export const saying = (text: string, ...statements: readonly Statement[]): Sentence => ({
  text,
  line: 1,
  headline: false,
  reading: { kind: "statements", statements },
});

/** One step with these sentences. */
export const stepOf = (sentences: readonly (readonly [Sentence, SentenceOutcome])[]): StepVerdict => ({
  step: {
    number: 1,
    line: 1,
    lastLine: 1,
    requirements: [],
    sentences: sentences.map(([sentence]) => sentence),
  },
  outcome: sentences.every(([, outcome]) => outcome === "pass") ? "pass" : "fail",
  sentences: sentences.map(([sentence, outcome]) => ({ sentence, outcome })),
  seen: null,
});
