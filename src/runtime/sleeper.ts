import { type Cancel, type Clock, type Instant, instant, NEVER } from "../../firmware-sim/index.ts";

/** A wake this late, ms, is a stall: what became due meanwhile was not seen by anyone. */
const STALL = 100;

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

  /** After a stall, when it should have woken, until it is asked to sleep again. */
  get missed(): Instant | undefined {
    return this.#clock.now() - this.due > STALL ? this.due : undefined;
  }

  /** After a stall, the last moment at which nothing had become due yet. */
  get lastLook(): Instant | undefined {
    return this.missed === undefined ? undefined : instant(this.due - 1);
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
    this.due = NEVER;
  }
}
