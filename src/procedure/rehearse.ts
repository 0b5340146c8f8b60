import type { Profile } from "../../firmware-sim/index.ts";
import { openBench } from "../testing/bench.ts";
import type { Bench, BenchBoard } from "../testing/bench-port.ts";
import type { Start } from "../testing/start.ts";
import { BenchSubject } from "./perform/bench-subject.ts";
import { elsewhereOn } from "./perform/elsewhere.ts";
import { perform } from "./perform/perform.ts";
import type { Procedure, Sentence, Step } from "./plan.ts";
import type { StepVerdict } from "./verdict.ts";

export interface RehearsalOptions {
  readonly profile: Profile;
  readonly start: Start;
  /** "virtual" when left out. */
  readonly board?: BenchBoard | undefined;
  /** Of the Arduino. */
  readonly port?: string | undefined;
  /** Aborted: what follows is not reached. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each sentence when its turn comes. */
  readonly onSentence?: ((sentence: Sentence, step: Step) => void) | undefined;
}

/** Performs a procedure on a plug of its own. @throws BoardError, PinMapError */
export const rehearse = (procedure: Procedure, options: RehearsalOptions): Promise<readonly StepVerdict[]> =>
  rehearseAnd(procedure, options, (steps) => steps);

/** The same, and has a look at the bench before it is closed. */
export async function rehearseAnd<T>(
  procedure: Procedure,
  { profile, start, signal, board = "virtual", port, onSentence }: RehearsalOptions,
  look: (steps: readonly StepVerdict[], bench: Bench) => T,
): Promise<T> {
  const bench = await openBench({ profile, start, board, ...(port === undefined ? {} : { port }) });
  const subject = new BenchSubject(bench, signal);
  try {
    const elsewhere = elsewhereOn(procedure, profile, start, signal);
    return look(await perform(procedure, subject, { profile, elsewhere, signal, onSentence }), bench);
  } finally {
    await subject.close();
  }
}
