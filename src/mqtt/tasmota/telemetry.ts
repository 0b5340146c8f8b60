import { after, type Clock, millis } from "../../../firmware-sim/index.ts";

/** Seconds, as from the factory. */
const DEFAULT_PERIOD = 300;
const SHORTEST = 10;
const LONGEST = 3600;
/** ms from the introduction, and from a TelePeriod command, to the next telemetry, as the firmware has them. */
const AFTER_INTRODUCTION = millis(5000);
const AFTER_COMMAND = millis(1000);

/** Says `tele/…/STATE` every so often. The period outlives a power cut, but neither a factory reset nor the program. */
export class Telemetry {
  readonly #clock: Clock;
  readonly #tell: () => void;
  #period = DEFAULT_PERIOD;
  #cancel = () => {};

  constructor(clock: Clock, tell: () => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Seconds; 0: never. */
  get period(): number {
    return this.#period;
  }

  /** The device has come and said who it is. */
  begin(): void {
    if (this.#period > 0) this.#wakeIn(AFTER_INTRODUCTION);
  }

  /** A TelePeriod command: tells soon, whatever was said; what is out of range changes nothing. */
  command(period: number | undefined): void {
    if (period === 1) this.#period = DEFAULT_PERIOD;
    else if (period === 0) this.#period = 0;
    else if (period !== undefined && period > 0 && period <= LONGEST)
      this.#period = Math.max(period, SHORTEST);
    this.#wakeIn(AFTER_COMMAND);
  }

  forget(): void {
    this.#period = DEFAULT_PERIOD;
  }

  stop(): void {
    this.#cancel();
  }

  #wakeIn(span: ReturnType<typeof millis>): void {
    this.#cancel();
    this.#cancel = this.#clock.wakeAt(after(this.#clock.now(), span), () => {
      if (this.#period > 0) this.#wakeIn(millis(this.#period * 1000));
      this.#tell();
    });
  }
}
