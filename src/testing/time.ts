import { after, type Clock, type Millis } from "../../firmware-sim/index.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { VirtualClock } from "../runtime/virtual-clock.ts";

/** The wall clock of virtual time at its 0: always the same, so that the same test tells the same story. */
const WALL_AT_ZERO = Date.UTC(2026, 0, 1);

/** The time of a bench. Only one thing at a time lets it pass. */
export interface BenchTime {
  readonly clock: Clock;
  /** Something may be different now. */
  readonly changed: () => void;
  wall(): Date;
  /** Time does not pass while `busy` answers true, if that can be helped. */
  heed(busy: () => boolean): void;
  /** Lets `span` pass. False when `over`, asked at the beginning and after every change, held before. */
  pass(span: Millis, over: () => boolean): Promise<boolean>;
  /** Lets pass what `work` takes. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Leaps from one alarm to the next. */
export class VirtualTime implements BenchTime {
  readonly clock = new VirtualClock();
  #changed = true;

  readonly changed = (): void => {
    this.#changed = true;
  };

  wall(): Date {
    return new Date(WALL_AT_ZERO + this.clock.now());
  }

  heed(busy: () => boolean): void {
    this.clock.heed(busy);
  }

  pass(span: Millis, over: () => boolean): Promise<boolean> {
    this.#changed = true;
    const ask = (): boolean => {
      if (!this.#changed) return false;
      this.#changed = false;
      return over();
    };
    return this.clock.advance(span, {
      get aborted() {
        return ask();
      },
    });
  }

  async during<T>(work: Promise<T>): Promise<T> {
    const { signal } = new AbortController();
    let over = false;
    const end = (): void => {
      over = true;
    };
    work.then(end, end);
    for (;;) {
      await this.clock.passUntil(work, signal);
      if (over) return work;
      // No alarm is left: it waits for something of the machine's.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

/** Of a board that has a time of its own. */
export class RealTime implements BenchTime {
  readonly clock = systemClock;
  #wake: () => void = () => {};

  readonly changed = (): void => this.#wake();

  wall(): Date {
    return new Date();
  }

  heed(): void {}

  async pass(span: Millis, over: () => boolean): Promise<boolean> {
    const end = after(this.clock.now(), span);
    for (;;) {
      await turn();
      if (over()) return false;
      if (this.clock.now() >= end) return true;
      await new Promise<void>((resolve) => {
        const cancel = this.clock.wakeAt(end, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  during<T>(work: Promise<T>): Promise<T> {
    return work;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
