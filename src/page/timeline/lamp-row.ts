import {
  COLORS,
  type ColorName,
  type Instant,
  instant,
  type LedPattern,
  roundOf,
} from "../../../firmware-sim/index.ts";
import { LIT, type Lit } from "../../seen/lamp.ts";
import { hatchDots, SIGNS } from "../../seen/signs.ts";
import { lampSteps } from "../../view/tracks/lamp-steps.ts";
import type { LampSpan, Span } from "../../view/tracks.ts";
import { grouped } from "./grouped.ts";
import { hint } from "./hint.ts";
import { boxes, type Scale } from "./scale.ts";
import { type Shape, shape } from "./shape.ts";
import { lampWords } from "./words.ts";

/** Steps of a pattern are drawn as they are where the shortest is so wide, px; else the pattern as one block. */
const TELLABLE = 3;
/** A block is lettered where it is so wide, px. */
const LETTERED = 13;
/** Px of a character of a caption, about. */
const CHARACTER = 6;

export const LAMP_HEIGHT = 24;
export const CAPTION_HEIGHT = 14;

interface Block extends Span {
  readonly color: Lit;
  /** Of several colours in one block, from the top. */
  readonly part: number;
  readonly parts: number;
}

/** What the lamp showed, step by step or, where steps are too fine, as blocks with stripes; below them in words. */
export function lampRow(spans: readonly LampSpan[], scale: Scale, top: number): readonly Shape[] {
  const fine = spans.filter((span) => isFine(span, scale));
  const told = spans.filter((span) => !isFine(span, scale));
  const blocks = [...told.flatMap(stepBlocks), ...fine.flatMap(wholeBlocks)];
  const stripes = boxes(fine.map(untilDark), scale, top, LAMP_HEIGHT);
  return [
    shape("path", { class: "ground", d: boxes(spans, scale, top, LAMP_HEIGHT) }),
    ...LIT.flatMap((color) => colored(color, blocks, scale, top)),
    ...(stripes === "" ? [] : [shape("path", { d: stripes, fill: "url(#pb-stripes)" })]),
    ...blocks.flatMap((block) => letters(block, scale, top)),
    ...captions(spans, scale, top),
  ];
}

/** What the colours of a lamp row are drawn with. */
export const lampTiles = (): readonly Shape[] => [
  ...LIT.map((color) => {
    const { r, g, b } = COLORS[color];
    const dots = hatchDots(color).map(({ x, y }) => `M${x} ${y}h1v1h-1z`);
    return shape("pattern", { id: `pb-${color}`, width: 4, height: 4, patternUnits: "userSpaceOnUse" }, [
      shape("path", { d: "M0 0h4v4H0z", fill: `rgb(${r},${g},${b})` }),
      shape("path", { d: dots.join(""), fill: "#000", opacity: 0.35 }),
    ]);
  }),
  shape(
    "pattern",
    {
      id: "pb-stripes",
      width: 8,
      height: 8,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    },
    [shape("path", { class: "stripe", d: "M0 0h3v8H0z" })],
  ),
];

const isFine = ({ pattern }: LampSpan, { px }: Scale): boolean =>
  pattern.kind === "steps" && px(Math.min(...pattern.steps.map((step) => step.for))) < TELLABLE;

const stepBlocks = (span: LampSpan): readonly Block[] => {
  const blocks: Block[] = [];
  for (const { color, from, to } of lampSteps(span))
    if (color !== "off") blocks.push({ from, to, color, part: 0, parts: 1 });
  return blocks;
};

/** Each colour that the pattern has, one above the other. */
function wholeBlocks(span: LampSpan): readonly Block[] {
  const colors = litOf(span.pattern);
  return colors.map((color, part) => ({ ...untilDark(span), color, part, parts: colors.length }));
}

/** A counted pattern is dark after its last round. */
function untilDark({ pattern, since, from, to }: LampSpan): Span {
  const rounds =
    pattern.kind === "steady" || pattern.times === "forever" ? Number.POSITIVE_INFINITY : pattern.times;
  const over = rounds === Number.POSITIVE_INFINITY ? to : since + rounds * roundOf(pattern);
  return { from, to: instant(Math.max(from, Math.min(to, over))) };
}

const litOf = (pattern: LedPattern): readonly Lit[] =>
  [
    ...new Set<ColorName>(
      pattern.kind === "steady" ? [pattern.color] : pattern.steps.map(({ color }) => color),
    ),
  ].filter((color): color is Lit => color !== "off");

function colored(color: Lit, blocks: readonly Block[], scale: Scale, top: number): readonly Shape[] {
  const own = blocks.filter((block) => block.color === color).sort((a, b) => a.from - b.from);
  const path = [...grouped(own, ({ part, parts }) => `${part}/${parts}`).values()].map((group) => {
    const { part, parts } = group[0]!;
    const height = LAMP_HEIGHT / parts;
    return boxes(group, scale, top + part * height, height);
  });
  return own.length === 0
    ? []
    : [shape("path", { class: "lit", d: path.join(""), fill: `url(#pb-${color})` })];
}

function letters({ color, from, to, part, parts }: Block, { x }: Scale, top: number): readonly Shape[] {
  if (x(to) - x(from) < LETTERED || parts > 2) return [];
  const height = LAMP_HEIGHT / parts;
  const at = { x: (x(from) + x(to)) / 2, y: top + (part + 0.5) * height + 4 };
  return [shape("text", { class: "letter", ...at }, SIGNS[color].letter)];
}

/** In words what fits; what goes on with the same words is said once. */
function captions(spans: readonly LampSpan[], scale: Scale, top: number): readonly Shape[] {
  const said: { from: Instant; to: Instant; words: string }[] = [];
  for (const span of spans) {
    const { from, to } = span;
    const words = lampWords(span);
    const last = said.at(-1);
    if (last?.words === words && last.to === from) last.to = to;
    else said.push({ from, to, words });
  }
  return said.flatMap((part) => {
    const left = scale.x(part.from);
    return scale.x(part.to) - left >= part.words.length * CHARACTER
      ? [
          shape(
            "text",
            { class: "caption", x: left + 2, y: top + LAMP_HEIGHT + CAPTION_HEIGHT - 3 },
            part.words,
          ),
        ]
      : hint(part.words, part, scale, top, LAMP_HEIGHT);
  });
}
