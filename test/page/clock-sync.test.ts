import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClockSync } from "../../src/page/link/clock-sync.ts";

describe("the plug's clock as the page tells it", () => {
  it("is what was last heard until it is measured, and goes on from there", () => {
    const clock = new ClockSync();
    clock.restart(5000, 100);
    expect(clock.at(100)).toBe(5000);
    expect(clock.at(350)).toBe(5250);
  });

  it("takes the middle of the shortest round trip", () => {
    const clock = new ClockSync();
    clock.measured({ sent: 0, received: 100, at: 1000 });
    expect(clock.at(50)).toBe(1000);
    clock.measured({ sent: 200, received: 210, at: 1190 });
    expect(clock.at(205)).toBe(1190);
    clock.measured({ sent: 300, received: 500, at: 1300 });
    expect(clock.at(205)).toBe(1190);
  });

  it("is wrong by half of the shortest round trip at most, however the way there and back differ", () => {
    const trips = fc.array(
      fc.record({ there: fc.integer({ min: 0, max: 400 }), back: fc.integer({ min: 0, max: 400 }) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(trips, fc.integer({ min: -1_000_000, max: 1_000_000 }), (list, ahead) => {
        const clock = new ClockSync();
        let own = 0;
        for (const { there, back } of list) {
          clock.measured({ sent: own, received: own + there + back, at: own + there + ahead });
          own += there + back + 1000;
        }
        const shortest = Math.min(...list.map(({ there, back }) => there + back));
        expect(Math.abs(clock.at(own) - (own + ahead))).toBeLessThanOrEqual((shortest + 1) / 2);
      }),
    );
  });

  it("is never behind what was heard from the plug", () => {
    const clock = new ClockSync();
    clock.restart(1000, 0);
    expect(clock.heard(4000, 100)).toBe(-2900);
    expect(clock.at(100)).toBe(4000);
  });

  it("does not go back for a message that was long on its way", () => {
    const clock = new ClockSync();
    clock.restart(1000, 0);
    expect(clock.heard(1100, 500)).toBe(400);
    expect(clock.at(500)).toBe(1500);
  });

  it("believes a longer round trip once it was told to forget", () => {
    const clock = new ClockSync();
    clock.measured({ sent: 0, received: 2, at: 1000 });
    clock.forget();
    clock.measured({ sent: 100, received: 140, at: 9000 });
    expect(clock.at(120)).toBe(9000);
  });
});
