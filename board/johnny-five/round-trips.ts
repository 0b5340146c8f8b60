import { after, type Cancel, type Clock, type Millis } from "../../firmware-sim/index.ts";
import type { FiveIo } from "./library.ts";

const REPORT_VERSION = 0xf9;

/**
 * Asks the firmware for its version and waits for the answer. Firmata works through what it receives in
 * order: when the answer is here, every earlier message has been carried out and every earlier report has
 * arrived.
 */
export class RoundTrips {
  readonly #io: FiveIo;
  readonly #clock: Clock;
  readonly #waiting: ((answered: boolean) => void)[] = [];

  /** `io` is ready: the versions of the handshake are in. */
  constructor(io: FiveIo, clock: Clock) {
    this.#io = io;
    this.#clock = clock;
    io.on("reportversion", () => this.#waiting.shift()?.(true));
  }

  /** true with the answer; false when `within` has passed without one, or on {@link abandon}. */
  make(within: Millis): Promise<boolean> {
    return new Promise((resolve) => {
      let cancel: Cancel = () => {};
      this.#waiting.push((answered) => {
        cancel();
        resolve(answered);
      });
      cancel = this.#clock.wakeAt(after(this.#clock.now(), within), () => resolve(false));
      this.#io.transport.write([REPORT_VERSION]);
    });
  }

  /** Ends all waiting; no answer will come. */
  abandon(): void {
    for (const waiter of this.#waiting.splice(0)) waiter(false);
  }
}
