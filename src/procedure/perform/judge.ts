import { fits } from "../../seen/fits.ts";
import type { Episode, Look } from "../../seen/lamp.ts";
import {
  ahead,
  differsFrom,
  hasShape,
  isClear,
  isOld,
  isOptional,
  type Sight,
  staysAt,
  sureAt,
} from "./sight.ts";

export type Ruling =
  /** Ask again when something changes, and at `again`, ms, at the latest. */
  | { readonly kind: "wait"; readonly again: number }
  | { readonly kind: "fits"; readonly look: Look; readonly episode: Episode }
  /** `shape`: not only its time or count is another. `why`: for people. */
  | { readonly kind: "differs"; readonly episode: Episode; readonly shape: boolean; readonly why: string };

const wait = (again = Number.POSITIVE_INFINITY): Ruling => ({ kind: "wait", again });

/** Whether what is seen next is one of `looks`. */
export function nextOf(looks: readonly Look[], sight: Sight): Ruling {
  if (!isClear(sight)) return wait(sureAt(sight));
  const shown = ahead(sight);
  const lookAt = (episode: Episode) => looks.find((look) => hasShape(look, episode));
  let at = 0;
  const first = shown[0]!;
  if (isOld(first, sight)) {
    const look = lookAt(first);
    const again = look === undefined ? Number.POSITIVE_INFINITY : describedAt(first, shown.length > 1, sight);
    if (look !== undefined && again <= sight.now) return measured(look, first, shown.length > 1, sight.now);
    if (shown.length === 1) return wait(again);
    at = 1;
  }
  while (at < shown.length && lookAt(shown[at]!) === undefined && isOptional(shown[at]!, sight)) at++;
  const next = shown[at];
  if (next === undefined) return wait();
  const look = lookAt(next);
  if (look !== undefined) return measured(look, next, at < shown.length - 1, sight.now);
  return { kind: "differs", episode: next, shape: true, why: differsFrom(looks[0]!, next)! };
}

/** From when on, ms, an article that describes what is old means that; what it described before must not be over. */
function describedAt(episode: Episode, over: boolean, sight: Sight): number {
  if (episode.from === sight.told) return over ? Number.POSITIVE_INFINITY : sight.now;
  const at = staysAt(episode, sight);
  return over && episode.to < at ? Number.POSITIVE_INFINITY : at;
}

/** Whether an episode of the right shape is of the right length and count. */
function measured(look: Look, episode: Episode, over: boolean, now: number): Ruling {
  const { flashes, lasts } = look;
  const why = fits(look, episode);
  const tooMuch =
    episode.flashes > (flashes?.max ?? Number.POSITIVE_INFINITY) ||
    now - episode.from > (lasts?.max ?? Number.POSITIVE_INFINITY);
  if (why !== null && (over || tooMuch)) return { kind: "differs", episode, shape: false, why };
  if (why === null && (over || (flashes?.max ?? lasts?.max) === undefined))
    return { kind: "fits", look, episode };
  const limits = [lasts?.min, lasts?.max === undefined ? undefined : lasts.max + 1];
  const again = limits.map((limit) => episode.from + (limit ?? Number.POSITIVE_INFINITY));
  return wait(Math.min(...again.filter((at) => at > now)));
}

/** Whether `look` has been seen in this scene, or goes on. How much of it is too much is not asked. */
export function untilOf(look: Look, sight: Sight): Ruling {
  if (!isClear(sight)) return wait(sureAt(sight));
  const least = leastOf(look);
  const shown = ahead(sight);
  let again = Number.POSITIVE_INFINITY;
  for (const episode of shown.toReversed().filter((one) => hasShape(look, one))) {
    const over = episode !== shown.at(-1);
    const ruling = measured(least, episode, over, sight.now);
    const from = episode.from < sight.scene ? describedAt(episode, over, sight) : sight.now;
    if (ruling.kind === "fits" && from <= sight.now) return ruling;
    if (ruling.kind === "wait") again = Math.min(again, ruling.again);
    else if (ruling.kind === "fits") again = Math.min(again, from);
  }
  return wait(again);
}

/** The first of them that fits; else when to ask again. */
export const anyOf = (rulings: readonly Ruling[]): Ruling =>
  rulings.find(({ kind }) => kind === "fits") ??
  wait(
    Math.min(...rulings.map((ruling) => (ruling.kind === "wait" ? ruling.again : Number.POSITIVE_INFINITY))),
  );

const leastOf = ({ cadence, colors, pace, flashes, lasts }: Look): Look => ({
  cadence,
  colors,
  ...(pace === undefined ? {} : { pace }),
  ...(flashes === undefined ? {} : { flashes: { min: flashes.min } }),
  ...(lasts === undefined ? {} : { lasts: { min: lasts.min } }),
});
