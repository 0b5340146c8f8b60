import { ASCII_LEGEND } from "../../seen/ascii.ts";
import type { SentenceVerdict, StepVerdict, Verdict } from "../verdict.ts";
import { timeline } from "./pictures.ts";
import { traceability } from "./traceability.ts";
import {
  basisWords,
  checkedWords,
  detailsOf,
  flipLines,
  MARKS,
  nameOf,
  observerRows,
  seenWords,
  unchecked,
  VERDICT_WORDS,
} from "./words.ts";

/** One procedure for a terminal of `columns`, with what came of each sentence. Not yet `printable`. */
export function textReport(verdict: Verdict, columns: number): string {
  const { profile, board, start, version, hashes, observer } = verdict;
  const lines = [
    nameOf(verdict),
    `${profile.name} (${profile.id}) on ${board}, start ${start}`,
    ...observerRows(observer).map((row) => row.join(" ")),
    ASCII_LEGEND,
    "",
    ...verdict.steps.flatMap((step) => [...stepLines(step, columns), ""]),
    `${VERDICT_WORDS[verdict.outcome]}: ${checkedWords(verdict)}.${restsOn(verdict)}`,
    ...unchecked(verdict).map(({ sentence, why }) => `  line ${sentence.line}: ${sentence.text} (${why})`),
    ...flipLines(verdict).map((line) => `  ${line}`),
    `plugbench ${version} ${short(hashes.tool)}, article ${short(hashes.article)}, profile ${short(hashes.profile)}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** What a reader compares by eye; the reports hold the whole. */
const short = (hash: string): string => hash.slice(0, 12);

const restsOn = ({ basis }: Verdict): string =>
  basis === null ? "" : ` It rests on ${basis === "documented" ? "documented numbers" : `${basis} numbers`}.`;

function stepLines(verdict: StepVerdict, columns: number): string[] {
  const { number, line, requirements } = verdict.step;
  const named = requirements.length === 0 ? "" : ` [${requirements.join(", ")}]`;
  const light = timeline(verdict, columns - 4);
  return [
    `${MARKS[verdict.outcome]} Step ${number}, line ${line}${named}${verdict.outcome === "not reached" ? ": not reached" : ""}`,
    ...verdict.sentences.flatMap(sentenceLines),
    ...[...light, ...seenWords(verdict)].map((text) => `    ${text}`),
  ];
}

/** "documented" stands behind its sentence; what depends on something has a line of its own. */
const SHORT = 12;

function sentenceLines(verdict: SentenceVerdict): string[] {
  const { sentence, outcome } = verdict;
  const place = outcome === "fail" ? `line ${sentence.line}: ` : "";
  const basis = basisWords(verdict);
  const [behind, below] = basis.length <= SHORT ? [` (${basis})`, []] : ["", [`      ${basis}`]];
  return [
    `  ${MARKS[outcome]} ${place}${sentence.text}${basis === "" ? "" : behind}`,
    ...below,
    ...detailsOf(verdict).map(([term, text]) => `      ${term.padEnd(19)}${text}`),
  ];
}

/** The requirements and what came of them, one line each; none without requirements. */
export const requirementLines = (verdicts: readonly Verdict[]): string[] =>
  traceability(verdicts).map(
    ({ requirement, file, heading, step, line, outcome }) =>
      `${MARKS[outcome]} ${requirement}: ${outcome} (${nameOf({ file, heading })}, step ${step}, line ${line})`,
  );
