/** Round trips this much longer than the shortest one, ms, are still taken for as good when they are newer. */
const AS_GOOD = 1;

/**
 * The plug's clock as it can be told from here, in ms, on a scale of our own that stands still for nobody's wall clock. It
 * was read half-way through the shortest round trip, give or take half of that; and whatever was heard from the plug is past.
 */
export class ClockSync {
  #ahead = Number.NEGATIVE_INFINITY;
  #shortest = Number.POSITIVE_INFINITY;

  /** Forgets what was measured: the machine slept, or another plug answers. */
  forget(): void {
    this.#shortest = Number.POSITIVE_INFINITY;
  }

  /** Begins anew with a clock that may show less than before. */
  restart(at: number, received: number): void {
    this.forget();
    this.#ahead = at - received;
  }

  /** A message that was dated `at` came in; how many ms later than expected it was, below zero for earlier. */
  heard(at: number, received: number): number {
    const late = this.at(received) - at;
    if (late < 0) this.#ahead = at - received;
    return late;
  }

  /** A question sent and answered (own scale), in between dated by the plug. */
  measured({ sent, received, at }: { sent: number; received: number; at: number }): void {
    const trip = received - sent;
    if (trip > this.#shortest + AS_GOOD) return;
    this.#shortest = Math.min(trip, this.#shortest);
    this.#ahead = at - (sent + received) / 2;
  }

  /** The plug's time at a moment of our own scale. */
  at(own: number): number {
    return own + this.#ahead;
  }
}
