import type { Episode } from "../../seen/lamp.ts";
import type { Reading, Sentence, Step } from "../plan.ts";
import type { SentenceVerdict, StepVerdict } from "../verdict.ts";
import type { Failure } from "./failure.ts";

interface Entry {
  readonly from: number;
  to: number;
  failure: Failure | null;
  /** What went wrong follows from what failed before. */
  vain: boolean;
}

type Unread = Extract<Reading, { readonly kind: "unread" }>;

/** What came of each sentence so far. Times are ms since the procedure began. */
export class Log {
  readonly #sentences = new Map<Sentence, Entry>();
  readonly #steps = new Map<Step, { readonly from: number; to: number }>();

  began(step: Step, at: number): void {
    this.#steps.set(step, { from: at, to: at });
  }

  hasBegun(step: Step): boolean {
    return this.#steps.has(step);
  }

  ended(step: Step, at: number): void {
    this.#steps.get(step)!.to = at;
  }

  reached(sentence: Sentence, at: number): void {
    const entry = this.#sentences.get(sentence);
    if (entry === undefined) this.#sentences.set(sentence, { from: at, to: at, failure: null, vain: false });
    else entry.to = at;
  }

  /** The first failure of a sentence counts. */
  failed(sentence: Sentence, failure: Failure): void {
    this.#sentences.get(sentence)!.failure ??= failure;
  }

  inVain(sentence: Sentence): void {
    this.#sentences.get(sentence)!.vain = true;
  }

  hasFailed(sentence: Sentence): boolean {
    return this.#sentences.get(sentence)?.failure != null;
  }

  verdictOf(step: Step, seen: readonly Episode[]): StepVerdict {
    const sentences = step.sentences.map((sentence) => this.#verdictOn(sentence));
    const any = (outcome: SentenceVerdict["outcome"]) =>
      sentences.some((verdict) => verdict.outcome === outcome);
    const span = this.#steps.get(step);
    return {
      step,
      outcome: any("fail") ? "fail" : any("not reached") ? "not reached" : "pass",
      sentences,
      seen:
        span === undefined
          ? null
          : { ...span, episodes: seen.filter(({ from, to }) => from < span.to && to > span.from) },
    };
  }

  #verdictOn(sentence: Sentence): SentenceVerdict {
    const { reading } = sentence;
    const entry = this.#sentences.get(sentence);
    if (reading.kind === "excused" || reading.kind === "aside") return { sentence, outcome: "not checked" };
    if (reading.kind === "unread")
      return { sentence, outcome: "fail", ...notUnderstood(sentence.text, reading) };
    if (entry === undefined) return { sentence, outcome: "not reached" };
    const { from, to, failure, vain } = entry;
    if (failure !== null) return { sentence, outcome: "fail", ...failure, from, to };
    return { sentence, outcome: vain ? "not reached" : "pass", from, to };
  }
}

/** Whether it was reached or not: what it means has to be known for anything else. */
const notUnderstood = (text: string, { why, nearest }: Unread): Failure => ({
  says: `“${text}”`,
  did: `Nobody can check this: ${why}.`,
  ...(nearest.length === 0 ? {} : { suggestion: nearest.join(" / ") }),
});
