import { spanText } from "../../config/duration.ts";
import { ACTION } from "../../runtime/words.ts";
import type { Mark, Span, Tracks } from "../../view/tracks.ts";
import { lifecycleWords } from "../../view/words/lifecycle-words.ts";
import { ticksOf } from "./axis.ts";
import { grouped } from "./grouped.ts";
import { hint } from "./hint.ts";
import { CAPTION_HEIGHT, LAMP_HEIGHT, lampRow, lampTiles } from "./lamp-row.ts";
import { boxes, type Scale, scaleOf } from "./scale.ts";
import { type Shape, shape } from "./shape.ts";

/** What is drawn, and how wide, px. */
export interface Picture {
  readonly tracks: Tracks;
  readonly window: Span;
  /** The plug's now. */
  readonly now: number;
  readonly width: number;
  /** The make's buttons beside the Action button. */
  readonly otherButtons: readonly string[];
  readonly outlet: boolean;
}

interface Row {
  readonly label: string;
  readonly height: number;
  readonly draw: (scale: Scale, top: number) => readonly Shape[];
}

const BAR = 20;
const GAP = 8;
/** Of a row of marks, px: each can be pointed at in as much. */
const MARKS_HEIGHT = 24;
const AXIS = 22;
/** Px of a character, about. */
const CHARACTER = 6;

/** Px on the left for what the rows are called. */
export const labelWidth = ({ width }: Pick<Picture, "width">): number => (width < 480 ? 56 : 76);
/** Px on the right, for half of the last time. */
export const MARGIN = 6;
const rightEdge = ({ width }: Pick<Picture, "width">): number => width - MARGIN;
export const plotWidth = (picture: Pick<Picture, "width">): number =>
  rightEdge(picture) - labelWidth(picture);

/** The kinds of marks, each a row of its own. */
export const MARK_ROWS = [
  { kind: "said", label: "Said" },
  { kind: "mqtt", label: "MQTT" },
] as const;

/** Where each row of marks begins, px from the top, and the whole height. */
export function layoutOf(picture: Picture): { readonly marks: readonly number[]; readonly height: number } {
  const rows = rowsOf(picture);
  const tops = topsOf(rows);
  return {
    marks: tops.slice(rows.length - MARK_ROWS.length, rows.length),
    height: tops.at(-1)! + AXIS,
  };
}

/** The whole drawing, without the element around it. */
export function drawingOf(picture: Picture): readonly Shape[] {
  const { window, width, now } = picture;
  const [left, right] = [labelWidth(picture), rightEdge(picture)];
  const scale = scaleOf(window, left, right);
  const rows = rowsOf(picture);
  const tops = topsOf(rows);
  const foot = tops.at(-1)!;
  const ticks = ticksOf(window, Math.max(2, Math.floor((right - left) / 76)));
  return [
    shape("defs", {}, [
      ...lampTiles(),
      shape("pattern", { id: "pb-unknown", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, [
        shape("path", { class: "unknown", d: "M2 2h1.5v1.5H2z" }),
      ]),
      shape("clipPath", { id: "pb-plot" }, [
        shape("rect", { x: left, y: 0, width: right - left, height: foot }),
      ]),
    ]),
    shape("path", { class: "tick", d: ticks.map(({ at }) => `M${scale.x(at)} 0V${foot}`).join("") }),
    ...ticks.map(({ at, text }) =>
      shape("text", { class: "time", x: Math.min(scale.x(at), width - 18), y: foot + 15 }, text),
    ),
    ...rows.map(({ label, height }, i) =>
      shape("text", { class: "label", x: 0, y: tops[i]! + Math.min(height, LAMP_HEIGHT) / 2 + 4 }, label),
    ),
    shape(
      "g",
      { "clip-path": "url(#pb-plot)" },
      rows.flatMap(({ draw }, i) => draw(scale, tops[i]!)),
    ),
    ...(window.from <= now && now <= window.to
      ? [shape("path", { class: "now", d: `M${scale.x(now)} 0V${foot}` })]
      : []),
  ];
}

function rowsOf({ tracks, window, now, otherButtons, outlet }: Picture): readonly Row[] {
  const { lamp, button, lifecycle, marks, known } = tracks;
  const buttons = [ACTION, ...otherButtons].map(
    (name): Row => ({
      label: name === ACTION ? "Button" : name,
      height: BAR,
      draw: (scale, top) => [
        ...unknown(window.from, known.button, scale, top, BAR),
        base(scale, window, top),
        ...held(
          button.filter((span) => span.button === name),
          window,
          now,
          scale,
          top,
        ),
      ],
    }),
  );
  const relay: Row = {
    label: "Outlet",
    height: BAR,
    draw: (scale, top) => [
      ...unknown(window.from, known.outlet, scale, top, BAR),
      base(scale, window, top),
      shape("path", { class: "on", d: boxes(tracks.outlet, scale, top + 2, BAR - 4) }),
      ...tracks.outlet.flatMap((span) => within("on", "on-text", span, scale, top)),
    ],
  };
  return [
    {
      label: "Lamp",
      height: LAMP_HEIGHT + CAPTION_HEIGHT,
      draw: (scale, top) => [
        ...unknown(window.from, lamp[0]?.from ?? Math.min(now, window.to), scale, top, LAMP_HEIGHT),
        ...lampRow(lamp, scale, top),
      ],
    },
    ...buttons,
    ...(outlet ? [relay] : []),
    {
      label: "Plug",
      height: BAR,
      draw: (scale, top) => [
        ...unknown(window.from, lifecycle[0]?.from ?? Math.min(now, window.to), scale, top, BAR),
        shape("path", { class: "state", d: boxes(lifecycle, scale, top, BAR) }),
        ...lifecycle.flatMap((span) => within(lifecycleWords(span.state), "state-text", span, scale, top)),
      ],
    },
    ...MARK_ROWS.map(
      ({ kind, label }): Row => ({
        label,
        height: MARKS_HEIGHT,
        draw: (scale, top) => [
          base(scale, window, top + (MARKS_HEIGHT - BAR) / 2),
          ...signs(
            marks.filter((mark) => mark.kind === kind),
            scale,
            top + MARKS_HEIGHT / 2,
          ),
        ],
      }),
    ),
  ];
}

/** Where each row begins, and where the last ends. */
function topsOf(rows: readonly Row[]): readonly number[] {
  let top = 4;
  const tops = rows.map(({ height }) => {
    const begins = top;
    top += height + GAP;
    return begins;
  });
  return [...tops, top];
}

const base = ({ x }: Scale, { from, to }: Span, top: number): Shape =>
  shape("path", { class: "base", d: `M${x(from)} ${top + BAR / 2}H${x(to)}` });

/** What nobody was told. */
function unknown(from: number, until: number, { x }: Scale, top: number, height: number): readonly Shape[] {
  if (until <= from) return [];
  return [
    shape("path", { fill: "url(#pb-unknown)", d: `M${x(from)} ${top}H${x(until)}v${height}H${x(from)}z` }),
    ...(x(until) - x(from) >= 60
      ? [shape("text", { class: "caption halo", x: x(from) + 6, y: top + height / 2 + 4 }, "not known")]
      : []),
  ];
}

function held(
  spans: readonly Span[],
  window: Span,
  now: number,
  scale: Scale,
  top: number,
): readonly Shape[] {
  return [
    shape("path", { class: "down", d: boxes(spans, scale, top + 2, BAR - 4) }),
    // Of a hold that begins or ends outside nobody can see here how long it was.
    ...spans
      .filter(({ from, to }) => from > window.from && (to < window.to || to === now))
      .flatMap((span) =>
        within(spanText(Math.round((span.to - span.from) / 100) * 100), "down-text", span, scale, top),
      ),
  ];
}

function within(text: string, look: string, span: Span, scale: Scale, top: number): readonly Shape[] {
  const left = scale.x(span.from);
  return scale.x(span.to) - left >= text.length * CHARACTER + 6
    ? [shape("text", { class: look, x: left + 4, y: top + BAR / 2 + 4 }, text)]
    : hint(text, span, scale, top, BAR);
}

/** Signs that differ in shape, not only in colour: a diamond, a disc, a triangle, a square. */
const SIGNS: Readonly<Record<string, (x: number, y: number) => string>> = {
  mqtt: (x, y) => `M${x} ${y - 5}l5 5-5 5-5-5z`,
  info: (x, y) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z`,
  warn: (x, y) => `M${x} ${y - 6}l6 11h-12z`,
  error: (x, y) => `M${x - 5} ${y - 5}h10v10h-10z`,
};

function signs(marks: readonly Mark[], { x }: Scale, y: number): readonly Shape[] {
  const looks = grouped(marks, ({ kind, level }) => (kind === "mqtt" ? kind : level));
  return [...looks].map(([look, own]) => {
    // At most one in 2 px.
    const places = new Set(own.map(({ at }) => Math.round(x(at) / 2) * 2));
    return shape("path", { class: look, d: [...places].map((place) => SIGNS[look]!(place, y)).join("") });
  });
}
