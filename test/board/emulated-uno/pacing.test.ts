import { beforeEach, describe, expect, it, vi } from "vitest";
import { CYCLES_PER_MS, EmulatedUno } from "../../../board/emulated-uno/emulated-uno.ts";
import { standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { pace } from "../../../board/emulated-uno/pacing.ts";
import { type Clock, type Instant, instant } from "../../../firmware-sim/index.ts";

// A boot is up to 1 s of work for the processor; on a busy machine, several.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A clock that a test moves; a moment already past wakes only when the test lets it. */
class HandClock implements Clock {
  wakeUps: { readonly at: Instant; readonly wake: () => void }[] = [];
  #now = 500;

  now(): Instant {
    return instant(this.#now);
  }

  wakeAt(at: Instant, wake: () => void): () => void {
    const entry = { at, wake };
    this.wakeUps.push(entry);
    return () => {
      this.wakeUps = this.wakeUps.filter((other) => other !== entry);
    };
  }

  /** Moves on, then wakes once whoever is due. */
  move(span: number): void {
    this.#now += span;
    const due = this.wakeUps.filter(({ at }) => at <= this.#now);
    this.wakeUps = this.wakeUps.filter(({ at }) => at > this.#now);
    for (const { wake } of due) wake();
  }
}

describe("real-time pacing", () => {
  let clock: HandClock;
  let uno: EmulatedUno;
  let ran: number;
  let stop: () => void;
  const emulatedMs = () => Math.floor(uno.cycles / CYCLES_PER_MS);

  beforeEach(() => {
    clock = new HandClock();
    uno = new EmulatedUno(standardFirmata25());
    ran = 0;
    stop = pace(uno, clock, () => {
      ran += 1;
    });
  });

  it("moves the Uno by what the clock moved, each millisecond", () => {
    for (let ms = 1; ms <= 30; ms += 1) {
      clock.move(1);
      expect([emulatedMs(), ran]).toEqual([ms, ms]);
    }
    expect(clock.wakeUps.map(({ at }) => at)).toEqual([instant(531)]);
  });

  it("has caught up once it has run, whatever the fractions: a clock that stands still would never get on", () => {
    stop();
    // With so many cycles before the clock's 500, 512 minus the origin, and the origin again, is less than 512.
    uno.runTo(8_003_712);
    pace(uno, clock, () => {});
    for (let ms = 1; ms <= 20; ms += 1) {
      clock.move(1);
      expect(clock.wakeUps.map(({ at }) => at - clock.now())).toEqual([1]);
    }
  });

  it("catches up after a stall in pieces of 20 ms, giving the host its turn between them", () => {
    clock.move(1);
    clock.move(50);
    expect([emulatedMs(), ran]).toEqual([21, 2]);
    clock.move(0);
    expect([emulatedMs(), ran]).toEqual([41, 3]);
    clock.move(0);
    expect([emulatedMs(), ran]).toEqual([51, 4]);
    clock.move(0);
    expect(ran).toBe(4);
  });

  it("does not live through the time in which the host was stopped", () => {
    clock.move(1);
    clock.move(3_600_000);
    expect(emulatedMs()).toBe(21);
    clock.move(1);
    expect(emulatedMs()).toBe(22);
    expect(clock.wakeUps).toHaveLength(1);
  });

  it("keeps time over many pieces without drift", () => {
    for (let piece = 0; piece < 300; piece += 1) clock.move(1 + (piece % 7));
    expect(emulatedMs()).toBe(clock.now() - 500);
  });

  it("stands still once stopped, also from within its own call", () => {
    clock.move(1);
    stop();
    clock.move(5);
    expect([emulatedMs(), ran, clock.wakeUps]).toEqual([1, 1, []]);

    const stopOther = pace(uno, clock, () => stopOther());
    clock.move(1);
    clock.move(1);
    expect(clock.wakeUps).toEqual([]);
  });
});
