import type { BenchBoard } from "../../testing/bench-port.ts";
import { passes } from "../assemble.ts";
import type { Procedure } from "../plan.ts";
import { type RehearsalOptions, rehearseAnd } from "../rehearse.ts";
import { type Comparison, compareStories } from "./compare.ts";
import { type Story, storyOf } from "./story.ts";

export type CompareOptions = Omit<RehearsalOptions, "board" | "onSentence">;

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

const storyOn = (board: BenchBoard, procedure: Procedure, options: CompareOptions): Promise<Story> =>
  rehearseAnd(procedure, { ...options, board }, (steps, bench) => storyOf(bench, passes(steps)));
