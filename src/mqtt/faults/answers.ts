import type { Clock } from "../../../firmware-sim/index.ts";
import type { Command, Outcome } from "../../runtime/command.ts";
import type { Message } from "../connection/message.ts";
import type { Voice } from "../link/dialect.ts";
import type { FaultsInForce } from "./in-force.ts";
import { LateWords } from "./late-words.ts";

/** The topic of a retained value that changed, or a message. */
type Word = string | Message;

interface AnswersOptions {
  readonly clock: Clock;
  readonly faults: FaultsInForce;
  /** What the broker hears. */
  readonly voice: Voice;
  readonly obey: (command: Command) => Outcome;
}

/**
 * What a plug says while it takes a message, the change of a retained topic included, is its answer; here answers go
 * astray. In this order: a plug that restarts answers nothing; an answer that is missing is neither doubled nor late; one
 * that is doubled comes late as a whole. What the plug says otherwise, it says at once.
 */
export class Answers {
  /** The dialect's. */
  readonly voice: Voice;
  readonly #options: AnswersOptions;
  readonly #late: LateWords<Word>;
  /** Retained topics whose value the broker has not been told. */
  readonly #untold = new Set<string>();
  /** The answer that is being given; null between messages. */
  #answer: Word[] | null = null;
  #obeyed = false;

  constructor(options: AnswersOptions) {
    this.#options = options;
    this.#late = new LateWords(options.clock, (words) => this.#speak(words));
    this.voice = { changed: (topic) => this.#hear(topic), say: (message) => this.#hear(message) };
  }

  /** The dialect's. */
  readonly obey = (command: Command): Outcome => {
    const outcome = this.#options.obey(command);
    if (outcome.ok && command.do !== "restart") this.#obeyed = true;
    return outcome;
  };

  /** `take` is the dialect's taking of one message. */
  during(take: () => void): void {
    const words: Word[] = [];
    this.#answer = words;
    this.#obeyed = false;
    take();
    const answers = this.#answer === words && (words.length > 0 || this.#obeyed);
    const told = answers ? this.#astray(words) : words;
    this.#answer = null;
    this.#speak(told);
  }

  /** What is left to be said of an answer now. Every fault draws, so that none changes the sequence of another. */
  #astray(words: readonly Word[]): readonly Word[] {
    const { faults, obey } = this.#options;
    const [reboots, missing, double] = (["reboot", "missing-ack", "double-ack"] as const).map((kind) =>
      faults.get(kind)?.meets(),
    );
    const late = faults.get("late-ack");
    const delay = late?.meets() ? late.around(late.fault.delay) : null;
    if (reboots && this.#obeyed && obey({ do: "restart" }).ok) return [];
    if (missing) {
      for (const word of words) if (typeof word === "string") this.#untold.add(word);
      return [];
    }
    const all = double ? [...words, ...words] : words;
    if (delay === null) return all;
    this.#late.add(all, delay);
    return [];
  }

  /** Other faults are in force: what those that ended kept back is told. */
  follow(): void {
    const { faults } = this.#options;
    if (!faults.has("late-ack")) this.#late.flush();
    if (!faults.has("missing-ack")) this.#speak([...this.#untold]);
  }

  /** The connection is another one, or gone: who is met next is told all that is retained, and nothing else. */
  forget(): void {
    this.#late.forget();
    this.#untold.clear();
    this.#answer = null;
  }

  #hear(word: Word): void {
    if (this.#answer === null) this.#speak([word]);
    else this.#answer.push(word);
  }

  #speak(words: readonly Word[]): void {
    const { voice } = this.#options;
    for (const word of words) {
      if (typeof word !== "string") voice.say(word);
      else {
        this.#untold.delete(word);
        voice.changed(word);
      }
    }
  }
}
