import { type Clock, type Instant, type Millis, millis, since } from "../../firmware-sim/index.ts";

/** So many wrong codes within `WINDOW`, from one address and in all, and no more is looked at from there, or from anywhere. */
const FROM_ONE = 5;
const IN_ALL = 30;
const WINDOW: Millis = millis(60_000);

/** Wrong codes of the last minute: a class of two hours gives a guesser 3600 of a million. */
export class Guesses {
  readonly #clock: Clock;
  /** At most IN_ALL of them. */
  #wrong: readonly { readonly from: string; readonly at: Instant }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a code from there is looked at now. */
  mayGuess(from: string): boolean {
    const now = this.#clock.now();
    this.#wrong = this.#wrong.filter(({ at }) => since(at, now) < WINDOW);
    return (
      this.#wrong.length < IN_ALL && this.#wrong.filter((guess) => guess.from === from).length < FROM_ONE
    );
  }

  wasWrong(from: string): void {
    this.#wrong = [...this.#wrong, { from, at: this.#clock.now() }];
  }
}
