import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../../firmware-sim/index.ts";
import { clockText, ticksOf } from "../../../src/page/timeline/axis.ts";
import {
  AT_FIRST,
  hasEarlier,
  LONGEST,
  nextSpan,
  panned,
  paused,
  SHORTEST,
  type View,
  windowOf,
  zoomed,
} from "../../../src/page/timeline/view.ts";

const REACH = { first: instant(10_000), now: instant(200_000) };
const still = (span: number, end: number): View => ({ span, end: instant(end) });

describe("what is looked at", () => {
  it("follows now until it stands still", () => {
    expect(windowOf(AT_FIRST, REACH)).toEqual({ from: 170_000, to: 200_000 });
    const stands = paused(AT_FIRST, REACH);
    expect(windowOf(stands, { ...REACH, now: instant(300_000) })).toEqual({ from: 170_000, to: 200_000 });
    expect(paused(stands, { ...REACH, now: instant(300_000) })).toEqual(stands);
  });

  it("goes back, and forward until it follows again", () => {
    const back = panned(AT_FIRST, -50_000, REACH);
    expect(back).toEqual(still(30_000, 150_000));
    expect(panned(back, 49_999, REACH)).toEqual(still(30_000, 199_999));
    expect(panned(back, 50_000, REACH)).toEqual(AT_FIRST);
  });

  it("goes no further back than to the first event", () => {
    const first = panned(AT_FIRST, -1e9, REACH);
    expect(windowOf(first, REACH)).toEqual({ from: 10_000, to: 40_000 });
    expect(hasEarlier(first, REACH)).toBe(false);
    expect(hasEarlier(still(30_000, 40_001), REACH)).toBe(true);
    expect(panned(still(1_000_000, 200_000), -10, REACH)).toEqual(still(1_000_000, 200_000));
  });

  it("zooms about what is pointed at", () => {
    expect(zoomed(still(40_000, 100_000), 20_000, 0.25, REACH)).toEqual(still(20_000, 85_000));
    expect(zoomed(still(20_000, 85_000), 40_000, 0.25, REACH)).toEqual(still(40_000, 100_000));
    expect(zoomed(AT_FIRST, 5000, 0.25, REACH)).toEqual({ span: 5000, end: null });
  });

  it("leads in round steps from 2 s to an hour, and back", () => {
    const steps = [SHORTEST];
    while (steps.at(-1)! < LONGEST) steps.push(nextSpan(steps.at(-1)!, "longer"));
    expect(steps.map((span) => span / 1000)).toEqual([2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600]);
    expect(nextSpan(LONGEST, "longer")).toBe(LONGEST);
    for (const [i, span] of steps.entries())
      expect(nextSpan(span, "shorter")).toBe(steps[Math.max(0, i - 1)]);
    expect(nextSpan(16_464, "longer")).toBe(20_000);
  });

  it("is never after now, before all that is known, shorter than 2 s or longer than an hour", () => {
    const act = fc.record({
      by: fc.integer({ min: -500_000, max: 500_000 }),
      span: fc.integer({ min: 1, max: 10_000_000 }),
      anchor: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        let view = AT_FIRST;
        for (const { by, span, anchor } of acts) {
          view = panned(zoomed(view, span, anchor, REACH), by, REACH);
          const { from, to } = windowOf(view, REACH);
          expect(to).toBeLessThanOrEqual(REACH.now);
          expect(from >= REACH.first || to === REACH.now).toBe(true);
          expect(to - from >= SHORTEST && to - from <= LONGEST).toBe(true);
        }
      }),
    );
  });
});

describe("the axis", () => {
  it("has round ticks, as many as there is room for", () => {
    expect(ticksOf({ from: instant(59_400), to: instant(60_400) }, 5).map(({ text }) => text)).toEqual([
      "0:59.4",
      "0:59.6",
      "0:59.8",
      "1:00.0",
      "1:00.2",
    ]);
    const hour = ticksOf({ from: instant(0), to: instant(3_600_000) }, 8);
    expect(hour.map(({ text }) => text)).toEqual(["0:00", "10:00", "20:00", "30:00", "40:00", "50:00"]);
    fc.assert(
      fc.property(
        fc.integer({ min: SHORTEST, max: LONGEST }),
        fc.integer({ min: -LONGEST, max: 1e9 }),
        fc.integer({ min: 4, max: 20 }),
        (span, from, most) => {
          const ticks = ticksOf({ from: instant(from), to: instant(from + span) }, most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          for (const { at } of ticks) expect(at >= Math.max(0, from) && at < from + span).toBe(true);
        },
      ),
    );
  });

  it.each([
    [0, 1000, "0:00"],
    [754_321, 1000, "12:34"],
    [754_321, 100, "12:34.3"],
    [754_321, 1, "12:34.321"],
    [3_723_000, 1000, "1:02:03"],
    [-5000, 100, "0:00.0"],
  ])("calls %i ms, to %i ms, %s", (at, step, text) => {
    expect(clockText(at, step)).toBe(text);
  });
});
