import { after, type Cancel, type Clock, type Instant, type Millis } from "../../../firmware-sim/index.ts";

/** What is said later, in the order in which it was to be said: on one connection nothing overtakes. */
export class LateWords<Word> {
  readonly #clock: Clock;
  readonly #speak: (words: readonly Word[]) => void;
  #waiting: readonly { readonly due: Instant; readonly words: readonly Word[] }[] = [];
  #cancel: Cancel = () => {};

  constructor(clock: Clock, speak: (words: readonly Word[]) => void) {
    this.#clock = clock;
    this.#speak = speak;
  }

  add(words: readonly Word[], delay: Millis): void {
    this.#waiting = [...this.#waiting, { due: after(this.#clock.now(), delay), words }];
    if (this.#waiting.length === 1) this.#arm();
  }

  /** Says all of it now. */
  flush(): void {
    const words = this.#waiting.flatMap((each) => each.words);
    this.forget();
    this.#speak(words);
  }

  forget(): void {
    this.#cancel();
    this.#waiting = [];
  }

  #arm(): void {
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#cancel = this.#clock.wakeAt(next.due, () => {
      this.#waiting = this.#waiting.slice(1);
      this.#speak(next.words);
      this.#arm();
    });
  }
}
