import type { Profile } from "../../firmware-sim/index.ts";
import type { Start } from "../testing/start.ts";
import { leastSure } from "./basis/basis.ts";
import type { Article, Procedure } from "./plan.ts";
import type { StepVerdict, Verdict } from "./verdict.ts";

/** What a verdict is about. */
export interface Subjects extends Pick<Verdict, "hashes" | "version" | "board"> {
  readonly article: Article;
  readonly procedure: Procedure;
  readonly profile: Profile;
  readonly start: Start;
}

export const passes = (steps: readonly StepVerdict[]): boolean =>
  steps.every(({ outcome }) => outcome === "pass");

/** The verdict that follows from those on the steps. */
export function assemble(
  { article, procedure, profile, start, board, hashes, version }: Subjects,
  steps: readonly StepVerdict[],
  stopped: boolean,
): Verdict {
  const sentences = steps.flatMap((step) => step.sentences);
  const bases = sentences.flatMap(({ basis }) => (basis === undefined ? [] : [basis]));
  const checked = sentences.filter(({ outcome }) => outcome === "pass" || outcome === "fail").length;
  // An article of which nothing was checked is not called right.
  const outcome = stopped ? "incomplete" : passes(steps) && checked > 0 ? "pass" : "fail";
  return {
    outcome,
    file: article.file,
    heading: procedure.heading,
    board,
    start,
    profile: { id: profile.id, name: profile.name },
    hashes,
    version,
    steps,
    checked,
    sentences: sentences.length,
    basis: outcome === "pass" && bases.length > 0 ? leastSure(bases) : null,
  };
}
