import type { Episode, Look } from "../../seen/lamp.ts";
import { lookWords, timeWords } from "../../seen/words.ts";
import type { Failure } from "./failure.ts";
import { differsFrom, hasShape } from "./sight.ts";
import { asSentence, storyWords } from "./words.ts";

/** Null when the light, as it is while the step does what its title says, is what the title says of it. */
export function atTheDeed(look: Look, now: Episode | null): Failure | null {
  const why = now === null ? "nothing that anybody could name" : differsFrom(look, now);
  if (why === null) return null;
  return {
    says: `The title of the step says that the light is ${lookWords(look)} then.`,
    did: `When the step does that, the light is ${why}.`,
    ...(now === null ? {} : { suggestion: asSentence(now) }),
  };
}

/** Null when one of the `episodes` of the step is what its title says. */
export function inTheStep(looks: readonly Look[], episodes: readonly Episode[]): Failure | null {
  if (episodes.some((episode) => looks.some((look) => hasShape(look, episode)))) return null;
  return {
    says: `The title of the step says that the light is ${looks.map(lookWords).join(" or ")}.`,
    did: `In this step the light was ${storyWords(episodes)}.`,
  };
}

/** Nobody counts seconds better than to a fifth of them, nor long ones that end at a light better than to 2 s; assumed. */
const SLACK = { share: 0.2, least: 2000 };

/** Null when a button was `held` about as long, ms, as the title of the step says. */
export function aboutAsLong(said: number, held: number): Failure | null {
  if (Math.abs(held - said) <= Math.max(SLACK.least, SLACK.share * said)) return null;
  return {
    says: `The title of the step says that the button is held for ${timeWords(said)}.`,
    did: `In this step it was held for ${timeWords(held)}.`,
  };
}
