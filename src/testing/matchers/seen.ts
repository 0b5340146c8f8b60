import type { LampEdge } from "../../seen/lamp.ts";
import { UsageError } from "../../usage-error.ts";
import type { Bench, Published } from "../bench-port.ts";

/** What somebody who watched a plug from `from` to `to` saw. All times are ms since its bench opened. */
export interface Seen {
  readonly from: number;
  readonly to: number;
  /** The light changed at `from`: it is not seen from the middle of something. */
  readonly fromEdge: boolean;
  /** The first, at `from` or before, gave the lamp the colour that it had at `from`. */
  readonly edges: readonly LampEdge[];
  /** Null: the bench has no broker. */
  readonly published: readonly Published[] | null;
}

/** What there was to see from `from` until now. */
export function seenSince(bench: Bench, from: number): Seen {
  const first = bench.lampEdges.findLastIndex(({ at }) => at <= from);
  return {
    from,
    to: bench.now,
    // With the first of all edges nothing changed, but that the bench was opened: unless a pattern began at once.
    fromEdge: bench.lampEdges[first]!.at === from && (first > 0 || bench.patterns[1]?.at === from),
    edges: bench.lampEdges.slice(first),
    published: bench.broker === null ? null : bench.published.filter(({ at }) => at >= from),
  };
}

/** What is seen while `act` runs. Rejects as `act` does. */
export async function watch(bench: Bench, act: () => unknown): Promise<Seen> {
  const from = bench.now;
  await act();
  return seenSince(bench, from);
}

export type Subject = Bench | Seen;

/** @throws UsageError for what is neither a bench nor what watch() saw */
export function subjectOf(received: unknown): Subject {
  if (received instanceof Promise)
    throw new UsageError("expect() got a promise: await bench(…) or watch(…) first.");
  if (isSubject(received)) return received;
  throw new UsageError("expect() got neither a bench, as bench() opens it, nor what watch() saw.");
}

const isSubject = (received: unknown): received is Subject =>
  typeof received === "object" && received !== null && ("lampEdges" in received || "edges" in received);

export const isBench = (subject: Subject): subject is Bench => "lampEdges" in subject;
