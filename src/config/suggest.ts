/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** A third of the word may be wrong, at least one letter and at most three. */
const tolerated = (word: string): number => Math.min(3, Math.max(1, Math.floor(word.length / 3)));

/** The one of `words` that was probably meant; undefined when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const asked = word.toLowerCase().slice(0, 64);
  const ranked = words
    .map((candidate) => ({ candidate, cost: distance(asked, candidate.toLowerCase()) }))
    .filter(({ candidate, cost }) => cost <= tolerated(candidate))
    .sort((a, b) => a.cost - b.cost);
  const started = asked.length > 1 ? words.find((candidate) => candidate.startsWith(asked)) : undefined;
  return ranked[0]?.candidate ?? started;
}

/** ` Did you mean "virtual"?`, or nothing. */
export function didYouMean(word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}
