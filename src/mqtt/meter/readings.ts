import { isDeepStrictEqual } from "node:util";
import {
  after,
  type Cancel,
  type Clock,
  energyAt,
  type Millis,
  millis,
} from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { runs } from "../../runtime/words.ts";
import { Paced } from "./paced.ts";
import { type Meter, type Reading, readingOf } from "./reading.ts";

/** Of a load that comes and goes, at most so often, ms: with a loose contact it does so many times a second. */
const GAP = millis(1000);

/** Between two messages on the plug's own topic `meter`, ms. */
export const METER_INTERVAL = millis(10_000);
/** How long one of them is good for, s: two may be lost. */
export const METER_LASTS = (3 * METER_INTERVAL) / 1000;

interface ReadingsOptions {
  /** The plug's. */
  readonly clock: Clock;
  /** Real time. */
  readonly pace: Clock;
  /** From one reading to the next when nothing changes. */
  readonly interval: Millis;
  readonly tell: (reading: Reading) => void;
}

/**
 * Reads the plug's meter whenever another load flows, and every so often while the plug runs: of its own time, and of real
 * time too, for who waits for the next reading waits in that, also while the plug's time stands still.
 */
export class Readings {
  readonly #options: ReadingsOptions;
  readonly #paced: Paced;
  readonly #clocks: ReadonlySet<Clock>;
  #meter: Meter | null = null;
  #runs = false;
  #cancels: readonly Cancel[] = [];

  constructor(options: ReadingsOptions) {
    const { clock, pace } = options;
    this.#options = options;
    this.#clocks = new Set([clock, pace]);
    this.#paced = new Paced(pace, GAP, () => this.#read());
  }

  /** A meter that is new here is read at once, even before the plug runs. */
  follow(now: Snapshot): void {
    const before = this.#meter;
    const ran = this.#runs;
    this.#meter = now.meter;
    this.#runs = runs(now);
    if (now.meter === null || !this.#runs) this.stop();
    if (now.meter === null || (before !== null && !this.#runs)) return;
    // Who set it back waits for that.
    if (before !== null && now.meter.wh < energyAt(before, now.meter.since)) this.#paced.now();
    else if (!ran || !isDeepStrictEqual(now.meter, before)) this.#paced.ask();
  }

  stop(): void {
    this.#paced.stop();
    this.#disarm();
  }

  #read(): void {
    const { clock, interval, tell } = this.#options;
    this.#disarm();
    if (this.#meter === null) return;
    tell(readingOf(this.#meter, clock.now()));
    if (!this.#runs) return;
    this.#cancels = [...this.#clocks].map((each) =>
      each.wakeAt(after(each.now(), interval), () => this.#paced.ask()),
    );
  }

  #disarm(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }
}
