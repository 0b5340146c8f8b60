import type { Span } from "../../view/tracks.ts";
import { clockText } from "./axis.ts";
import { boxes, type Scale } from "./scale.ts";
import { type Shape, shape } from "./shape.ts";

/** What is narrower nobody points at, px. */
const NARROW = 13;

/** Words that there is no room for: shown to whoever points at the place. */
export function hint(words: string, span: Span, scale: Scale, top: number, height: number): readonly Shape[] {
  if (scale.x(span.to) - scale.x(span.from) < NARROW) return [];
  const when = `${clockText(span.from, 100)} to ${clockText(span.to, 100)}`;
  return [
    shape("path", { class: "hint", d: boxes([span], scale, top, height) }, [
      shape("title", {}, `${words}, ${when}`),
    ]),
  ];
}
