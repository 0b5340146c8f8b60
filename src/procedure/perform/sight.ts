import { fits } from "../../seen/fits.ts";
import type { Episode, Look } from "../../seen/lamp.ts";
import { SOLID } from "../../seen/observer.ts";

/** What somebody has before them at one moment. Times are ms since the procedure began. */
export interface Sight {
  readonly now: number;
  /** As in a Subject. */
  readonly episodes: readonly Episode[];
  readonly sure: boolean;
  /** When they last did something: since then a new scene goes on. */
  readonly scene: number;
  /** When that began which the article described last in this scene. */
  readonly told: number | null;
  /** What ended before this need not be described: the article told them to wait. */
  readonly waited: number;
  /** What they may see. */
  readonly possible: readonly Look[];
}

/** Whether anything can be said of this scene yet. */
export const isClear = ({ now, sure, scene }: Sight): boolean => sure && now > scene;

/** What of a scene is still to be described, first what was described last, if it is not over. */
export function ahead({ episodes, scene, told }: Sight): readonly Episode[] {
  const before = episodes.findLastIndex(({ from, to }) => to <= scene || (told !== null && from < told));
  return episodes.slice(before + 1);
}

/** It was there before the scene began, or was described: somebody waits for what comes next. */
export const isOld = ({ from }: Episode, { scene, told }: Sight): boolean => from < scene || from === told;

/** It need not be described. */
export const isOptional = (episode: Episode, { waited, possible }: Sight): boolean =>
  episode.to <= waited || possible.some((look) => hasShape(look, episode));

/** As `fits`, whatever the article says of how often and how long. */
export const differsFrom = ({ cadence, colors, pace }: Look, episode: Episode): string | null =>
  fits({ cadence, colors, ...(pace === undefined ? {} : { pace }) }, episode);

export const hasShape = (look: Look, episode: Episode): boolean => differsFrom(look, episode) === null;

/** When what was there before counts as still there: the plug has had the time to show something else. Ms. */
export const staysAt = ({ periodMs }: Episode, { scene }: Sight): number =>
  scene + Math.max(SOLID, 2 * (periodMs ?? 0));

/** When it will be clear what is seen, if nothing changes. Ms. */
export const sureAt = ({ now, episodes }: Sight): number =>
  Math.max(now + 1, (episodes.at(-1)?.from ?? now) + SOLID);
