import { spanText } from "../../config/duration.ts";
import { oneOf } from "../../config/one-of.ts";
import { type Episode, LIT, type Lit } from "../../seen/lamp.ts";
import { shapeWords } from "../../seen/words.ts";
import { UsageError } from "../../usage-error.ts";
import { STEP, type Wanted } from "./wanted.ts";

/** Of a round. Assumed: more than the 5 ms that a board takes or two at rounds from 100 ms on, less than an eye tells apart. */
const TOLERANCE = 0.1;

export interface Blink {
  readonly color?: Lit;
  /** From one flash to the next, ms. */
  readonly periodMs?: number;
  /** The share of a round, 0 to 1, in which it is lit. */
  readonly duty?: number;
  /** How far each single round may be off, as a share of `periodMs`, and of a round for `duty`; 0.1 when left out. */
  readonly tolerance?: number;
}

/** @throws UsageError for a number out of its range */
export function wantedBlink(blink: Blink): Wanted {
  const { color, periodMs, duty, tolerance = TOLERANCE } = blink;
  if (color !== undefined) oneOf(LIT, color, "color of a light");
  check("periodMs", periodMs, Number.MAX_VALUE);
  check("duty", duty, 1);
  check("tolerance", tolerance, 1);
  const misfit = (episode: Episode) => wrongShape(episode, color) ?? wrongRound(episode, blink, tolerance);
  const round = periodMs ?? 2 * STEP;
  const lit = round * (duty ?? 0.5);
  const words = [
    `blinking${color === undefined ? "" : ` ${color}`}`,
    ...(periodMs === undefined ? [] : [`every ${spanText(periodMs)}`]),
    ...(duty === undefined ? [] : [`lit for ${percent(duty)} of it`]),
    ...(periodMs === undefined && duty === undefined ? [] : [`each round to within ${percent(tolerance)}`]),
  ];
  return {
    words: words.join(", "),
    colors: color === undefined ? LIT : [color],
    misfit,
    mayBecome: (episode) => misfit(episode) === null,
    bounded: false,
    ages: [],
    round: [
      { color: color ?? null, for: lit },
      { color: "off", for: round - lit },
    ],
  };
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

function check(name: string, value: number | undefined, most: number): void {
  if (value === undefined || (value > 0 && value <= most)) return;
  const upTo = most === 1 ? ", at most 1" : " ms";
  throw new UsageError(`toBlink: ${name} is ${value}; it must be a number above 0${upTo}.`);
}

function wrongShape({ cadence, colors, periodMs }: Episode, color: string | undefined): string | null {
  if (cadence !== "blinking" || (color !== undefined && colors[0] !== color))
    return `${shapeWords({ cadence, colors })}, not blinking${color === undefined ? "" : ` ${color}`}`;
  return periodMs === null ? "not two whole rounds of it" : null;
}

/** Each whole round, from one flash to the next: a mean would hide a stutter. */
function wrongRound({ spans }: Episode, { periodMs, duty }: Blink, tolerance: number): string | null {
  const flashes = spans.filter(({ color }) => color !== "off");
  for (const [i, { from, to }] of flashes.entries()) {
    const next = flashes[i + 1];
    if (next === undefined) return null;
    const round = next.from - from;
    const lit = (to - from) / round;
    if (periodMs !== undefined && Math.abs(round - periodMs) > tolerance * periodMs)
      return `round ${i + 1} takes ${spanText(round)}, not ${spanText(periodMs)}`;
    if (duty !== undefined && Math.abs(lit - duty) > tolerance)
      return `round ${i + 1} is lit for ${percent(lit)}, not ${percent(duty)}`;
  }
  return null;
}
