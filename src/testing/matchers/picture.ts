import type { ColorName } from "../../../firmware-sim/index.ts";
import { ASCII_LEGEND, asciiScale, asciiTimeline } from "../../seen/ascii.ts";
import type { LampSpan } from "../../seen/lamp.ts";
import type { Observed } from "./observe.ts";
import type { Wanted } from "./wanted.ts";

/** Characters: with the labels, and the indentation of a test's report, a terminal of 80 takes it. */
const WIDTH = 60;

/** What was seen, and above it, unless that is null, what was wanted. */
export function picture({ spans, from, to }: Observed, wanted: readonly Wanted[] | null): string[] {
  const window = { from, to, width: WIDTH };
  const row = (label: string, text: string) => `${label.padEnd(10)}${text}`;
  const any = spans.find(({ color }) => color !== "off")?.color ?? "white";
  return [
    ...(wanted === null ? [] : [row("expected", asciiTimeline(drawn(wanted, any, from, to), window))]),
    row("seen", asciiTimeline(spans, window)),
    row("", asciiScale(window)),
    row("", ASCII_LEGEND),
  ];
}

/** `wanted` in equal shares of the time; `any`: where whatever colour will do. */
function drawn(wanted: readonly Wanted[], any: ColorName, from: number, to: number): LampSpan[] {
  const share = (to - from) / wanted.length;
  return wanted.flatMap(({ round }, i) => {
    const spans: LampSpan[] = [];
    const end = from + (i + 1) * share;
    for (let at = from + i * share, step = 0; at < end; step++) {
      const { color, for: span } = round[step % round.length]!;
      spans.push({ color: color ?? any, from: at, to: Math.min(at + span, end) });
      at += span;
    }
    return spans;
  });
}
