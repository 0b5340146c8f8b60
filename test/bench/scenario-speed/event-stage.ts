import { openVirtualBoard, type VirtualBoard } from "../../../board/virtual/index.ts";
import { type Clock, instant } from "../../../firmware-sim/index.ts";
import { HostBench } from "../../support/host-bench.ts";
import { HeapClock } from "../heap-clock.ts";

/** A stage for the virtual board whose time leaps from one alarm to the next. */
export class EventStage {
  readonly bench: HostBench;
  readonly #board: VirtualBoard;
  readonly #time = new HeapClock();

  constructor() {
    const clock: Clock = {
      now: () => instant(this.#time.now()),
      wakeAt: (at, wake) => {
        const alarm = this.#time.setTimeout(wake, Math.max(0, at - this.#time.now()));
        return () => this.#time.clearTimeout(alarm);
      },
    };
    this.#board = openVirtualBoard({ clock });
    this.bench = new HostBench(this.#board, clock);
  }

  get host() {
    return this.bench.host;
  }

  start(): Promise<void> {
    return this.host.start();
  }

  async run(ms: number): Promise<void> {
    const end = this.#time.now() + ms;
    do await settle();
    while (this.#time.fireNext(end));
  }

  press(): void {
    this.#board.finger.press();
  }

  release(): void {
    this.#board.finger.release();
  }

  end(): Promise<void> {
    return this.host.close();
  }
}

/** An immediate comes after all promises that are due, and what they start. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
