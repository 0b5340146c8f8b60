import type { Episode } from "../../seen/lamp.ts";
import { asSentence } from "../perform/words.ts";
import type { Course } from "./course.ts";

/** What is seen after the last act, one sentence each; of what only went on, that it does. */
export function seenSince(course: Course): readonly string[] {
  const news = sentencesOf(course.news);
  return news.length > 0 || course.sight === null ? news : [asSentence(course.sight)];
}

/** Nobody is told the same thing twice in a row. */
export function sentencesOf(episodes: readonly Episode[]): readonly string[] {
  const sentences = episodes.map((episode) => asSentence(episode));
  return sentences
    .filter((sentence, i) => sentence !== sentences[i - 1])
    .map((sentence, i) => (i === 0 ? sentence : sentence.replace("The", "Then the")));
}

/** "the light blinks red" */
export const clauseOf = (episode: Episode): string => asSentence(episode).replace("The", "the").slice(0, -1);
