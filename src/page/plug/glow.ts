import { type ColorName, type LedPattern, roundOf } from "../../../firmware-sim/index.ts";

/** WCAG 2.2, 2.3.1: nothing but a small area may flash more often in a second. */
const MOST_FLASHES = 3;

/** How often in a second a pattern goes to another colour and back. */
export function flashesPerSecond(pattern: LedPattern): number {
  if (pattern.kind === "steady") return 0;
  const { steps } = pattern;
  const changes = steps.filter((step, i) => step.color !== steps.at(i - 1)?.color).length;
  return (changes / 2) * (1000 / roundOf(pattern));
}

/** What the wide glow around the lamp shows: the lamp's colour, or, of what flashes too often, one colour all the time. */
export function glowOf(pattern: LedPattern, lamp: ColorName): ColorName {
  if (pattern.kind === "steady" || flashesPerSecond(pattern) <= MOST_FLASHES) return lamp;
  return pattern.steps.find(({ color }) => color !== "off")?.color ?? "off";
}
