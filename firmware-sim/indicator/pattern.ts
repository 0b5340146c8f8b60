import { type Instant, instant, type Millis, millis, NEVER } from "../time.ts";

/** One lamp colour; each channel 0 (off) to 255 (full). */
export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** A lamp whose channels are only on or off shows orange as yellow. */
export const COLORS = {
  off: { r: 0, g: 0, b: 0 },
  red: { r: 255, g: 0, b: 0 },
  green: { r: 0, g: 255, b: 0 },
  blue: { r: 0, g: 0, b: 255 },
  orange: { r: 255, g: 128, b: 0 },
  yellow: { r: 255, g: 255, b: 0 },
  cyan: { r: 0, g: 255, b: 255 },
  magenta: { r: 255, g: 0, b: 255 },
  white: { r: 255, g: 255, b: 255 },
} as const satisfies Record<string, Rgb>;
export type ColorName = keyof typeof COLORS;

/** A colour held for a span (ms, at least 1). */
export interface LedStep {
  readonly color: ColorName;
  readonly for: Millis;
}

/** The lamp's shape in time; after the last of a counted number of rounds it is dark. */
export type LedPattern =
  | { readonly kind: "steady"; readonly color: ColorName }
  | { readonly kind: "steps"; readonly steps: readonly LedStep[]; readonly times: number | "forever" };

/** Length of one round of the steps, ms. */
export function roundOf(pattern: LedPattern): Millis {
  if (pattern.kind === "steady") return millis(0);
  return millis(pattern.steps.reduce((sum, step) => sum + step.for, 0));
}

/** The colour of `pattern` when it has been shown for `elapsed` ms. */
export function colorAt(pattern: LedPattern, elapsed: Millis): ColorName {
  if (pattern.kind === "steady") return pattern.color;
  const round = roundOf(pattern);
  if (pattern.times !== "forever" && elapsed >= round * pattern.times) return "off";
  let left = elapsed % round;
  for (const step of pattern.steps) {
    if (left < step.for) return step.color;
    left -= step.for;
  }
  return "off";
}

/** How many ms after `elapsed` the next step of `pattern` begins; null when it stays as it is for ever. */
export function nextChange(pattern: LedPattern, elapsed: Millis): Millis | null {
  if (pattern.kind === "steady") return null;
  const round = roundOf(pattern);
  if (pattern.times !== "forever" && elapsed >= round * pattern.times) return null;
  let end = 0;
  const within = elapsed % round;
  for (const step of pattern.steps) {
    end += step.for;
    if (within < end) break;
  }
  return millis(end - within);
}

/** The same as {@link nextChange}, as a moment; NEVER when nothing changes any more. */
export function changeAfter(pattern: LedPattern, start: Instant, now: Instant): Instant {
  const span = nextChange(pattern, millis(now - start));
  return span === null ? NEVER : instant(now + span);
}
