import { median, quantile } from "../protocol.ts";

/** An edge of the lamp is wanted every so many ms. */
export const PERIOD = 100;
/** Edges at the beginning and at the end whose errors are compared. */
const ENDS = 20;
/** A stall of 250 ms hides at most so many edges. */
const HIDDEN = 3;

export interface Edge {
  /** performance.now() of the write. */
  readonly at: number;
  readonly lit: boolean;
}

export interface Drift {
  /** Median error of the last 20 edges less that of the first 20, ms. */
  readonly drift: number;
  readonly p99: number;
  readonly edges: number;
}

/**
 * How edges drift away from `start` + k · 100 ms. `in turn`: the k-th edge that came is edge k, as for a blinker
 * that only counts. Else the lamp begins lit and shows what is due: an edge is the newest one of its colour, and
 * only those that a stall hid may be missing.
 * @throws Error when edges are missing that nothing explains
 */
export function driftOf(
  edges: readonly Edge[],
  start: number,
  span: number,
  identity: "in turn" | { readonly stalls: number },
): Drift {
  const wanted = Math.floor(span / PERIOD);
  const errors = edges.map(({ at, lit }, i) => {
    const k = identity === "in turn" ? i + 1 : newest(at - start, lit);
    return at - start - k * PERIOD;
  });
  const missing = identity === "in turn" ? 0 : wanted - identity.stalls * HIDDEN - edges.length;
  if (missing > 0 || edges.length < wanted / 2) throw new Error(`${edges.length} of ${wanted} edges came`);
  const drift = median(errors.slice(-ENDS)) - median(errors.slice(0, ENDS));
  return { drift, p99: quantile(errors.map(Math.abs), 0.99), edges: edges.length };
}

/** How late, ms, each edge comes that is wanted at `start` + k · 100 ms; at even k the lamp becomes lit. */
export const lateness = (edges: readonly Edge[], start: number): readonly number[] =>
  edges.map(({ at, lit }) => at - start - newest(at - start, lit) * PERIOD);

/** The newest k · 100 ms up to `elapsed` at which the lamp becomes lit (k even) or dark (k odd). */
function newest(elapsed: number, lit: boolean): number {
  const k = Math.floor(elapsed / PERIOD);
  return k % 2 === (lit ? 0 : 1) ? k : k - 1;
}
