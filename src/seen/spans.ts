import type { LampEdge, LampSpan } from "./lamp.ts";

/** What `edges` (ascending) show up to `end`, ms; nothing before the first of them. */
export function spansOf(edges: readonly LampEdge[], end: number): LampSpan[] {
  const spans: LampSpan[] = [];
  for (const [i, { at, color }] of edges.entries()) {
    const to = Math.min(edges[i + 1]?.at ?? end, end);
    if (to <= at) continue;
    const last = spans.at(-1);
    if (last?.color === color) spans[spans.length - 1] = { ...last, to };
    else spans.push({ color, from: at, to });
  }
  return spans;
}

/** What of `spans` lies from `from` to `to`, ms. */
export function spansWithin(spans: readonly LampSpan[], from: number, to: number): LampSpan[] {
  return spans
    .filter((span) => span.to > from && span.from < to)
    .map((span) => ({ ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) }));
}

export const lengthOf = ({ from, to }: { readonly from: number; readonly to: number }): number => to - from;
