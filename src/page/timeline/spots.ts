import type { Mark, Span } from "../../view/tracks.ts";
import { clockText } from "./axis.ts";
import { grouped } from "./grouped.ts";
import { counted } from "./words.ts";

/** The least that can be pointed at, CSS px (WCAG 2.2, 2.5.8). */
const TARGET = 24;
/** Marks of a spot that are told one by one where it is named. */
const NAMED = 3;

/** Marks of one kind that lie too close to be pointed at one by one. */
export interface Spot {
  readonly key: string;
  readonly kind: Mark["kind"];
  readonly marks: readonly Mark[];
  /** Px from where the axis begins; it is TARGET wide. */
  readonly left: number;
}

/** The spots of a window that is `width` px wide, ordered by time. The same marks share a spot as time goes on. */
export function spotsOf(marks: readonly Mark[], { from, to }: Span, width: number): readonly Spot[] {
  const perMs = width / (to - from);
  const bin = TARGET / perMs;
  const spots = [...grouped(marks, ({ kind, at }) => `${kind} ${Math.floor(at / bin)}`)].map(([key, own]) => {
    const left = (Math.floor(own[0]!.at / bin) * bin - from) * perMs;
    return { key, kind: own[0]!.kind, marks: own, left };
  });
  return spots.sort((a, b) => a.marks[0]!.at - b.marks[0]!.at);
}

/** What a spot is called. */
export function spotName({ kind, marks }: Spot): string {
  const named = marks.slice(0, NAMED).map(({ at, text }) => `${clockText(at, 100)} ${shortened(text, 120)}`);
  const more = marks.length - named.length;
  return `${counted(kind, marks.length)}: ${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;
