import { describe, expect, it } from "vitest";
import { after, type Instant, millis } from "../../firmware-sim/index.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";

const wakeIn = (ms: number): Promise<Instant> =>
  new Promise((resolve) => {
    systemClock.wakeAt(after(systemClock.now(), millis(ms)), () => resolve(systemClock.now()));
  });

describe("the system clock", () => {
  it("counts whole milliseconds and never goes back", () => {
    let last = systemClock.now();
    for (let i = 0; i < 1000; i++) {
      const now = systemClock.now();
      expect(Number.isInteger(now)).toBe(true);
      expect(now).toBeGreaterThanOrEqual(last);
      last = now;
    }
  });

  it("does not wake before its moment", async () => {
    const asked = systemClock.now();
    expect(await wakeIn(20)).toBeGreaterThanOrEqual(asked + 20);
  });

  it("wakes for a moment that is past, but not before the caller has ended its step", async () => {
    let ended = false;
    const woken = new Promise<boolean>((resolve) => {
      systemClock.wakeAt(0 as Instant, () => resolve(ended));
    });
    ended = true;
    expect(await woken).toBe(true);
  });

  it("does not wake who has cancelled", async () => {
    let woken = false;
    const cancel = systemClock.wakeAt(systemClock.now(), () => {
      woken = true;
    });
    cancel();
    await wakeIn(20);
    expect(woken).toBe(false);
  });

  it("takes a moment beyond what a timer can hold", () => {
    const cancel = systemClock.wakeAt(after(systemClock.now(), millis(2 ** 33)), () => {
      throw new Error("woken at once");
    });
    cancel();
  });
});
