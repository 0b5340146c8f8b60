import { createRequire } from "node:module";
import FakeTimers from "@sinonjs/fake-timers";
import { EmulatedUno } from "../../board/emulated-uno/emulated-uno.ts";
import { type FirmwareImage, readFirmware, standardFirmata25 } from "../../board/emulated-uno/firmware.ts";
import {
  type EmulatedUnoOptions,
  type EmulatedUnoPort,
  openEmulatedUno,
} from "../../board/emulated-uno/index.ts";
import { nearlyBooted } from "../../board/emulated-uno/nearly-booted.ts";
import { loadPinMap } from "../../board/pins.ts";
import { type Clock, type Instant, instant } from "../../firmware-sim/index.ts";

/** StandardFirmata 2.4 for the Uno: the last one that writes port bits of inputs. For tests only. */
export function standardFirmata24(): FirmwareImage {
  return readFirmware({
    name: "StandardFirmata 2.4",
    path: createRequire(import.meta.url).resolve("avrgirl-arduino/junk/hex/uno/StandardFirmata.cpp.hex"),
    sha256: "6d57ea7cf30e26c9c2f3a01ee37907d2c951f8bc9c27f84dddad12fa9c8b8f36",
  });
}

interface OpenOptions extends Partial<Pick<EmulatedUnoOptions, "pins" | "wired">> {
  readonly firmware?: FirmwareImage;
  /** Lets the board boot in its full time of 2.2 s. */
  readonly wholeBoot?: boolean;
}

/** Long enough for a boot (2.2 s), a set-up and a few retries. */
const USUAL_LIMIT_MS = 20_000;

/**
 * Virtual time for everything in the process: timers, dates, and any emulated Uno paced by {@link clock}.
 * It stands still except in `run` and `until`, which move it a millisecond at a time; in between, promises,
 * ticks and immediates run to their end. Only one may exist at a time: end it with `leave`.
 */
export class LockStep {
  readonly clock: Clock;
  readonly #timers: ReturnType<typeof FakeTimers.install>;

  constructor() {
    const timers = FakeTimers.install({
      now: 0,
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
    });
    this.#timers = timers;
    this.clock = {
      now: () => instant(timers.now),
      wakeAt: (at, wake) => {
        const timer = timers.setTimeout(wake, Math.max(0, at - timers.now));
        return () => timers.clearTimeout(timer);
      },
    };
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** Lets `span` ms pass. */
  async run(span: number): Promise<void> {
    for (let passed = 0; passed < span; passed += 1) await this.#step();
  }

  /** Lets time pass until `done` holds; gives the ms that it took. @throws Error after `limit` ms. */
  async until(done: () => boolean, limit = USUAL_LIMIT_MS): Promise<number> {
    const start = this.now;
    await settle();
    while (!done()) {
      if (this.now - start >= limit) throw new Error(`not so within ${limit} ms: ${done}`);
      await this.#step();
    }
    return this.now - start;
  }

  /** Lets time pass until `promise` settles, and gives what it settles to. */
  async wait<T>(promise: Promise<T>, limit = USUAL_LIMIT_MS): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    promise.then(mark, mark);
    await this.until(() => settled, limit);
    return promise;
  }

  /** An emulated Uno, ready for use: usual wiring, StandardFirmata 2.5, its boot shortened to some 70 ms. */
  open(options: OpenOptions = {}): Promise<EmulatedUnoPort> {
    const { pins = loadPinMap("arduino-uno"), wired = pins, wholeBoot } = options;
    const { firmware = standardFirmata25() } = options;
    const reset = () => (wholeBoot ? new EmulatedUno(firmware) : nearlyBooted(firmware));
    return this.wait(openEmulatedUno({ clock: this.clock, pins, wired, reset }));
  }

  /** Gives real time back to the process. */
  leave(): void {
    this.#timers.uninstall();
  }

  async #step(): Promise<void> {
    this.#timers.tick(1);
    await settle();
  }
}

/** An immediate comes after all promises and ticks that are due, and what they start. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
