import type { Statement } from "../plan.ts";
import type { Context } from "./context.ts";

/** Reads a part of a sentence that stands for itself. */
export type ReadClause = (clause: string, context: Context) => readonly Statement[] | null;

/** One way to say something. */
export interface Phrase {
  /** A Cucumber expression over the normalised words of a clause. */
  readonly expression: string;
  /** As a writer would put it; it is read by this phrase. */
  readonly example: string;
  /** For docs/procedures.md. */
  readonly meaning: string;
  /** `said`: what stands at the parameters, in their order. Null: not that; the next phrase is tried. */
  readonly read: (
    said: readonly string[],
    context: Context,
    clause: ReadClause,
  ) => readonly Statement[] | null;
}
