import type { Instant } from "../../../firmware-sim/index.ts";
import type { Change } from "../../trace/changes.ts";
import { dumpOf } from "../../trace/vcd/write.ts";
import { UsageError } from "../../usage-error.ts";
import { lampSteps } from "../../view/tracks/lamp-steps.ts";
import type { Span, Tracks } from "../../view/tracks.ts";
import { clockText } from "./axis.ts";
import { drawingOf, layoutOf, type Picture } from "./drawing.ts";
import { LOOKS } from "./looks.css.ts";
import { shape, shapeText } from "./shape.ts";
import { tracksWords } from "./words.ts";

/** More is a file of some 20 MB, made in a page. A choice. */
const MOST_CHANGES = 1_000_000;

/** Px around a drawing, and of its heading. */
const EDGE = 12;
const HEAD = 20;

/** What a file says of itself. */
interface Origin {
  /** The plug, for people. */
  readonly title: string;
  /** Such as "plugbench 0.1.0". */
  readonly tool: string;
  /** On the wall, ISO 8601. */
  readonly wall: string;
}

/** The drawing as a file of its own, with what it shows in words. */
export function svgFile(picture: Picture, { title, tool }: Origin): string {
  const { tracks, window } = picture;
  const name = `${title}, ${clockText(window.from, 100)} to ${clockText(window.to, 100)}`;
  const [width, height] = [picture.width + 2 * EDGE, layoutOf(picture).height + 2 * EDGE + HEAD];
  const [x, y] = [-EDGE, -EDGE - HEAD];
  const drawing = shape(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-labelledby": "title words",
    },
    [
      shape("title", { id: "title" }, name),
      shape("desc", { id: "words" }, `${tracksWords(tracks, window)} Drawn by ${tool}.`),
      shape("style", {}, LOOKS),
      shape("rect", { x, y, width, height, fill: "#fff" }),
      shape("text", { class: "label", x: 0, y: y + EDGE + 8 }, name),
      ...drawingOf(picture),
    ],
  );
  return `${shapeText(drawing)}\n`;
}

/**
 * What of the window is known of every signal, as a Value Change Dump of lamp, buttons and outlet.
 * @throws UsageError for more changes than fit, and for a window of which nothing is known
 */
export function vcdFile(
  { tracks, window, now, otherButtons }: Pick<Picture, "tracks" | "window" | "now" | "otherButtons">,
  { tool, wall }: Origin,
): readonly string[] {
  const { lamp, known } = tracks;
  const to = Math.min(window.to, now) as Instant;
  const from = Math.max(window.from, known.button, known.outlet, knownSince(lamp, to)) as Instant;
  if (from >= to) throw new UsageError("Nothing is known of this stretch of time: go to a later one.");
  return [
    ...dumpOf({
      tool,
      wall,
      from,
      to,
      otherButtons,
      changes: changesIn(tracks, from, to),
      most: MOST_CHANGES,
      tooMany: `This stretch of time has more than ${MOST_CHANGES.toLocaleString("en")} changes: zoom in, and save a shorter one.`,
    }),
  ];
}

/** Of the last stretch without a gap. */
function knownSince(lamp: Tracks["lamp"], to: number): number {
  let since = to;
  for (const span of lamp.toReversed()) {
    if (span.to < since) break;
    since = span.from;
  }
  return since;
}

/** Everything that changed, in order. */
function* changesIn({ lamp, button, outlet }: Tracks, from: Instant, to: Instant): Generator<Change> {
  const rest: Change[] = [
    ...ends(button, from, to, (at, down, span) => ({ at, button: span.button, down })),
    ...ends(outlet, from, to, (at, contact) => ({ at, contact })),
  ].sort((a, b) => a.at - b.at);
  let next = 0;
  for (const span of lamp)
    for (const step of lampSteps(span)) {
      if (step.to <= from) continue;
      const at = Math.max(step.from, from) as Instant;
      while (next < rest.length && rest[next]!.at <= at) yield rest[next++]!;
      yield { at, lamp: step.color };
    }
  yield* rest.slice(next);
}

/** The begin and, if it lies before the window's, the end of each span. */
const ends = <S extends Span>(
  spans: readonly S[],
  from: Instant,
  to: Instant,
  change: (at: Instant, on: boolean, span: S) => Change,
): readonly Change[] =>
  spans
    .filter((span) => span.to > from)
    .flatMap((span) => [
      change(Math.max(span.from, from) as Instant, true, span),
      ...(span.to < to ? [change(span.to, false, span)] : []),
    ]);
