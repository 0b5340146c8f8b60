import type { Statement } from "../plan.ts";
import { after, type Context } from "./context.ts";
import { ON_THE_WAY } from "./remote.ts";
import { COMPILED } from "./table.ts";

const JOINT = /(?:, (?:and |but )?(?:then )?| (?:and |but )(?:then )?| then )(?:that )?/g;
/** A sentence of more parts is nobody's plain English. */
const MOST_JOINTS = 16;
/** Of phrases tried; a hostile sentence costs no more. */
const MOST_TRIES = 20_000;

/** Reads one normalised sentence. Once it has failed, `stuck` is what could not be read from the furthest point on. */
export class ClauseReader {
  #tries = 0;
  readonly #dead = new Set<string>();
  stuck = "";

  /** All of `text`, by as few phrases as can be; null: some of it cannot be read. */
  readonly read = (text: string, context: Context): readonly Statement[] | null => {
    if (this.#dead.has(text)) return null;
    const joints = [...text.matchAll(JOINT)];
    if (joints.length > MOST_JOINTS) return null;
    const whole = this.#one(text, context);
    if (whole !== null) return whole;
    for (const { index, 0: joint } of joints.reverse()) {
      const first = this.#one(text.slice(0, index), context);
      if (first === null) continue;
      const rest = text.slice(index + joint.length);
      const others = this.read(rest, after(context, first));
      if (others !== null) return [...first, ...others];
      if (this.stuck === "" || rest.length < this.stuck.length) this.stuck = rest;
    }
    this.#dead.add(text);
    return null;
  };

  #one(text: string, context: Context): readonly Statement[] | null {
    if (ON_THE_WAY.test(text)) return [];
    for (const { phrase, expression } of COMPILED) {
      if ((this.#tries += 1) > MOST_TRIES) return null;
      // No parameter has groups of its own, so that the groups are what stands at the parameters.
      const said = expression.regexp.exec(text)?.slice(1);
      const found = said && phrase.read(said, context, this.read);
      if (found) return found;
    }
    return null;
  }
}
