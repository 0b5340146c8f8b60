import { readFileSync } from "node:fs";
import { join } from "node:path";
import { amazonSmartPlug, type Profile } from "../../firmware-sim/index.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { defaultStart } from "../../src/procedure/perform/start.ts";
import type { Procedure } from "../../src/procedure/plan.ts";
import { rehearse } from "../../src/procedure/rehearse.ts";
import type { StepVerdict } from "../../src/procedure/verdict.ts";
import type { BenchBoard } from "../../src/testing/bench-port.ts";
import type { Start } from "../../src/testing/start.ts";

/** The procedure of seed 000 in other words, in its layout. */
export const SEED = readFileSync(
  join(import.meta.dirname, "../../examples/articles/factory-reset.md"),
  "utf8",
);

interface Options {
  readonly profile?: Profile;
  readonly board?: BenchBoard;
  readonly start?: Start;
}

export const rehearsed = (procedure: Procedure, options: Options = {}): Promise<readonly StepVerdict[]> =>
  rehearse(procedure, { profile: amazonSmartPlug, start: defaultStart(procedure), ...options });

export const read = (markdown: string): Procedure => readArticle(markdown, "article.md").procedures[0]!;

export const outcomes = (steps: readonly StepVerdict[]): string =>
  steps.map(({ outcome }) => outcome).join(", ");

/** What fails, a line each: "step 3, line 38: The light is … After … the light was … | The light …". */
export const failures = (steps: readonly StepVerdict[]): string[] =>
  steps.flatMap(({ step, sentences }) =>
    sentences
      .filter(({ outcome }) => outcome === "fail")
      .map(
        ({ sentence, says, did, suggestion }) =>
          `step ${step.number}, line ${sentence.line}: ${says} ${did} | ${suggestion ?? ""}`,
      ),
  );
