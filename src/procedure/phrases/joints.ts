import { isAct, type Statement } from "../plan.ts";
import { seen, waiting } from "./build.ts";
import { buttonsOf } from "./buttons.ts";
import { after, type Context } from "./context.ts";
import type { Phrase, ReadClause } from "./phrase.ts";
import { spanOf } from "./quantity.ts";

const actsAlone = (statements: readonly Statement[] | null) => (statements?.every(isAct) ? statements : null);

/** What is done at `first`, unless the sentence before has just done it: "Release it. When you release it, …". */
function done(first: string, context: Context, clause: ReadClause): readonly Statement[] | null {
  const acts = actsAlone(clause(first, context));
  const [only, ...more] = acts ?? [];
  const again = only !== undefined && more.length === 0 && isAct(only) && only.do === context.last;
  return again ? [] : acts;
}

function both(
  first: readonly Statement[] | null,
  second: string,
  context: Context,
  clause: ReadClause,
): readonly Statement[] | null {
  const rest = first && clause(second, after(context, first));
  return rest && [...first, ...rest];
}

/** The buttons are down from here on. */
function pressed(said: string, context: Context): readonly Statement[] | null {
  const buttons = buttonsOf(said, context);
  if (buttons === null) return null;
  const down = buttons.every((name) => context.down.includes(name));
  return [down ? { do: "keepHolding", end: null } : { do: "hold", buttons, end: null }];
}

const SEEN_FIRST = "waits until that is seen, then does it";

export const JOINTS: readonly Phrase[] = [
  {
    expression: "when/while {sight}, {clause}",
    example: "When the light blinks only red, release the button.",
    meaning: SEEN_FIRST,
    read: ([sight = "", then = ""], context, clause) =>
      both(waiting(` until ${sight}`), then, context, clause),
  },
  {
    expression: "{clause} when/while {sight}",
    example: "Release the button once the light blinks only red.",
    meaning: SEEN_FIRST,
    read: ([act = "", sight = ""], context, clause) => {
      const acts = actsAlone(clause(act, context));
      const wait = waiting(` until ${sight}`);
      return acts && wait && [...wait, ...acts];
    },
  },
  {
    expression: "when/while you {clause}, {clause}",
    example: "When you release the button, the light glows solid red.",
    meaning: "does it, unless it has just been done; then what follows",
    read: ([act = "", then = ""], context, clause) => both(done(act, context, clause), then, context, clause),
  },
  {
    expression: "{clause} when/while you {clause}",
    example: "The light glows solid red when you release the button.",
    meaning: "does it, unless it has just been done; then what is said before",
    read: ([then = "", act = ""], context, clause) => both(done(act, context, clause), then, context, clause),
  },
  {
    expression: "with {buttons} pressed, {clause}",
    example: "With the button held down, plug it in.",
    meaning: "the finger stays down or, if it is not, goes down; then what follows",
    read: ([buttons = "", then = ""], context, clause) =>
      both(pressed(buttons, context), then, context, clause),
  },
  {
    expression: "while holding {buttons}, {clause}",
    example: "While holding the Action button, plug it in.",
    meaning: "as with the button held down",
    read: ([buttons = "", then = ""], context, clause) =>
      both(pressed(buttons, context), then, context, clause),
  },
  {
    expression: "{clause} while holding {buttons}",
    example: "Plug it in while holding the Action button.",
    meaning: "as with the button held down",
    read: ([then = "", buttons = ""], context, clause) =>
      both(pressed(buttons, context), then, context, clause),
  },
  {
    expression: "after {span}(,) {clause}",
    example: "After 12 seconds, release the button.",
    meaning: "nothing is done so long, then that is done",
    read: ([text = "", then = ""], context, clause) => {
      const acts = actsAlone(clause(then, context));
      const span = spanOf(text);
      return acts === null || span === null ? null : [{ do: "wait", end: { for: span } }, ...acts];
    },
  },
  {
    expression: "{clause} after {span}",
    example: "Release the button after 12 seconds.",
    meaning: "nothing is done so long, then that is done",
    read: ([then = "", text = ""], context, clause) => {
      const acts = actsAlone(clause(then, context));
      const span = spanOf(text);
      return acts === null || span === null ? null : [{ do: "wait", end: { for: span } }, ...acts];
    },
  },
  {
    expression: "when reset is done, {sight}",
    example: "Once the reset is complete, the light blinks blue.",
    meaning: "that is seen next; then the plug is as from the factory",
    read: ([sight = ""]) => {
      const found = seen(sight);
      return found && [...found, { see: "resetDone" }];
    },
  },
];
