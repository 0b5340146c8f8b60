import type { Basis, Profile } from "../../firmware-sim/index.ts";
import { openBench } from "../testing/bench.ts";
import type { BenchBoard } from "../testing/bench-port.ts";
import type { Start } from "../testing/start.ts";
import { assemble, passes } from "./assemble.ts";
import { basisOf } from "./basis/basis.ts";
import { requireBasis } from "./basis/require.ts";
import { flipsOf } from "./basis/sweep.ts";
import { BenchSubject } from "./perform/bench-subject.ts";
import { elsewhereOn } from "./perform/elsewhere.ts";
import { perform } from "./perform/perform.ts";
import { defaultStart } from "./perform/start.ts";
import type { Article, Procedure, Sentence, Step } from "./plan.ts";
import type { StepVerdict, Verdict } from "./verdict.ts";

interface RehearsalOptions {
  readonly profile: Profile;
  readonly start: Start;
  /** Aborted: what follows is not reached. */
  readonly signal?: AbortSignal | undefined;
}

interface BoardOptions {
  /** "virtual" when left out. */
  readonly board?: BenchBoard | undefined;
  /** Of the Arduino. */
  readonly port?: string | undefined;
  /** Told of each sentence when its turn comes. */
  readonly onSentence?: ((sentence: Sentence, step: Step) => void) | undefined;
}

export interface CheckOptions extends Omit<RehearsalOptions, "start">, BoardOptions {
  /** As the article says, or as its first act wants it, when left out. */
  readonly start?: Start | undefined;
  /** Told of each run on a changed profile, counted from 1: they find out what the verdict rests on. */
  readonly onRehearsal?: ((count: number) => void) | undefined;
  /** Finds where the verdict turns. */
  readonly sweep?: boolean | undefined;
  /** What passes on less fails. */
  readonly requireBasis?: Basis | undefined;
  readonly hashes: Verdict["hashes"];
  /** Of the program. */
  readonly version: string;
}

/** Performs a procedure on a plug of its own. @throws BoardError, PinMapError */
export async function rehearse(
  procedure: Procedure,
  { profile, start, signal, board = "virtual", port, onSentence }: RehearsalOptions & BoardOptions,
): Promise<StepVerdict[]> {
  const bench = await openBench({ profile, start, board, ...(port === undefined ? {} : { port }) });
  const subject = new BenchSubject(bench, signal);
  try {
    const elsewhere = elsewhereOn(procedure, profile, start, signal);
    return await perform(procedure, subject, { profile, elsewhere, signal, onSentence });
  } finally {
    await subject.close();
  }
}

/** Checks a procedure of an article, and what its verdict rests on. @throws BoardError, PinMapError */
export async function checkProcedure(
  article: Article,
  procedure: Procedure,
  options: CheckOptions,
): Promise<Verdict> {
  const { profile, signal, sweep = false, requireBasis: least } = options;
  const start = options.start ?? article.start ?? defaultStart(procedure);
  const { board = "virtual", hashes, version } = options;
  const about = { article, procedure, profile, start, board, hashes, version };
  const steps = await rehearse(procedure, { ...options, start });
  const stopped = () => signal?.aborted === true;
  let rehearsals = 0;
  const again = async (changed: Profile) => {
    // What was interrupted would be called changed.
    if (stopped()) return steps;
    options.onRehearsal?.(++rehearsals);
    return rehearse(procedure, { profile: changed, start, signal });
  };
  const passed = passes(steps);
  const based = passed ? await basisOf(profile, steps, again) : steps;
  const flips = sweep
    ? { flips: await flipsOf(profile, passed, async (changed) => passes(await again(changed))) }
    : {};
  if (stopped()) return assemble(about, steps, true);
  const required = least === undefined ? based : requireBasis(based, least);
  return { ...assemble(about, required, false), ...flips };
}
