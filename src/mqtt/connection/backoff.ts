/**
 * How long to wait before the next try, ms: the span doubles from `first` up to `last`. What is waited is spread over
 * the second half of the span, so that many plugs do not come back at one moment.
 */
export class Backoff {
  readonly #first: number;
  readonly #last: number;
  readonly #random: () => number;
  #tries = 0;

  constructor(first: number, last: number, random: () => number = Math.random) {
    this.#first = first;
    this.#last = last;
    this.#random = random;
  }

  next(): number {
    const span = Math.min(this.#first * 2 ** this.#tries++, this.#last);
    return span * (0.5 + this.#random() / 2);
  }

  reset(): void {
    this.#tries = 0;
  }
}
