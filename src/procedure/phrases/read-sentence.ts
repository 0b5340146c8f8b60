import type { Reading } from "../plan.ts";
import { ClauseReader } from "./clauses.ts";
import { AT_FIRST, type Context } from "./context.ts";
import { isEnglish } from "./english.ts";
import { tellsToDo } from "./imperative.ts";
import { nearestPhrases } from "./nearest.ts";
import { normalized } from "./normalize.ts";
import { MENTIONS } from "./vocabulary.ts";

const LONGEST = 1000;

/** What a sentence says. `context`: what those before have settled. */
export function readSentence(text: string, context: Context = AT_FIRST): Reading {
  if (text.length > LONGEST)
    return unread(`longer than ${LONGEST} characters: make several sentences of it`, text);
  const words = normalized(text);
  const reader = new ClauseReader();
  const statements = words === "" ? null : reader.read(words, context);
  if (statements !== null && statements.length > 0) return { kind: "statements", statements };
  if (statements !== null)
    return { kind: "excused", why: "a way through the app's menus, which no plug notices" };
  if (!MENTIONS.test(words) && !tellsToDo(text))
    return isEnglish(text) ? { kind: "aside" } : unread("not English, as far as can be told", words);
  return unread(whyNot(words, reader.stuck), words);
}

function whyNot(words: string, stuck: string): string {
  if (/\b(?:if|unless|otherwise)\b/.test(words))
    return "conditions are not followed: give each case a procedure of its own";
  return stuck === "" ? "not understood" : `not understood from “${stuck}” on`;
}

const unread = (why: string, words: string): Reading => ({
  kind: "unread",
  why,
  nearest: nearestPhrases(words),
});
