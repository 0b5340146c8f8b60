import { ASPECTS, type Aspect, type Happening, type Story } from "./story.ts";

/**
 * What happened in the last moment of the shorter of two stories is not compared, ms: they need not end at the same one.
 * Assumed: well over what any board's line delays.
 */
const LAST_MOMENT = 100;

/** How one aspect of a story differs from that of the first board. */
export interface Difference {
  /** Null: the same happened in the same order; else the first that was not, for people. */
  readonly first: string | null;
  /** How many happenings were compared. */
  readonly count: number;
  /** Ms: the most that one came later (positive) or earlier; 0 for none. */
  readonly most: number;
}

export interface BoardComparison extends Readonly<Record<Aspect, Difference>> {
  readonly board: string;
  readonly passed: boolean;
}

/** Several boards' stories of one procedure. */
export interface Comparison {
  readonly yardstick: Story;
  /** Every other board. */
  readonly others: readonly BoardComparison[];
}

/** @param stories at least one; the first is what the others are compared with */
export function compareStories([yardstick, ...others]: readonly [Story, ...Story[]]): Comparison {
  return {
    yardstick,
    others: others.map((story) => {
      const end = Math.min(yardstick.end, story.end) - LAST_MOMENT;
      const difference = (aspect: Aspect) => differenceOf(yardstick[aspect], story[aspect], end);
      const entries = ASPECTS.map((aspect) => [aspect, difference(aspect)] as const);
      return {
        board: story.board,
        passed: story.passed,
        ...(Object.fromEntries(entries) as Record<Aspect, Difference>),
      };
    }),
  };
}

function differenceOf(expected: readonly Happening[], found: readonly Happening[], end: number): Difference {
  // What one story tells before the end counts on the other side even when it came a little later there.
  const count = Math.max(before(expected, end), before(found, end));
  let most = 0;
  for (let i = 0; i < count; i++) {
    const [one, other] = [expected[i], found[i]];
    if (one?.what !== other?.what) return { first: differenceWords(i, one, other), count: i, most };
    const late = other!.at - one!.at;
    if (Math.abs(late) > Math.abs(most)) most = late;
  }
  return { first: null, count, most };
}

const before = (list: readonly Happening[], end: number): number => list.filter(({ at }) => at <= end).length;

const differenceWords = (i: number, one: Happening | undefined, other: Happening | undefined): string =>
  `${i + 1}. ${happeningWords(one)}, here ${happeningWords(other)}`;

const happeningWords = (happening: Happening | undefined): string =>
  happening === undefined ? "nothing" : `${happening.what} at ${Math.round(happening.at)} ms`;
