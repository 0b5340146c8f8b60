import { spanText } from "../../config/duration.ts";
import type { Episode, LampSpan } from "../../seen/lamp.ts";
import { lengthOf } from "../../seen/spans.ts";
import { episodeWords, shapeWords } from "../../seen/words.ts";
import { fewer } from "./fewer.ts";
import type { Judgement } from "./judge.ts";
import { whenWords } from "./matcher.ts";
import type { Observed } from "./observe.ts";
import { picture } from "./picture.ts";
import type { Wanted } from "./wanted.ts";

export interface LightFailure {
  readonly seen: Observed;
  readonly judgement: Judgement;
  readonly wanted: readonly Wanted[];
  /** Ms; null: what was watched, all of it. */
  readonly limit: number | null;
  readonly isNot: boolean;
}

/** What was expected, what was seen instead, and a picture of both. */
export function lightText(failure: LightFailure): string {
  const { seen, isNot, wanted } = failure;
  const story = fewer([...episodeLines(failure), ...openLines(seen.open)]);
  return [
    `${expectation(failure)} ${outcome(failure)}`,
    "",
    "Seen:",
    ...(story.length === 0 ? ["  nothing from an edge on"] : story),
    "",
    ...picture(seen, isNot ? null : wanted),
  ].join("\n");
}

function expectation({ seen, wanted, limit, isNot }: LightFailure): string {
  const what = wanted.map(({ words }) => words).join(", then ");
  return `Expected the light ${isNot ? "not " : ""}to show ${what} ${whenWords(limit, seen)}.`;
}

function outcome({ judgement: { is, from = 0 } }: LightFailure): string {
  if (is === "unsure") return "Nobody can tell.";
  return is === "no" ? "It did not." : `It did, at ${spanText(from)}.`;
}

/** What was seen, with what it met of the expectation, or why it did not. */
function episodeLines({ seen, judgement, wanted, limit }: LightFailure): string[] {
  const { is, at, matched } = judgement;
  const by = limit === null ? seen.to : seen.from + limit;
  const remark = (episode: Episode, i: number): string => {
    if (i >= at && i < at + matched) return ` = ${wanted[i - at]!.words}`;
    const due = wanted.length === 1 ? wanted[0] : i === at + matched ? wanted[matched] : undefined;
    if (is === "yes" || due === undefined) return "";
    const why = due.misfit(episode) ?? (episode.from > by ? "begun too late" : null);
    return why === null ? "" : ` (${why.replace(`${shapeWords(episode)}, `, "")})`;
  };
  return seen.episodes.map(
    (episode, i) => `  at ${spanText(episode.from)}: ${episodeWords(episode)}${remark(episode, i)}`,
  );
}

function openLines(open: readonly LampSpan[]): string[] {
  const first = open[0];
  if (first === undefined) return [];
  const spans = open.map((span) => `${span.color} for ${spanText(lengthOf(span))}`);
  return [
    `  at ${spanText(first.from)}: ${fewer(spans).join(", ")}: too short to say what it is, look for longer`,
  ];
}
