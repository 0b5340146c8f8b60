import type { Span } from "../../view/tracks.ts";

/** Where moments are drawn. */
export interface Scale {
  /** Px; to a half. */
  x(at: number): number;
  /** Px that so many ms take. */
  px(ms: number): number;
}

/** `window` over the px from `left` to `right`. */
export function scaleOf({ from, to }: Span, left: number, right: number): Scale {
  const perMs = (right - left) / (to - from);
  return { x: (at) => half(left + (at - from) * perMs), px: (ms) => ms * perMs };
}

const half = (px: number): number => Math.round(px * 2) / 2;

/** Boxes as one path, each at least 1 px wide; those that would overlap are one, so that a path is bounded by the width. */
export function boxes(spans: Iterable<Span>, { x }: Scale, top: number, height: number): string {
  let path = "";
  let box: { readonly left: number; right: number } | null = null;
  const end = (): string => (box === null ? "" : `M${box.left} ${top}H${box.right}v${height}H${box.left}z`);
  for (const { from, to } of spans) {
    const [left, right] = [x(from), Math.max(x(to), x(from) + 1)];
    if (box !== null && left < box.right) box.right = Math.max(box.right, right);
    else {
      path += end();
      box = { left, right };
    }
  }
  return path + end();
}
