import { after, type Cancel, type Clock, instant, type Millis } from "../../../firmware-sim/index.ts";

/** Does something for whoever asks, but not again before a span has passed: then once for all who asked meanwhile. */
export class Paced {
  readonly #pace: Clock;
  readonly #gap: Millis;
  readonly #act: () => void;
  /** Not to be done again before. */
  #from = Number.NEGATIVE_INFINITY;
  #cancel: Cancel | null = null;

  /** `pace`: real time, for it is whoever listens that shall not be flooded. */
  constructor(pace: Clock, gap: Millis, act: () => void) {
    this.#pace = pace;
    this.#gap = gap;
    this.#act = act;
  }

  ask(): void {
    if (this.#pace.now() >= this.#from) this.now();
    else this.#cancel ??= this.#pace.wakeAt(instant(this.#from), () => this.now());
  }

  /** Without waiting. */
  now(): void {
    this.stop();
    this.#from = after(this.#pace.now(), this.#gap);
    this.#act();
  }

  /** Who asked is not answered any more. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
