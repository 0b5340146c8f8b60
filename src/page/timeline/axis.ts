import type { Span } from "../../view/tracks.ts";

/** Ms between two ticks, as clocks count. */
const STEPS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
];

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** At most `most` moments (at least 1) that are round, with what they are called. */
export function ticksOf({ from, to }: Span, most: number): readonly Tick[] {
  const least = (to - from) / most;
  const step = STEPS.find((each) => each >= least) ?? STEPS.at(-1)!;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(Math.max(from, 0) / step) * step; at < to; at += step)
    ticks.push({ at, text: clockText(at, step) });
  return ticks;
}

/** Of the plug's time: "0:07", "12:30.5", "1:02:03", as exact as `step` ms asks for. */
export function clockText(moment: number, step = 1000): string {
  // What lies before the program's start has no time.
  const at = Math.max(0, moment);
  const [h, min, s] = [Math.floor(at / 3_600_000), Math.floor(at / 60_000) % 60, Math.floor(at / 1000) % 60];
  const two = (part: number) => String(part).padStart(2, "0");
  const fraction =
    step >= 1000
      ? ""
      : `.${String(at % 1000)
          .padStart(3, "0")
          .slice(0, step >= 100 ? 1 : 3)}`;
  return `${h > 0 ? `${h}:${two(min)}` : min}:${two(s)}${fraction}`;
}
