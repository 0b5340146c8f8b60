import { normalized } from "./normalize.ts";
import { PHRASES } from "./table.ts";

const MOST = 3;
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.split(/[^a-z0-9]+/).filter((word) => word !== ""));

let known: readonly { readonly example: string; readonly words: ReadonlySet<string> }[] | undefined;
const examples = () =>
  (known ??= PHRASES.map(({ example }) => ({ example, words: wordsOf(normalized(example)) })));

/** Examples of phrases that share most words with a normalised sentence, the nearest first. */
export function nearestPhrases(words: string): readonly string[] {
  const asked = wordsOf(words);
  return examples()
    .map(({ example, words: has }) => {
      const shared = [...has].filter((word) => asked.has(word)).length;
      return { example, near: shared / (has.size + asked.size - shared) };
    })
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near)
    .slice(0, MOST)
    .map(({ example }) => example);
}
