import { type LedPattern, roundOf } from "./pattern.ts";

/** A round this short or shorter is worth calling fast; this long or longer, slow (ms). */
const FAST = 300;
const SLOW = 1500;

/** A lamp pattern for people: "solid red", "blinking blue fast", "alternating red and blue", "flashing red 3 times", "dark". */
export function patternWords(pattern: LedPattern): string {
  if (pattern.kind === "steady") return pattern.color === "off" ? "dark" : `solid ${pattern.color}`;
  const lit = [...new Set(pattern.steps.map((step) => step.color))].filter((color) => color !== "off");
  if (lit.length === 0) return "dark";
  if (lit.length > 1) return `alternating ${lit.join(" and ")}`;
  if (pattern.times !== "forever") return `flashing ${lit[0]} ${pattern.times} times`;
  const round = roundOf(pattern);
  const pace = round <= FAST ? " fast" : round >= SLOW ? " slowly" : "";
  return `blinking ${lit[0]}${pace}`;
}
