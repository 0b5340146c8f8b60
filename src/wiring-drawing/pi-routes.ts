import type { Point } from "./svg.ts";

/** A wire that leaves to the right and arrives from the left; in between it runs upright in a lane of its own. */
export interface Run {
  readonly from: Point;
  readonly to: Point;
}

/** Whether the upright piece of one passes this height. */
function passes({ from, to }: Run, y: number): boolean {
  return y > Math.min(from[1], to[1]) && y < Math.max(from[1], to[1]);
}

/** How often two wires cross when the first has a lane further left. */
function crossings(left: Run, right: Run): number {
  return Number(passes(left, right.from[1])) + Number(passes(right, left.to[1]));
}

/** The wires in the order of their lanes, the leftmost first, that crosses the fewest. Meant for some ten wires. */
export function inLanes<R extends Run>(runs: readonly R[]): readonly R[] {
  // For each set of wires, as bits: the fewest crossings, and which of them is the rightmost then.
  const fewest = [0];
  const rightmost = [-1];
  for (let set = 1; set < 1 << runs.length; set++) {
    fewest[set] = Number.POSITIVE_INFINITY;
    runs.forEach((run, i) => {
      const others = set & ~(1 << i);
      if (others === set) return;
      const added = runs.reduce((sum, left, j) => sum + (others & (1 << j) ? crossings(left, run) : 0), 0);
      if (fewest[others]! + added >= fewest[set]!) return;
      fewest[set] = fewest[others]! + added;
      rightmost[set] = i;
    });
  }
  const order: R[] = [];
  for (let set = (1 << runs.length) - 1; set > 0; set &= ~(1 << rightmost[set]!))
    order.unshift(runs[rightmost[set]!]!);
  return order;
}
