import { type Picture, stepPicture } from "./report/pictures.ts";
import { seenWords } from "./report/words.ts";
import type { StepVerdict, Verdict } from "./verdict.ts";

/** Where a step's picture is to be found: an address as it stands in Markdown. Counted from 1. */
export type Placed = (picture: Picture, procedure: number, step: number) => string;

/**
 * The article again, every line of its author's as it was; behind each step in which time passed a picture of the light, and
 * what it showed when, marked as not to be checked.
 * @param text of the article, with its own line ends
 */
export function renderArticle(
  text: string,
  verdicts: readonly Pick<Verdict, "board" | "profile" | "steps">[],
  placed: Placed,
): string {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const end = /[\r\n]+$/.exec(lines[0] ?? "")?.[0] ?? "\n";
  const behind = new Map<number, string>();
  for (const [i, { board, profile, steps }] of verdicts.entries()) {
    for (const verdict of steps) {
      const picture = stepPicture(verdict);
      if (picture === null) continue;
      const { number, lastLine } = verdict.step;
      const indent = indentOf(verdict, lines);
      const link = `![${inMarkdown(picture.alt)}](${placed(picture, i + 1, number)})`;
      const caption = `*${inMarkdown(`${profile.name} on ${board}: ${seenWords(verdict).join("; ")}`)}* ${MARKER}`;
      // Right behind a paragraph, a list goes unseen.
      const gap = (lines[lastLine] ?? "").trim() === "" ? [] : [""];
      behind.set(lastLine, ["", indent + link, "", indent + caption, ...gap, ""].join(end));
    }
  }
  return lines
    .map((line, i) => {
      const more = behind.get(i + 1);
      return more === undefined ? line : (/[\r\n]$/.test(line) ? line : line + end) + more;
    })
    .join("");
}

const MARKER = "<!-- not checked: measured by plugbench -->";

/** Nothing in it is markup. */
const inMarkdown = (text: string): string => text.replaceAll(/[\\`*_[\]<>#&|!]/g, "\\$&");

/** That of the step's item of a list where its last line is indented so too, so that the list is not cut in two. */
function indentOf({ step }: StepVerdict, lines: readonly string[]): string {
  const [item = ""] = /^ {0,3}\d{1,9}[.)] {1,4}/.exec(lines[step.line - 1] ?? "") ?? [];
  const last = /^ */.exec(lines[step.lastLine - 1] ?? "")![0];
  return step.lastLine === step.line || last.length >= item.length ? " ".repeat(item.length) : "";
}
