import { after, type Cancel, type Clock, millis } from "../../../firmware-sim/index.ts";
import type { RaisedFault } from "./in-force.ts";

/** Availability that comes and goes; it goes at once, and first. */
export class Flapping {
  readonly raised: RaisedFault;
  readonly #clock: Clock;
  readonly #appear: (there: boolean) => void;
  #there = true;
  #cancel: Cancel = () => {};

  constructor(clock: Clock, raised: RaisedFault, appear: (there: boolean) => void) {
    this.raised = raised;
    this.#clock = clock;
    this.#appear = appear;
    this.#turn();
  }

  /** With the truth, that it is there. */
  end(): void {
    this.stop();
    if (!this.#there) this.#appear(true);
  }

  /** Without a word. */
  stop(): void {
    this.#cancel();
  }

  #turn(): void {
    this.#there = !this.#there;
    this.#appear(this.#there);
    const phase = this.raised.around(millis(this.raised.fault.period / 2));
    this.#cancel = this.#clock.wakeAt(after(this.#clock.now(), phase), () => this.#turn());
  }
}
