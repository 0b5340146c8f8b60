import type { Profile } from "../../../firmware-sim/index.ts";
import { openBench } from "../../testing/bench.ts";
import type { BenchBoard } from "../../testing/bench-port.ts";
import type { Start } from "../../testing/start.ts";
import { BenchSubject } from "../perform/bench-subject.ts";
import { elsewhereOn } from "../perform/elsewhere.ts";
import { perform } from "../perform/perform.ts";
import type { Procedure } from "../plan.ts";
import { type Comparison, compareStories } from "./compare.ts";
import { type Story, storyOf } from "./story.ts";

export interface CompareOptions {
  readonly profile: Profile;
  readonly start: Start;
  /** Of the Arduino. */
  readonly port?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Performs a procedure on each of `boards`, on a plug of its own, and compares what happened.
 * @param boards at least one; the first is what the others are compared with
 * @throws BoardError, PinMapError
 */
export async function compareBoards(
  procedure: Procedure,
  [first, ...others]: readonly [BenchBoard, ...BenchBoard[]],
  options: CompareOptions,
): Promise<Comparison> {
  const yardstick = await storyOn(first, procedure, options);
  const stories: Story[] = [];
  for (const board of others) stories.push(await storyOn(board, procedure, options));
  return compareStories([yardstick, ...stories]);
}

async function storyOn(
  board: BenchBoard,
  procedure: Procedure,
  { profile, start, port, signal }: CompareOptions,
): Promise<Story> {
  const bench = await openBench({ board, profile, start, ...(port === undefined ? {} : { port }) });
  const subject = new BenchSubject(bench, signal);
  try {
    const elsewhere = elsewhereOn(procedure, profile, start, signal);
    const steps = await perform(procedure, subject, { profile, elsewhere, signal });
    return storyOf(
      bench,
      steps.every(({ outcome }) => outcome === "pass"),
    );
  } finally {
    await subject.close();
  }
}
