import type { ColorName, LedPattern } from "./pattern.ts";

interface Seen {
  readonly color: ColorName;
  for: number;
}

/**
 * What an observer sees who looks at any moment and stays: the colours and their spans, from whichever step
 * the observer saw first, however many rounds there are. Two patterns look alike if and only if this is equal.
 */
export function appearance(pattern: LedPattern): string {
  if (pattern.kind === "steady") return `steady ${pattern.color}`;
  const round = seenSteps(pattern.steps);
  if (round.length === 1) return `steady ${round[0]!.color}`;
  const words = shortestRound(round.map((step) => `${step.color} ${step.for} ms`));
  const turns = words.map((_, i) => [...words.slice(i), ...words.slice(0, i)].join(", "));
  return turns.sort()[0]!;
}

/** The steps of one round with neighbours of one colour made one; the last is the first's neighbour. */
function seenSteps(steps: readonly Readonly<Seen>[]): readonly Readonly<Seen>[] {
  const seen: Seen[] = [];
  for (const step of steps) {
    const last = seen.at(-1);
    if (last?.color === step.color) last.for += step.for;
    else seen.push({ ...step });
  }
  const [first, last] = [seen[0]!, seen.at(-1)!];
  if (seen.length > 1 && first.color === last.color) {
    first.for += last.for;
    seen.pop();
  }
  return seen;
}

function shortestRound(words: readonly string[]): readonly string[] {
  for (let length = 1; length < words.length; length++) {
    if (words.length % length === 0 && words.every((word, i) => word === words[i % length]))
      return words.slice(0, length);
  }
  return words;
}

/** The most flashes, each a change and the change back, that `pattern` shows within any one second. */
export function flashesInOneSecond(pattern: LedPattern): number {
  if (pattern.kind === "steady") return 0;
  const { steps, times } = pattern;
  // Wherever in a round a second begins, it is over one second after that round.
  const round = steps.reduce((sum, step) => sum + step.for, 0);
  const rounds = Math.min(
    times === "forever" ? Number.POSITIVE_INFINITY : times,
    2 + Math.ceil(1000 / round),
  );
  const changes: number[] = [];
  let at = 0;
  for (let i = 0; i < rounds * steps.length; i++) {
    if (steps[i % steps.length]!.color !== (i === 0 ? "off" : steps[(i - 1) % steps.length]!.color))
      changes.push(at);
    at += steps[i % steps.length]!.for;
  }
  if (times !== "forever" && steps.at(-1)!.color !== "off") changes.push(at);
  let most = 0;
  for (let from = 0, to = 0; from < changes.length; from++) {
    while (to < changes.length && changes[to]! < changes[from]! + 1000) to++;
    most = Math.max(most, to - from);
  }
  return most / 2;
}
