import type { BoardComparison, Comparison, Difference } from "./compare.ts";
import { ASPECTS, type Aspect } from "./story.ts";

const NAMES: Readonly<Record<Aspect, string>> = {
  patterns: "patterns",
  gestures: "gestures",
  decisions: "decisions",
  lamp: "changes of the lamp",
};

/** For people: what was compared with what, and for each board what is the same, and how many ms later. */
export function comparisonText({ yardstick, others }: Comparison): string {
  const counts = ASPECTS.map((aspect) => `${yardstick[aspect].length} ${NAMES[aspect]}`);
  return [
    `Compared with ${yardstick.board}, which ${passedWords(yardstick.passed)}: ${counts.join(", ")}.`,
    "Times are from the end of boot.",
    ...others.flatMap(boardLines),
    "",
  ].join("\n");
}

const boardLines = (comparison: BoardComparison): readonly string[] => [
  `${comparison.board}, which ${passedWords(comparison.passed)}:`,
  ...ASPECTS.map((aspect) => `  ${NAMES[aspect].padEnd(20)}${differenceText(comparison[aspect])}`),
];

function differenceText({ first, count, most }: Difference): string {
  const time =
    most === 0 ? "at the same ms" : `at most ${ms(Math.abs(most))} ${most > 0 ? "later" : "earlier"}`;
  if (first !== null) return `different: ${first}`;
  return count === 0 ? "none to compare" : `the same ${count}, ${time}`;
}

const passedWords = (passed: boolean): string => (passed ? "passed" : "failed");

const ms = (span: number): string => `${Math.round(span * 10) / 10} ms`;
