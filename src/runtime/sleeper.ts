import { type Cancel, type Clock, type Instant, NEVER } from "../../firmware-sim/index.ts";

/** Sleeps to one moment at a time. */
export class Sleeper {
  /** When it wakes, or should have woken. */
  due: Instant = NEVER;
  readonly #clock: Clock;
  readonly #wake: (due: Instant) => void;
  #cancel: Cancel = () => {};

  constructor(clock: Clock, wake: (due: Instant) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  until(at: Instant): void {
    if (at === this.due && at > this.#clock.now()) return;
    this.stop();
    this.due = at;
    if (at !== NEVER) this.#cancel = this.#clock.wakeAt(at, () => this.#wake(at));
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => {};
  }
}
