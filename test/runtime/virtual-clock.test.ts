import { describe, expect, it } from "vitest";
import { after, type Clock, instant, millis } from "../../firmware-sim/index.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";
import { VirtualClock } from "../../src/runtime/virtual-clock.ts";

const here = new AbortController().signal;
const real = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Notes when it is woken, in the clock's time. */
const noting = (clock: Clock, at: number, woken: number[], then?: () => void): void => {
  clock.wakeAt(instant(at), () => {
    woken.push(clock.now());
    then?.();
  });
};

describe("virtual time", () => {
  it("stands still until it is let pass, and begins at 0", async () => {
    const clock = new VirtualClock();
    const woken: number[] = [];
    noting(clock, 1, woken);
    noting(clock, 0, woken);
    await real(20);
    expect([clock.now(), woken]).toEqual([0, []]);
  });

  it("wakes each alarm at its own instant, in order, those at the very end included", async () => {
    const clock = new VirtualClock();
    const woken: number[] = [];
    for (const at of [300, 100, 1001, 1000, 100]) noting(clock, at, woken);
    const cancelled = clock.wakeAt(instant(200), () => woken.push(-1));
    cancelled();
    expect(await clock.advance(millis(1000), here)).toBe(true);
    expect([clock.now(), woken]).toEqual([1000, [100, 100, 300, 1000]]);
  });

  it("wakes what an alarm sets, also for a moment that is past", async () => {
    const clock = new VirtualClock();
    const woken: number[] = [];
    noting(clock, 100, woken, () => {
      noting(clock, 50, woken);
      noting(clock, 150, woken);
    });
    await clock.advance(millis(200), here);
    expect(woken).toEqual([100, 100, 150]);
  });

  it("gives what follows of an alarm at once its turn before the next alarm", async () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    clock.wakeAt(instant(1), async () => {
      for (let i = 0; i < 20; i++) await Promise.resolve();
      seen.push(`after the first, at ${clock.now()}`);
    });
    clock.wakeAt(instant(2), () => seen.push("second"));
    await clock.advance(millis(5), here);
    expect(seen).toEqual(["after the first, at 1", "second"]);
  });

  it("does not pass while somebody is busy, so that real work takes none of it", async () => {
    const clock = new VirtualClock();
    let busy = false;
    clock.heed(() => busy);
    const ended: number[] = [];
    clock.wakeAt(instant(10), async () => {
      busy = true;
      await real(30);
      ended.push(clock.now());
      busy = false;
    });
    const woken: number[] = [];
    noting(clock, 11, woken);
    await clock.advance(millis(100), here);
    expect([ended, woken]).toEqual([[10], [11]]);
  });

  it("passes from alarm to alarm until what is awaited has come, and no further", async () => {
    const clock = new VirtualClock();
    const woken: number[] = [];
    const awaited = new Promise<void>((resolve) => noting(clock, 700, woken, resolve));
    noting(clock, 500, woken);
    noting(clock, 701, woken);
    await clock.passUntil(awaited, here);
    expect([clock.now(), woken]).toEqual([700, [500, 700]]);
  });

  it("stops passing when nobody is there any more, or when it is stopped", async () => {
    const clock = new VirtualClock();
    const gone = new AbortController();
    noting(clock, 100, [], () => gone.abort());
    expect(await clock.advance(millis(1000), gone.signal)).toBe(false);
    expect(clock.now()).toBe(100);
    clock.wakeAt(instant(200), () => clock.stop());
    expect(await clock.advance(millis(1000), here)).toBe(false);
    expect(clock.now()).toBe(200);
  });

  it("is let pass by one at a time", async () => {
    const clock = new VirtualClock();
    const first = clock.advance(millis(10), here);
    expect(clock.passing).toBe(true);
    await expect(clock.advance(millis(10), here)).rejects.toThrow("already");
    await first;
    expect([clock.passing, clock.now()]).toEqual([false, 10]);
  });

  it("goes on by itself after an alarm that failed, and says so", async () => {
    const clock = new VirtualClock();
    clock.wakeAt(instant(5), () => {
      throw new Error("a fault in the alarm");
    });
    await expect(clock.advance(millis(10), here)).rejects.toThrow("a fault in the alarm");
    expect(await clock.advance(millis(10), here)).toBe(true);
    expect(clock.now()).toBe(15);
  });

  it("dates its instants from its start on the wall", async () => {
    const before = Date.now();
    const clock = new VirtualClock();
    const start = clock.wall().getTime();
    expect(start).toBeGreaterThanOrEqual(before);
    await clock.advance(millis(3_600_000), here);
    expect(clock.wall().getTime()).toBe(start + 3_600_000);
  });
});

describe("real time that can be skipped", () => {
  it("goes with the real clock and wakes at its moments, never early", async () => {
    const clock = new VirtualClock(systemClock);
    const woken: number[] = [];
    const begin = clock.now();
    const all = new Promise<void>((resolve) => {
      noting(clock, begin + 30, woken, resolve);
      noting(clock, begin + 10, woken);
    });
    await all;
    expect(woken[0]).toBeGreaterThanOrEqual(begin + 10);
    expect(woken[1]).toBeGreaterThanOrEqual(begin + 30);
  });

  it("wakes the alarms of the time that is skipped at their own instants, then goes on from there", async () => {
    const clock = new VirtualClock(systemClock);
    const begin = clock.now();
    const wall = clock.wall().getTime();
    const woken: number[] = [];
    noting(clock, begin + 60_000, woken);
    noting(clock, begin + 900_000, woken);
    const later = new Promise<void>((resolve) => noting(clock, begin + 900_020, woken, resolve));
    await clock.advance(millis(900_000), here);
    // What passed by itself before the advance counts as well: a few ms.
    expect(woken.map((at) => at - begin).slice(0, 2)).toEqual([60_000, 900_000]);
    // The clocks of the machine round to whole ms, each for itself.
    expect(clock.wall().getTime() - wall).toBeGreaterThanOrEqual(900_000 - 1);
    await later;
    expect(woken[2]! - begin).toBeGreaterThanOrEqual(900_020);
    expect(woken[2]! - begin).toBeLessThan(910_000);
  });

  it("rings the other alarms though one throws", async () => {
    let fire = (): void => {};
    const stub: Clock = {
      now: () => instant(10),
      wakeAt: (_, wake) => {
        fire = wake;
        return () => {};
      },
    };
    const clock = new VirtualClock(stub);
    const woken: number[] = [];
    clock.wakeAt(after(instant(0), millis(1)), () => {
      throw new Error("one");
    });
    noting(clock, 2, woken);
    expect(() => fire()).toThrow("one");
    fire();
    expect(woken).toEqual([10]);
  });
});
