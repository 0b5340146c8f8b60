import { readSentence } from "../phrases/index.ts";
import type { Refuse } from "./article-error.ts";
import { linesIn, type Piece } from "./inline.ts";
import type { RawStep } from "./steps.ts";

/** A sentence before it is read. */
export interface RawSentence {
  readonly text: string;
  readonly line: number;
  readonly headline: boolean;
  /** Of `<!-- not checked: why -->` behind it. */
  readonly excused: string | null;
}

/** Text up to a marker or to the end of its block. */
interface Chunk {
  text: string;
  /** Where in `text` the pieces begin, and their lines. */
  readonly starts: { readonly at: number; readonly line: number }[];
  readonly marker: { readonly why: string; readonly line: number } | null;
}

const REQUIREMENT = /\[([A-Z][A-Z0-9]{0,15}-\d{1,9})\]/g;
const MARKER = /^not[ -]checked\b\s*(:?)\s*([\s\S]*)$/i;
/** A line that ends so goes on in the next one, unless it says something by itself. */
const GOES_ON =
  /\b(?:a|an|the|and|or|but|of|to|in|on|into|from|for|with|by|at|as|until|when|while|once|if|then|that|is|are|will|your|its|this|not|no|only|press|hold)$/i;
const BEGINS = /^["'“‘(]?[\p{Lu}\d]/u;
const LETTER = /[\p{L}\p{N}]/u;
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a step and the requirements it names. */
export function sentencesOf(
  { title, blocks }: RawStep,
  refuse: Refuse,
): { readonly sentences: readonly RawSentence[]; readonly requirements: readonly string[] } {
  const requirements: string[] = [];
  const chunks = [...(title === null ? [] : [title]), ...blocks.map(({ pieces }) => pieces)].flatMap(
    (pieces) => chunksOf(pieces, refuse),
  );
  for (const chunk of chunks)
    chunk.text = chunk.text.replace(REQUIREMENT, (found, name: string) => {
      requirements.push(name);
      return " ".repeat(found.length);
    });
  const sentences: RawSentence[] = [];
  const lastWithText = chunks.findLastIndex(({ text }) => LETTER.test(text));
  chunks.forEach((chunk, i) => {
    const head =
      sentences.length > 0 ? 0 : headlineEnd(chunk.text, i < lastWithText, title !== null && i === 0);
    for (const sentence of split(chunk, 0, head, true)) sentences.push(sentence);
    for (const sentence of split(chunk, head, chunk.text.length, false)) sentences.push(sentence);
    if (chunk.marker === null) return;
    const last = sentences.pop();
    if (last === undefined)
      refuse(
        chunk.marker.line,
        "a marker with nothing before it in its step: put it behind the sentence that it excuses.",
      );
    sentences.push({ ...last, excused: chunk.marker.why });
  });
  return { sentences, requirements: [...new Set(requirements)] };
}

function chunksOf(pieces: readonly Piece[], refuse: Refuse): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let [text, starts]: [string, Chunk["starts"]] = ["", []];
  for (const piece of pieces) {
    if (piece.kind === "text") {
      starts.push({ at: text.length, line: piece.line });
      text += piece.text;
    } else if (MARKER.test(piece.text)) {
      const [, colon, why = ""] = MARKER.exec(piece.text) ?? [];
      if (colon === "" || why === "")
        refuse(piece.line, "a marker without a reason: write <!-- not checked: why -->.");
      chunks.push({ text, starts, marker: { why: why.replace(/\s+/g, " "), line: piece.line } });
      [text, starts] = ["", []];
    }
  }
  return [...chunks, { text, starts, marker: null }];
}

/** Where the headline ends with which a step begins; 0: it has none. */
function headlineEnd(text: string, more: boolean, titled: boolean): number {
  if (titled) return more ? text.length : 0;
  const from = text.search(/\S/);
  const newline = text.indexOf("\n", from);
  const end = from === -1 ? 0 : newline === -1 ? text.length : newline;
  const [line, rest] = [text.slice(0, end).trim(), text.slice(end).trim()];
  if (rest === "") return more && line !== "" && !/[.,;]$/.test(line) ? text.length : 0;
  if (/[.,;]$/.test(line) || !BEGINS.test(rest) || /^buttons?\b/i.test(rest)) return 0;
  if (says(line)) return end;
  // A name at the beginning of a line, in the middle of a sentence: only together do the lines say something.
  const [joined] = segmented(text.replaceAll("\n", " "));
  return GOES_ON.test(line) || (joined !== undefined && says(joined.text)) ? 0 : end;
}

const says = (text: string): boolean => readSentence(text).kind === "statements";

function split({ text, starts }: Chunk, from: number, to: number, headline: boolean): readonly RawSentence[] {
  const part = text.slice(from, to).replaceAll("\n", " ");
  const found = headline ? [{ text: part, at: 0 }] : segmented(part);
  return found
    .filter((each) => LETTER.test(each.text))
    .map((each) => {
      const at = from + each.at + each.text.search(/\S/);
      const start = starts.findLast((one) => one.at <= at);
      const line = (start?.line ?? 0) + linesIn(text.slice(start?.at ?? 0, at));
      return { text: each.text.replace(/\s+/g, " ").trim(), line, headline, excused: null };
    });
}

const segmented = (text: string): readonly { readonly text: string; readonly at: number }[] =>
  Array.from(segmenter.segment(text), ({ segment, index }) => ({ text: segment, at: index }));
