import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inLanes, type Run } from "../../src/wiring-drawing/pi-routes.ts";

const run = (from: number, to: number): Run => ({ from: [0, from], to: [100, to] });
const ends = (runs: readonly Run[]) => runs.map(({ from: [, a], to: [, b] }) => `${a}-${b}`);

describe("the lanes of the wires", () => {
  it("puts the lower of two that go down further left, and the upper of two that go up", () => {
    expect(ends(inLanes([run(10, 60), run(30, 80)]))).toEqual(["30-80", "10-60"]);
    expect(ends(inLanes([run(60, 10), run(80, 30)]))).toEqual(["60-10", "80-30"]);
  });

  it("lets wires pass that keep their order, whatever it is asked in", () => {
    const heights = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(heights, fc.infiniteStream(fc.nat()), (all, order) => {
        const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
        const [from, to] = [sorted(all.slice(0, 8)), sorted(all.slice(8))];
        const runs = from.map((height, i) => run(height, to[i]!));
        const mixed = runs.map((one) => ({ one, at: order.next().value })).sort((a, b) => a.at - b.at);
        expect(crossings(inLanes(mixed.map(({ one }) => one)))).toBe(0);
      }),
    );
  });
});

/** Counted by the drawn pieces, not by the rule. */
function crossings(runs: readonly Run[]): number {
  const within = (y: number, { from, to }: Run) =>
    y > Math.min(from[1], to[1]) && y < Math.max(from[1], to[1]);
  let count = 0;
  runs.forEach((upright, lane) => {
    runs.forEach((level, other) => {
      if (lane === other) return;
      // Before its lane a wire is at its first height, after it at its last.
      if (within(lane < other ? level.from[1] : level.to[1], upright)) count += 1;
    });
  });
  return count;
}
