import { isDeepStrictEqual } from "node:util";
import { timeWords } from "../../seen/words.ts";
import { isAct, type Statement } from "../plan.ts";
import type { Failure } from "./failure.ts";
import { buttonWords } from "./words.ts";

/** Where a step's title says something else than the rest of the step that does the same. */
export function clashOf(said: Statement, done: Statement): Failure | null {
  for (const [part, words] of Object.entries(PARTS)) {
    const [title, text] = [words(said), words(done)];
    if (title !== null && text !== null && !isDeepStrictEqual(title, text))
      return {
        says: `The title of the step says ${title}.`,
        did: `The text of the step has another ${part}: ${text}.`,
        suggestion: `Let the title say ${text}, or nothing of it.`,
      };
  }
  return null;
}

const PARTS: Readonly<Record<string, (statement: Statement) => string | null>> = {
  button: (statement) =>
    "buttons" in statement && statement.buttons !== null ? buttonWords(statement.buttons) : null,
  time: (statement) =>
    isAct(statement) && "end" in statement && statement.end !== null && "for" in statement.end
      ? timeWords(statement.end.for)
      : null,
  count: (statement) => ("times" in statement && statement.times > 1 ? `${statement.times} times` : null),
};
