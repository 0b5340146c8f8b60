import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colorAt, type LedPattern, millis, nextChange, roundOf } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { episodesOf } from "../../src/seen/episodes.ts";
import { sameColors } from "../../src/seen/fits.ts";
import type { Episode, LampEdge } from "../../src/seen/lamp.ts";
import { noticeable, told } from "../../src/seen/notice.ts";
import { SOLID } from "../../src/seen/observer.ts";
import { compare } from "../../src/seen/repetition.ts";
import { spansOf, spansWithin } from "../../src/seen/spans.ts";

type Thing = Pick<Episode, "cadence" | "colors" | "periodMs">;

/** Beyond doubt solid or off, also after and before the longest half of a blink. */
const LONG = 2 * SOLID;
const OFF: Thing = { cadence: "off", colors: [], periodMs: null };

/** What somebody sees of a pattern that is shown for long enough. */
function thingsOf(pattern: LedPattern): Thing[] {
  if (pattern.kind === "steady")
    return pattern.color === "off" ? [OFF] : [{ cadence: "solid", colors: [pattern.color], periodMs: null }];
  const { steps, times } = pattern;
  const colors = [...new Set(steps.map(({ color }) => color))].filter((color) => color !== "off");
  if (colors.length === 0) return [OFF];
  const round = steps.reduce((sum, step) => sum + step.for, 0);
  const cadence = colors.length > 1 ? "alternating" : "blinking";
  if (times === "forever") return [{ cadence, colors, periodMs: round }];
  if (times > 1) return [{ cadence, colors, periodMs: round }, OFF];
  // A long light, and what blinks after it.
  const [first, ...rest] = steps;
  return [
    { cadence: "solid", colors: [first!.color], periodMs: null },
    ...thingsOf({ kind: "steps", steps: rest.slice(0, 2), times: rest.length / 2 }),
  ];
}

/** At least so long, ms, until nobody can take it for anything else. */
function enough(pattern: LedPattern): number {
  if (pattern.kind === "steady") return LONG;
  const round = roundOf(pattern);
  return pattern.times === "forever" ? 4 * round : round * pattern.times + LONG;
}

/** How late, ms, one may begin to look and still see enough of it. */
function joinable(pattern: LedPattern): number {
  return pattern.kind === "steady" || pattern.times === 1 ? 1000 : roundOf(pattern);
}

interface Showing {
  readonly pattern: LedPattern;
  /** Ms beyond what is enough. */
  readonly more: number;
}

const isCode = (pattern: LedPattern): boolean =>
  pattern.kind === "steps" && pattern.steps.length > 2 && pattern.times === "forever";

/** A code that begins in the middle of a blink cannot be told from a code of one flash more: before it, rounds are whole. */
function edgesOf(showings: readonly Showing[], joined: number, jitter: readonly number[]) {
  const edges: LampEdge[] = [];
  let begin = 0;
  for (const [i, { pattern, more }] of showings.entries()) {
    const next = showings[i + 1]?.pattern;
    const rest = next !== undefined && isCode(next) ? more % (roundOf(pattern) || 1) : 0;
    const end = begin + enough(pattern) + more - rest;
    for (let at = begin; at < end; ) {
      edges.push({
        at: at + jitter[edges.length % jitter.length]!,
        color: colorAt(pattern, millis(at - begin)),
      });
      at += nextChange(pattern, millis(at - begin)) ?? end - at;
    }
    begin = end;
  }
  return spansWithin(spansOf(edges, begin), joined, begin);
}

const alike = (a: Thing, b: Thing) =>
  a.cadence === b.cadence &&
  sameColors(a.colors, b.colors) &&
  (a.periodMs === b.periodMs ||
    (a.periodMs !== null && b.periodMs !== null && compare(a.periodMs, b.periodMs) === 0));

/** The same look begun anew, cut short and cut short, is a longer round. */
const again = (a: Showing, b: Showing) => alike(thingsOf(a.pattern).at(-1)!, thingsOf(b.pattern)[0]!);

const withoutRepeats = (things: readonly Thing[]) =>
  things.filter((thing, i) => i === 0 || !alike(things[i - 1]!, thing));

const words = (things: readonly Thing[]) =>
  things.map(({ cadence, colors, periodMs }) => `${cadence} ${[...colors].sort().join("+")} ${periodMs}`);

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))("what %s shows", (_, profile) => {
  const patterns = Object.values(profile.patterns).map(({ pattern }) => pattern);
  const showings = (of: readonly LedPattern[]) =>
    fc.array(fc.record({ pattern: fc.constantFrom(...of), more: fc.nat({ max: 6000 }) }), {
      minLength: 1,
      maxLength: 6,
    });
  const jitters = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 7 });

  const seenFrom = (drawn: readonly Showing[], joined: number, jitter: readonly number[]) => {
    const shown: Showing[] = [];
    for (const showing of drawn)
      if (shown.length === 0 || !again(shown.at(-1)!, showing)) shown.push(showing);
    return { shown, spans: edgesOf(shown, joined % joinable(shown[0]!.pattern), jitter) };
  };

  it("is told apart from whenever one looks, pattern after pattern", () => {
    fc.assert(
      fc.property(showings(patterns), fc.nat(), jitters, (drawn, joined, jitter) => {
        const { shown, spans } = seenFrom(drawn, joined, jitter);
        const seen = noticeable(episodesOf(spans));
        const expected = withoutRepeats(shown.flatMap(({ pattern }) => thingsOf(pattern)));
        const matches =
          seen.length === expected.length && seen.every((thing, i) => alike(thing, expected[i]!));
        if (!matches) expect(words(seen)).toEqual(words(expected));
        const now = told(spans, spans.at(-1)!.to)!;
        expect(now.sure).toBe(true);
        expect([...now.before, now.episode]).toEqual(seen);
      }),
      { numRuns: 200 },
    );
  });

  it("is not told otherwise later, once it is told for sure", () => {
    // The first round of a code looks like a blink of its flashes.
    const plain = showings(patterns.filter((pattern) => !isCode(pattern)));
    fc.assert(
      fc.property(plain, fc.nat(), jitters, fc.nat({ max: 999 }), (drawn, joined, jitter, share) => {
        const { spans } = seenFrom(drawn, joined, jitter);
        // The light half of a quick blink and that of a slow one after it can last as long as what is called solid, to the ms.
        fc.pre(spans.every((span) => Math.abs(span.to - span.from - SOLID) > 4));
        const [from, to] = [spans[0]!.from, spans.at(-1)!.to];
        const now = told(spans, from + 1 + Math.floor(((to - from) * share) / 1000))!;
        const claimed = [...now.before, ...(now.sure ? [now.episode] : [])];
        const seen = noticeable(episodesOf(spans)).slice(0, claimed.length);
        const matches = seen.length === claimed.length && claimed.every((thing, i) => alike(thing, seen[i]!));
        if (!matches) expect(words(seen)).toEqual(words(claimed));
      }),
      { numRuns: 200 },
    );
  });
});
