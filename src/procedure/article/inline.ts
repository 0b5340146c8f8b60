import type { Token, Tokens } from "marked";

/** Text of one block, in the order of the file. */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly line: number }
  /** What stands in `<!-- … -->`. */
  | { readonly kind: "comment"; readonly text: string; readonly line: number };

const COMMENT = /<!--([\s\S]*?)(?:-->|$)/g;
const TAG = /<\/?[a-z][^<>]*>/gi;
/** Within a word, or between words that are already apart. */
const WITHIN_TEXT = /^<\/?(?:a|abbr|b|code|em|i|kbd|mark|small|span|strong|sub|sup|u)\b/i;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

export const linesIn = (text: string): number => text.split("\n").length - 1;

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

/** HTML without its tags. */
export function piecesOfHtml(html: string, line: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let [from, at] = [0, line];
  const textUpTo = (to: number) => {
    const raw = html.slice(from, to);
    pieces.push({
      kind: "text",
      text: decoded(
        raw.replace(TAG, (tag) => (WITHIN_TEXT.test(tag) ? "" : " ") + "\n".repeat(linesIn(tag))),
      ),
      line: at,
    });
    at += linesIn(raw);
  };
  for (const found of html.matchAll(COMMENT)) {
    textUpTo(found.index);
    pieces.push({ kind: "comment", text: (found[1] ?? "").trim(), line: at });
    at += linesIn(found[0]);
    from = found.index + found[0].length;
  }
  textUpTo(html.length);
  return pieces;
}

/** What somebody reads: no markup, no pictures, the words of links. */
export function piecesOf(tokens: readonly Token[], line: number): readonly Piece[] {
  let at = line;
  return tokens.flatMap((token) => {
    const pieces = piecesOfOne(token as Tokens.Generic, at);
    at += linesIn(token.raw);
    return pieces;
  });
}

function piecesOfOne(token: Tokens.Generic, line: number): readonly Piece[] {
  if (token.type === "image") return [];
  if (token.type === "html") return piecesOfHtml(token.raw, line);
  if (token.type === "br") return [{ kind: "text", text: "\n", line }];
  if (token.tokens !== undefined && token.type !== "checkbox") return piecesOf(token.tokens, line);
  const text = typeof token["text"] === "string" ? token["text"] : "";
  return [{ kind: "text", text: token.type === "codespan" ? text : decoded(text), line }];
}
