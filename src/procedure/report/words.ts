import { spanText } from "../../config/duration.ts";
import type { Episode } from "../../seen/lamp.ts";
import { episodeWords, shapeWords, timeWords } from "../../seen/words.ts";
import { dependsOnWords } from "../basis/require.ts";
import type { Sentence } from "../plan.ts";
import type { Flip, Observer, SentenceOutcome, SentenceVerdict, StepVerdict, Verdict } from "../verdict.ts";

/** Told apart without colour. */
export const MARKS: Readonly<Record<SentenceOutcome, string>> = {
  pass: "✓",
  fail: "✗",
  "not checked": "·",
  "not reached": "-",
};

export const VERDICT_WORDS: Readonly<Record<Verdict["outcome"], string>> = {
  pass: "PASSED",
  fail: "FAILED",
  incomplete: "INCOMPLETE: the check was interrupted",
};

/** The whole is incomplete when a part is, and passes when each part does. */
export function outcomeOf(verdicts: readonly Verdict[]): Verdict["outcome"] {
  if (verdicts.some(({ outcome }) => outcome === "incomplete")) return "incomplete";
  return verdicts.length > 0 && verdicts.every(({ outcome }) => outcome === "pass") ? "pass" : "fail";
}

/** Its file, and its heading where it has one. */
export const nameOf = ({ file, heading }: Pick<Verdict, "file" | "heading">): string =>
  heading === null ? file : `${file}: ${heading}`;

/** Of a line of 80 columns, what a mark and a number leave. */
const TITLE = 60;

/** A step by its headline, or else by how it begins. */
export function stepTitle({ step }: StepVerdict): string {
  const { text } = step.sentences.find(({ headline }) => headline) ?? step.sentences[0]!;
  return text.length <= TITLE ? text : `${text.slice(0, TITLE - 1).trimEnd()}…`;
}

/** "checked 9 of 12 sentences" */
export const checkedWords = ({ checked, sentences }: Verdict): string =>
  `checked ${checked} of ${sentences} sentence${sentences === 1 ? "" : "s"}`;

/** The sentences that were not checked, each with the reason. */
export const unchecked = (verdict: Verdict): { readonly sentence: Sentence; readonly why: string }[] =>
  verdict.steps
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ sentence, outcome }) => {
      if (outcome === "pass" || outcome === "fail") return [];
      return [{ sentence, why: outcome === "not reached" ? "not reached" : whyNotChecked(sentence) }];
    });

const whyNotChecked = ({ reading }: Sentence): string =>
  reading.kind === "excused" ? `not checked: ${reading.why}` : "says nothing to do or to see";

/** What is to be said of a failure, each line with what it is; none of another outcome. */
export function detailsOf(verdict: SentenceVerdict): readonly (readonly [term: string, text: string])[] {
  const { outcome, sentence, says, did, suggestion } = verdict;
  const { reading } = sentence;
  const rows: readonly (readonly [string, string | undefined])[] =
    reading.kind === "unread"
      ? [
          ["cannot be checked", reading.why],
          ["understood is", reading.nearest.join(" / ")],
          ["or put behind it", "<!-- not checked: why -->"],
        ]
      : [
          ["the article says", says],
          ["the plug did", did],
          ["this would pass", suggestion],
        ];
  return outcome === "fail" ? rows.flatMap(([term, text]) => (text ? [[term, text] as const] : [])) : [];
}

/** What a pass rests on: "documented", or "depends on the assumed 12 s of …"; "" where there is nothing to say. */
export function basisWords({ outcome, basis, dependsOn = [] }: SentenceVerdict): string {
  if (outcome !== "pass" || basis === undefined) return "";
  return dependsOn.length === 0 ? basis : dependsOnWords(dependsOn);
}

/** Where the verdict turns, one line a number; none where that was not asked. */
export const flipLines = ({ flips }: Verdict): string[] =>
  flips?.length === 0 ? ["no number turns the verdict within its bounds"] : (flips ?? []).map(flipWords);

function flipWords({ place, now, at, unit, basis }: Flip): string {
  const words = (value: number): string => (unit === "ms" ? spanText(value) : `${value} times`);
  return `${place} is ${words(now)} (${basis}): with ${words(at)} the verdict would be another`;
}

/** Who looked at which plug, for people; none where nobody did. */
export const observerRows = (observer: Observer | undefined): [what: string, value: string][] =>
  observer === undefined
    ? []
    : [
        ["observed by", observer.operator],
        ["model", observer.model],
        ["serial number", observer.serial],
        ["firmware", observer.firmware],
        ["each mark may be off by", timeWords(observer.reaction)],
      ];

/** What the light did in a step, one line for each thing that was seen. */
export const seenWords = ({ seen }: StepVerdict): string[] =>
  seen === null ? [] : seen.episodes.map((episode) => sightWords(episode, seen));

function sightWords(episode: Episode, { from, to }: { readonly from: number; readonly to: number }): string {
  if (episode.from < from) return `still ${shapeWords(episode)}`;
  const words = episode.to > to ? `${shapeWords(episode)}, which goes on` : episodeWords(episode);
  return `from ${timeWords(episode.from)} ${words}`;
}
