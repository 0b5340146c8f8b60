import { type Cancel, type Clock, type Instant, instant } from "../../firmware-sim/index.ts";

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #now = 0;
  #alarms: { readonly at: number; readonly wake: () => void }[] = [];

  now(): Instant {
    return instant(this.#now);
  }

  wakeAt(at: Instant, wake: () => void): Cancel {
    const alarm = { at, wake };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  /** The machine stands still for `ms`: nothing wakes, and what was due meanwhile is late at the next advance. */
  stall(ms: number): void {
    this.#now += ms;
  }

  /** How many alarms are set. */
  get pending(): number {
    return this.#alarms.length;
  }

  /** Goes on by `ms`, waking in order; gives everything asynchronous its turn after each alarm. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (;;) {
      const next = this.#alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await turn();
    }
    this.#now = end;
  }
}

/** Lets everything run that is ready to run, including what that makes ready. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}
