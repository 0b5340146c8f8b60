import { beforeEach, describe, expect, it } from "vitest";
import { instant, millis } from "../../../firmware-sim/index.ts";
import { type Meter, type Reading, readingOf } from "../../../src/mqtt/meter/reading.ts";
import { Readings } from "../../../src/mqtt/meter/readings.ts";
import type { Snapshot } from "../../../src/runtime/snapshot.ts";
import { snapshot } from "../../cli/snapshots.ts";
import { ManualClock } from "../../support/manual-clock.ts";

const HOUR = 3_600_000;

it("shows W, V, A, Wh and kWh, with the digits of such a meter", () => {
  const meter: Meter = { since: instant(0), watts: 60.04, wh: 1.23456, volts: 120 };
  expect(readingOf(meter, instant(0))).toEqual({
    watts: 60,
    volts: 120,
    amperes: 0.5,
    wh: 1.235,
    kwh: 0.001235,
  });
  expect(readingOf(meter, instant(HOUR))).toMatchObject({ wh: 61.275, kwh: 0.061275 });
});

describe("the readings of a meter", () => {
  let clock: ManualClock;
  let pace: ManualClock;
  let told: Reading[];
  let readings: Readings;

  beforeEach(() => {
    clock = new ManualClock();
    pace = new ManualClock();
    told = [];
    readings = new Readings({ clock, pace, interval: millis(10_000), tell: (reading) => told.push(reading) });
  });

  const follow = (change: { watts?: number; wh?: number } | null, rest: Partial<Snapshot> = {}) => {
    const meter = change && { since: clock.now(), watts: 0, wh: 0, volts: 120, ...change };
    const { led: _, ...others } = rest;
    readings.follow(snapshot({ meter, ...others }));
  };
  const watts = () => told.map((reading) => reading.watts);

  it("come at once, and when another load flows", async () => {
    follow({ watts: 0 });
    await pace.advance(1000);
    follow({ watts: 60 });
    follow({ watts: 60 });
    expect(watts()).toEqual([0, 60]);
  });

  it("come every 10 s of the plug's time, with what has flowed", async () => {
    follow({ watts: 3600 });
    for (let i = 0; i < 3; i++) {
      await pace.advance(2000);
      await clock.advance(9999);
      expect(told).toHaveLength(i + 1);
      await clock.advance(1);
    }
    expect(told.map(({ wh }) => wh)).toEqual([0, 10, 20, 30]);
  });

  it("come every 10 s of real time while the plug's time stands still", async () => {
    follow({ watts: 60 });
    await pace.advance(30_000);
    expect(told).toHaveLength(4);
  });

  it("come once when both are the same time", async () => {
    readings = new Readings({
      clock,
      pace: clock,
      interval: millis(10_000),
      tell: (each) => told.push(each),
    });
    follow({ watts: 60 });
    await clock.advance(20_000);
    expect(told).toHaveLength(3);
    expect(clock.pending).toBe(1);
  });

  it("are no flood when a load comes and goes: one a second, and the last is the truth", async () => {
    follow({ watts: 0 });
    for (let i = 1; i <= 100; i++) {
      follow({ watts: i });
      await pace.advance(20);
    }
    await pace.advance(1000);
    expect(watts()).toEqual([0, 50, 100]);
  });

  it("are no flood when a year passes in a moment", async () => {
    follow({ watts: 60 });
    await clock.advance(365 * 24 * HOUR);
    expect(told).toHaveLength(1);
    await pace.advance(1000);
    expect(told.map(({ kwh }) => kwh)).toEqual([0, 525.6]);
  });

  it("tell at once that the energy was set back", async () => {
    follow({ watts: 60, wh: 5 });
    await clock.advance(1000);
    follow({ watts: 60, wh: 0 });
    expect(told.map(({ wh }) => wh)).toEqual([5, 0]);
  });

  it("end with the plug's power, and begin with it", async () => {
    follow({ watts: 60 });
    follow({ watts: 0 }, { lifecycle: "off" });
    await clock.advance(60_000);
    await pace.advance(60_000);
    expect(watts()).toEqual([60]);
    expect(clock.pending + pace.pending).toBe(0);
    follow({ watts: 0 });
    expect(watts()).toEqual([60, 0]);
  });

  it("end when there is no meter any more, and when told to", async () => {
    follow({ watts: 60 });
    follow(null);
    expect(clock.pending + pace.pending).toBe(0);
    follow({ watts: 9 });
    follow({ watts: 8 });
    readings.stop();
    expect(clock.pending + pace.pending).toBe(0);
  });

  it("begin before the plug runs, for it may have counted before", () => {
    follow({ watts: 0, wh: 7 }, { lifecycle: "booting" });
    expect(told).toMatchObject([{ wh: 7 }]);
    expect(clock.pending + pace.pending).toBe(0);
  });
});
