import { AT_FIRST, after, type Context, readSentence } from "../phrases/index.ts";
import {
  type Act,
  type Article,
  isAct,
  type Procedure,
  type Reading,
  type Sentence,
  type Statement,
  type Step,
} from "../plan.ts";
import { ArticleError, type Refuse } from "./article-error.ts";
import { frontMatter } from "./front-matter.ts";
import { outlineOf } from "./outline.ts";
import { type RawSentence, sentencesOf } from "./sentences.ts";
import { proceduresOf, type RawStep, textOf } from "./steps.ts";

/**
 * Reads a support article in Markdown, with any line ends and with or without a byte order mark.
 * @param file as the user gave it
 * @throws ArticleError with file, line, what is wrong there and what to do
 */
export function readArticle(text: string, file: string): Article {
  const source = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const refuse: Refuse = (line, what) => {
    throw new ArticleError(file, line, what);
  };
  const lines = source.split("\n");
  const binary = lines.findIndex((line) => /[\0\uFFFD]/.test(line));
  if (binary !== -1) refuse(binary + 1, "this is no text: give an article in Markdown, saved as UTF-8.");
  const { profile, start, bodyLine } = frontMatter(lines, refuse);
  const parts = outlineOf(lines.slice(bodyLine - 1).join("\n"), bodyLine, refuse);
  const title = parts.find((part) => part.kind === "heading");
  const procedures = proceduresOf(parts).flatMap(({ heading, line, steps }): Procedure[] => {
    const read = readSteps(steps, refuse);
    // A numbered list that says nothing of a plug is no procedure.
    const isOne = read.some(({ sentences }) => sentences.some(({ reading }) => reading.kind !== "aside"));
    return isOne ? [{ heading, line, steps: read }] : [];
  });
  if (procedures.length === 0)
    refuse(
      bodyLine,
      "no steps that say what to do with a plug or what it shows: write them as a numbered list, in English.",
    );
  return {
    file,
    source,
    title: title === undefined ? null : textOf(title.pieces),
    profile,
    start,
    procedures,
  };
}

function readSteps(raw: readonly RawStep[], refuse: Refuse): readonly Step[] {
  let context = AT_FIRST;
  return raw.flatMap((step) => {
    const { sentences, requirements } = sentencesOf(step, refuse);
    const read = readAll(sentences, context);
    context = read.context;
    const lastLine = step.blocks.at(-1)?.lastLine ?? step.line;
    return read.sentences.length === 0
      ? []
      : [{ number: step.number, line: step.line, lastLine, requirements, sentences: read.sentences }];
  });
}

/** What the headline does is done only if the rest of the step does nothing of the kind. */
function readAll(raw: readonly RawSentence[], context: Context) {
  const body = readEach(
    raw.filter(({ headline }) => !headline),
    context,
  );
  const head = readEach(
    raw.filter(({ headline }) => headline),
    context,
  );
  const doneBelow = new Set(actsIn(body.sentences).map(({ do: what }) => what));
  const own = actsIn(head.sentences).filter(({ do: what }) => !doneBelow.has(what));
  const rest =
    own.length === 0
      ? body
      : readEach(
          raw.filter(({ headline }) => !headline),
          after(context, own),
        );
  return { sentences: [...head.sentences, ...rest.sentences], context: rest.context };
}

function readEach(
  raw: readonly RawSentence[],
  from: Context,
): { readonly sentences: readonly Sentence[]; readonly context: Context } {
  let context = from;
  const sentences = raw.map(({ text, line, headline, excused }): Sentence => {
    const reading: Reading =
      excused === null ? readSentence(text, context) : { kind: "excused", why: excused };
    context = after(context, statementsOf(reading));
    return { text, line, headline, reading };
  });
  return { sentences, context };
}

const statementsOf = (reading: Reading): readonly Statement[] =>
  reading.kind === "statements" ? reading.statements : [];
const actsIn = (sentences: readonly Sentence[]): readonly Act[] =>
  sentences.flatMap(({ reading }) => statementsOf(reading).filter(isAct));
