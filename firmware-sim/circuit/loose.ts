import { chanceOf, thrown } from "../dice.ts";
import { after, type Instant, millis } from "../time.ts";

/** A plug that sits loose in its socket: mains comes and goes in bursts of dips. JSON-able. */
export interface Loose {
  /** See dice.ts. */
  dice: number;
  dipping: boolean;
  /** Dips of this burst that are not over yet. */
  dips: number;
  /** When mains comes or goes next. */
  turnsAt: Instant;
}

/** From and to, ms, and how many: all assumed, so that three dips within 10 s are felt as one loose contact. */
const DIPS = [3, 6] as const;
const DIP = [50, 400] as const;
const GAP = [200, 1500] as const;
const PAUSE = [5000, 30_000] as const;
/** Now and then the last dip of a burst takes the plug's power: every fourth time; assumed. */
const LONG_DIP = [700, 2000] as const;
const LONG_CHANCE = 0.25;

/** `seed`: a whole number from 0 to 2^32 - 1. The first burst begins soon. */
export function newLoose(seed: number, at: Instant): Loose {
  const loose: Loose = { dice: seed, dipping: false, dips: 0, turnsAt: at };
  loose.dips = draw(loose, DIPS);
  loose.turnsAt = after(at, millis(draw(loose, GAP)));
  return loose;
}

/** Mains goes, or comes back. */
export function turn(loose: Loose): void {
  loose.dipping = !loose.dipping;
  loose.turnsAt = after(loose.turnsAt, millis(loose.dipping ? dipOf(loose) : stayOf(loose)));
}

function dipOf(loose: Loose): number {
  const long = loose.dips === 1 && chance(loose) < LONG_CHANCE;
  return draw(loose, long ? LONG_DIP : DIP);
}

function stayOf(loose: Loose): number {
  loose.dips -= 1;
  if (loose.dips > 0) return draw(loose, GAP);
  loose.dips = draw(loose, DIPS);
  return draw(loose, PAUSE);
}

function chance(loose: Loose): number {
  loose.dice = thrown(loose.dice);
  return chanceOf(loose.dice);
}

/** A whole number within both ends. */
const draw = (loose: Loose, [least, most]: readonly [number, number]): number =>
  least + Math.floor(chance(loose) * (most - least + 1));
