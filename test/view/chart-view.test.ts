import { describe, expect, it } from "vitest";
import { amazonSmartPlug, echo, echoDot, REGION_NAMES } from "../../firmware-sim/index.ts";
import { type ChartRegion, chartView, lanesOf } from "../../src/view/chart-view.ts";

const region = (view: readonly ChartRegion[], name: string): ChartRegion =>
  view.find((each) => each.region === name)!;
const labels = (view: readonly ChartRegion[], name: string, from: string, to: string) =>
  region(view, name).edges.find((edge) => edge.from === from && edge.to === to)?.labels;

describe("the state chart as it is drawn", () => {
  const view = chartView(amazonSmartPlug);

  it("tells the states of a region, the initial one first, with the rungs that the make has", () => {
    expect(region(view, "button").states).toEqual(["up", "pressed", "ignored", "mixed", "armed"]);
    expect(region(view, "supply").states[0]).toBe("off");
  });

  it("labels a way with its event in words, how long a timer takes, and on what it depends", () => {
    expect(labels(view, "lifecycle", "joining", "setup")).toContain(
      "join timeout after 30 s, if window open",
    );
  });

  it("joins all that leads from one state to another into one way", () => {
    for (const { edges } of view)
      expect(new Set(edges.map(({ from, to }) => `${from} ${to}`)).size).toBe(edges.length);
    expect(labels(view, "relay", "open", "closed")!.length).toBeGreaterThan(1);
  });

  it("draws a row for every state as a way out of each", () => {
    const off = region(view, "supply").edges.filter(({ to }) => to === "off");
    expect(off.map(({ from }) => from)).toEqual(["booting", "running"]);
  });

  it("leaves out the regions in which a make never goes anywhere", () => {
    expect(view.map((each) => each.region)).not.toContain("voice");
    expect(chartView(echoDot).map((each) => each.region)).not.toContain("relay");
    expect(chartView(echo).length).toBeLessThan(REGION_NAMES.length);
  });
});

describe("the lanes of a region", () => {
  const chain: ChartRegion = {
    region: "supply",
    states: ["a", "b", "c", "d", "e"],
    edges: [
      { from: "a", to: "b", labels: ["1"] },
      { from: "d", to: "e", labels: ["2"] },
      { from: "a", to: "d", labels: ["3"] },
      { from: "c", to: "d", labels: ["4"] },
      { from: "b", to: "b", labels: ["5"] },
    ],
  };

  it("are one for each state that is led to, from all that lead there", () => {
    const lanes = lanesOf(chain);
    expect(lanes.map(({ to }) => to).sort()).toEqual([1, 3, 4]);
    expect(lanes.find(({ to }) => to === 1)!.from).toEqual([0, 1]);
    expect(lanes.find(({ to }) => to === 3)!.from).toEqual([0, 2]);
  });

  it("share a column where they share no row, the short ones next to the states", () => {
    expect(new Map(lanesOf(chain).map(({ to, column }) => [to, column]))).toEqual(
      new Map([
        [1, 0],
        [4, 0],
        [3, 1],
      ]),
    );
  });

  it("never cross in one column, in any make's chart", () => {
    for (const drawn of [amazonSmartPlug, echo, echoDot].flatMap(chartView)) {
      const taken = new Set<string>();
      for (const { to, from, column } of lanesOf(drawn)) {
        const rows = [to, ...from];
        for (let row = Math.min(...rows); row <= Math.max(...rows); row++) {
          expect(taken).not.toContain(`${column} ${row}`);
          taken.add(`${column} ${row}`);
        }
      }
    }
  });
});
