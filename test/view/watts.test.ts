import { describe, expect, it } from "vitest";
import { instant, millis } from "../../firmware-sim/index.ts";
import { scaleTop, stepsPath, WattsSeries } from "../../src/view/watts.ts";

const series = (...flows: readonly (readonly [at: number, watts: number])[]): WattsSeries => {
  const made = new WattsSeries();
  for (const [at, watts] of flows) made.note(instant(at), watts);
  return made;
};
const seen = (from: WattsSeries, begin: number, end: number) =>
  from.within(instant(begin), instant(end)).map(({ at, watts }) => [at, watts]);

describe("the power that was seen to flow", () => {
  it("is kept where it changes", () => {
    expect(seen(series([0, 0], [5, 0], [10, 60], [20, 60]), 0, 100)).toEqual([
      [0, 0],
      [10, 60],
    ]);
  });

  it("begins in a window with what flowed as the window began", () => {
    expect(seen(series([0, 9], [10, 60], [20, 5], [30, 7]), 15, 25)).toEqual([
      [10, 60],
      [20, 5],
    ]);
  });

  it("is the latest that was told of one instant", () => {
    expect(seen(series([0, 0], [10, 60], [10, 9]), 0, 100)).toEqual([
      [0, 0],
      [10, 9],
    ]);
  });

  it("is forgotten when another run begins", () => {
    expect(seen(series([5000, 60], [3, 0]), 0, 9000)).toEqual([[3, 0]]);
  });

  it("takes no more room the longer it goes on", () => {
    const flickering = series(...Array.from({ length: 3100 }, (_, i) => [i, i % 2] as const));
    expect(seen(flickering, 0, 9000)).toHaveLength(3000);
  });
});

describe("the line of a chart of power", () => {
  const frame = { to: instant(1000), span: millis(1000), width: 100, height: 50, top: 100 };

  it("goes in steps, from the window's edge to now", () => {
    const flows = series([-500, 100], [500, 50]).within(instant(0), instant(1000));
    expect(stepsPath(flows, frame)).toBe("M0.0 0.0H50.0V25.0H100.0");
  });

  it("stays inside when more flows than the scale has", () => {
    expect(stepsPath(series([0, 300]).within(instant(0), instant(1)), frame)).toBe("M0.0 0.0H100.0");
  });

  it("is none before anything was seen", () => {
    expect(stepsPath([], frame)).toBe("");
  });

  it("has a scale that ends with a round number above what flows", () => {
    expect([0, 9, 10, 11, 60, 1500, 2000, 9000].map(scaleTop)).toEqual([
      10, 10, 10, 20, 100, 2000, 2000, 10_000,
    ]);
  });
});
