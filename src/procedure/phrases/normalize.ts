import { withoutFillers } from "./fillers.ts";
import { LAST, type Rule, WORDING } from "./rules.ts";

const SPELLING: readonly Rule[] = [
  [/[‘’‛′`]/g, "'"],
  [/["“”„‟″«»*_]|(?<!\w)'|'(?!\w)/g, ""],
  [/\(([^()]*)\)/g, ", $1, "],
  [/\s*[–—;:]\s*|\s+-+\s+|\.\.\.|…/g, ", "],
  [/(?<=\d)\s*-\s*(?=\d)/g, " to "],
  [/n't\b/g, " not"],
  [/\bcannot\b/g, "can not"],
  [/'(?:ll|d)\b/g, " will"],
  [/'re\b/g, " are"],
  [/\b(it|that|there|what|light)'s\b/g, "$1 is"],
  [/\b(plug|device|socket|echo|unit|speaker)'s\b/g, ""],
  [/[!?.]+(?=\s|$)/g, " "],
  [/&/g, " and "],
];
/** They carry nothing that is checked. */
const ARTICLES: Rule = [/\b(?:the|a|an|your|its|my)\b/g, " "];
const TIDY: readonly Rule[] = [
  [/(?:\s*,)+\s*/g, ", "],
  [/\s+/g, " "],
  [/^[\s,]+|[\s,]+$/g, ""],
  [/^(?:(?:and|then|but|so)\b[\s,]*)+/, ""],
];

const replaced = (text: string, rules: readonly Rule[]): string =>
  rules.reduce((rest, [written, known]) => rest.replace(written, known), text);

/**
 * A sentence in the one wording that the phrases know (table.ts): lower case, one word a thing, without articles,
 * markup and fillers. Nothing seen, done or counted is lost on the way.
 */
export function normalized(sentence: string): string {
  const plain = sentence.normalize("NFKC").toLowerCase();
  const worded = replaced(plain, [...SPELLING, ...TIDY, ...WORDING, ARTICLES, ...TIDY]);
  return replaced(withoutFillers(worded), [...TIDY, ...LAST, ...TIDY]);
}
