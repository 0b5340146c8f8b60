import { Lexer, type Token, type Tokens } from "marked";
import type { Refuse } from "./article-error.ts";
import { linesIn, type Piece, piecesOf, piecesOfHtml } from "./inline.ts";

/** The article from its beginning to its end, as far as it matters. Lines are those of the file, from 1. */
export type Part =
  | {
      readonly kind: "heading";
      readonly depth: number;
      readonly pieces: readonly Piece[];
      readonly line: number;
    }
  /** Of an ordered list that stands by itself. `alone`: it is the list's only one. */
  | {
      readonly kind: "item";
      readonly number: number;
      readonly first: boolean;
      readonly alone: boolean;
      readonly line: number;
    }
  /** A paragraph, a table's cell, code; also those of the item before. */
  | {
      readonly kind: "block";
      readonly pieces: readonly Piece[];
      readonly line: number;
      readonly lastLine: number;
    };

/** So deep nobody nests lists and quotes; what marked makes of it takes the cube of its depth. */
const TOO_DEEP = /^(?:[ \t]{200,}\S|(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t>]))){50})/m;

/** @throws ArticleError for what is nested too deep */
export function outlineOf(markdown: string, line: number, refuse: Refuse): readonly Part[] {
  const deep = markdown.search(TOO_DEEP);
  if (deep !== -1)
    refuse(
      line + linesIn(markdown.slice(0, deep)),
      "lists or quotes are nested too deep: make them flatter.",
    );
  const parts: Part[] = [];
  walk(new Lexer({ gfm: true }).lex(markdown), line, true, parts);
  return parts;
}

function walk(tokens: readonly Token[], from: number, outermost: boolean, parts: Part[]): void {
  let line = from;
  for (const token of tokens) {
    add(token as Tokens.Generic, line, outermost, parts);
    line += linesIn(token.raw);
  }
}

function add(token: Tokens.Generic, line: number, outermost: boolean, parts: Part[]): void {
  const lastLine = line + linesIn(token.raw.trimEnd());
  const block = (pieces: readonly Piece[]) => parts.push({ kind: "block", pieces, line, lastLine });
  switch (token.type) {
    case "space":
    case "hr":
    case "def":
      return;
    case "heading":
      if (outermost)
        parts.push({
          kind: "heading",
          depth: token["depth"] as number,
          pieces: piecesOf(token.tokens ?? [], line),
          line,
        });
      else block(piecesOf(token.tokens ?? [], line));
      return;
    case "list":
      addList(token as Tokens.List, line, outermost, parts);
      return;
    case "blockquote":
      walk(token.tokens ?? [], line, false, parts);
      return;
    case "table":
      addTable(token as Tokens.Table, line, parts);
      return;
    case "html":
      block(piecesOfHtml(token.raw, line));
      return;
    case "code":
      // The first line of a fenced block is its fence.
      block([
        {
          kind: "text",
          text: String(token["text"]),
          line: /^\s*(?:```|~~~)/.test(token.raw) ? line + 1 : line,
        },
      ]);
      return;
    default:
      block(piecesOf([token], line));
  }
}

function addList(
  { items, ordered, start }: Tokens.List,
  from: number,
  outermost: boolean,
  parts: Part[],
): void {
  let line = from;
  items.forEach((item, i) => {
    if (ordered && outermost)
      parts.push({
        kind: "item",
        number: Number(start || 1) + i,
        first: i === 0,
        alone: items.length === 1,
        line,
      });
    walk(item.tokens, line, false, parts);
    line += linesIn(item.raw);
  });
}

function addTable({ header, rows }: Tokens.Table, from: number, parts: Part[]): void {
  // The second line is the rule below the header.
  [header, ...rows].forEach((cells, i) => {
    const line = from + (i === 0 ? 0 : i + 1);
    for (const { tokens } of cells)
      parts.push({ kind: "block", pieces: piecesOf(tokens, line), line, lastLine: line });
  });
}
