import type { Profile } from "../../../firmware-sim/index.ts";
import type { Episode, Look } from "../../seen/lamp.ts";
import { episodeWords, lookWords, timeWords } from "../../seen/words.ts";
import type { Failure } from "./failure.ts";
import type { Hands } from "./hands.ts";
import type { Seen } from "./observer.ts";
import type { Fact } from "./subject.ts";
import { ACTION, asSentence, buttonWords, storyWords } from "./words.ts";

/** What was seen, and after what. */
export interface Circumstances {
  readonly hands: Pick<Hands, "last" | "released">;
  readonly profile: Profile;
  /** Of the scene, the one that goes on last. */
  readonly episodes: readonly Episode[];
  /** How long somebody looked, ms. */
  readonly looked: number;
}

/** Why `looks` were not seen next. */
export function notNext(looks: readonly Look[], seen: Seen, around: Circumstances): Failure {
  const says = `The light is ${looks.map(lookWords).join(" or ")} next.`;
  const early = tooEarly(around);
  const rest = early === null ? {} : { suggestion: early };
  if (seen.kind !== "differs") {
    const did = `${since(around)} the light stayed ${storyWords(around.episodes.slice(-1))} for ${timeWords(around.looked)}.`;
    return { says, did: held(around) + did, ...rest };
  }
  const { episode, later, why } = seen;
  if (later !== null)
    return {
      says,
      did: `${held(around)}${since(around)} the light was ${episodeWords(episode)}, which the article leaves out here, and only then ${episodeWords(later)}.`,
      suggestion: `${asSentence(episode)} ${asSentence(later).replace("The", "Then the")}`,
    };
  return {
    says,
    did: `${held(around)}${since(around)} the light was ${episodeWords(episode)}: ${why}.`,
    suggestion:
      early ??
      asSentence(episode, episode.from !== around.episodes.at(-1)?.from && looks[0]?.flashes !== undefined),
  };
}

/** Of what came `after` ms, and is said to come `within` fewer. */
export const tooLate = (look: Look, within: number, after: number): Failure => ({
  says: `The light is ${lookWords(look)} within ${timeWords(within)}.`,
  did: `It was so only after ${timeWords(after)}.`,
  suggestion: `… within ${Math.ceil(after / 1000)} seconds.`,
});

/** Why somebody waited for `look` in vain. */
export function notReached(look: Look, around: Circumstances): Failure {
  const { episodes, looked } = around;
  const last = episodes.at(-1);
  const seen =
    last === undefined || last.cadence === "off" ? null : `… ${asSentence(last).replace("The", "until the")}`;
  const suggestion = tooEarly(around) ?? seen;
  return {
    says: `At some time the light is ${lookWords(look)}.`,
    did: `${held(around)}${since(around)} the light was ${storyWords(episodes)}, and not so within ${timeWords(looked)}.`,
    ...(suggestion === null ? {} : { suggestion }),
  };
}

/** Why what cannot be seen at the lamp is not so. */
export const notSo = (fact: Fact, instead: string): Failure => ({
  says: fact.see === "resetDone" ? "The plug is reset." : `The outlet is ${fact.to}.`,
  did: instead,
});

const since = ({ hands }: Circumstances): string =>
  hands.last === null ? "From the start" : `After ${hands.last.words}`;

/** Of a release. */
const held = ({ hands }: Circumstances): string =>
  hands.released === null ? "" : `The button was held for ${timeWords(hands.released.held)}. `;

/** What a reader is to be told who let go before the plug would reset. */
function tooEarly({ hands, profile }: Circumstances): string | null {
  const rung = profile.rungs.find(({ reset }) => reset !== null);
  if (hands.released?.buttons.join() !== ACTION || rung === undefined) return null;
  const needed = rung.at + (rung.guard?.for ?? 0);
  if (hands.released.held >= needed) return null;
  const seconds = Math.ceil(needed / 1000);
  return `Press and hold the ${buttonWords(hands.released.buttons)} for ${seconds} seconds. Release the button.`;
}
