import { type Act, isAct, type Statement } from "../plan.ts";

/** What the sentences before have settled, for "it", "the button" and "when you release it". */
export interface Context {
  /** The buttons named last. */
  readonly about: readonly string[];
  readonly down: readonly string[];
  /** The last thing done, other than waiting and going on holding. */
  readonly last: Act["do"] | null;
}

export const AT_FIRST: Context = { about: ["action"], down: [], last: null };

function afterOne(context: Context, statement: Statement): Context {
  if (!isAct(statement))
    return statement.see === "button" ? { ...context, about: [statement.button] } : context;
  switch (statement.do) {
    case "wait":
    case "keepHolding":
      return context;
    case "press":
      return { ...context, about: statement.buttons, last: "press" };
    case "hold": {
      const down = [...new Set([...context.down, ...statement.buttons])];
      return { about: statement.buttons, down, last: "hold" };
    }
    case "release": {
      const { buttons } = statement;
      const down = buttons === null ? [] : context.down.filter((name) => !buttons.includes(name));
      return { about: buttons ?? context.about, down, last: "release" };
    }
    default:
      return { ...context, last: statement.do };
  }
}

export const after = (context: Context, statements: readonly Statement[]): Context =>
  statements.reduce(afterOne, context);
