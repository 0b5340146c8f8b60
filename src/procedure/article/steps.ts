import type { Piece } from "./inline.ts";
import type { Part } from "./outline.ts";

export type Block = Extract<Part, { kind: "block" }>;
type Heading = Extract<Part, { kind: "heading" }>;
type Item = Extract<Part, { kind: "item" }>;

/** A step before its sentences are read. */
export interface RawStep {
  readonly number: number;
  readonly line: number;
  /** Of a step that is a heading: the heading. */
  readonly title: readonly Piece[] | null;
  readonly blocks: Block[];
}

export interface RawProcedure {
  readonly heading: string | null;
  readonly line: number;
  readonly steps: RawStep[];
}

export const textOf = (pieces: readonly Piece[]): string => joined(pieces).replace(/\s+/g, " ").trim();

const joined = (pieces: readonly Piece[]): string =>
  pieces.map(({ kind, text }) => (kind === "text" ? text : "")).join("");

const STEP_TITLE = /^\s*(?:step\s+(\d{1,6})\b\s*[.):–—-]*|(\d{1,6})[.)](?=\s|$))\s*/i;
/** A line that begins the back matter of an article, also without a heading. */
const BACK_MATTER =
  /^(?:related (?:posts|articles)|references|revision history)(?: (?:to|for|on) [^.]*)?:?$/i;
const LEAD_IN = /^(.{1,120}?)\s*:$/;

interface Section {
  readonly depth: number;
  readonly text: string;
  readonly line: number;
}

/** The procedure that grows. */
interface Open {
  readonly procedure: RawProcedure;
  readonly section: Section | null;
  /** "For the second generation:" right before the first step. */
  readonly leadIn: string | null;
  /** Depth of the headings that are its steps; null: its steps are items of lists. */
  readonly depth: number | null;
  /** Every list so far had one item: each may say "1." and mean the next. */
  oneByOne: boolean;
  /** What stands behind a heading: its own if the numbering goes on afterwards, else nobody's. */
  pending: Block[] | null;
}

/** Gathers the procedures of an article: sections with steps, each step with all that stands up to the next one. */
export function proceduresOf(parts: readonly Part[]): readonly RawProcedure[] {
  const gathering = new Gathering();
  for (const part of parts) gathering.add(part);
  return gathering.procedures();
}

class Gathering {
  readonly #found: Open[] = [];
  /** The headings that the part at hand stands under. */
  readonly #above: Section[] = [];
  #open: Open | null = null;
  #before: Part | null = null;

  add(part: Part): void {
    if (part.kind === "heading") this.#heading(part);
    else if (part.kind === "item") this.#item(part);
    else this.#block(part);
    this.#before = part;
  }

  /** Several of one section are called by the line that leads them in, else by their number. */
  procedures(): readonly RawProcedure[] {
    const counts = new Map<Section, number>();
    const several = new Set(
      this.#found.map(({ section }) => section).filter((one, i, all) => all.indexOf(one) < i),
    );
    return this.#found.map(({ procedure, section, leadIn }) => {
      if (section === null || !several.has(section)) return procedure;
      const count = (counts.get(section) ?? 0) + 1;
      counts.set(section, count);
      return { ...procedure, heading: leadIn ?? (count === 1 ? section.text : `${section.text} (${count})`) };
    });
  }

  #heading(part: Heading): void {
    while ((this.#above.at(-1)?.depth ?? 0) >= part.depth) this.#above.pop();
    const title = STEP_TITLE.exec(joined(part.pieces));
    if (title !== null) {
      const number = Number(title[1] ?? title[2]);
      const goesOn = this.#open?.depth === part.depth && number > this.#last(this.#open).number;
      const open = goesOn && this.#open ? this.#open : this.#begin(part.line, part.depth, null);
      open.procedure.steps.push({
        number,
        line: part.line,
        title: without(part.pieces, title[0].length),
        blocks: [],
      });
      return;
    }
    const section = { depth: part.depth, text: textOf(part.pieces), line: part.line };
    const open = this.#open;
    this.#above.push(section);
    if (open === null || part.depth <= (open.depth ?? open.section?.depth ?? 0)) {
      this.#open = null;
      return;
    }
    if (open.depth === null) open.pending ??= [];
    this.#put({ ...part, kind: "block", lastLine: part.line }, open);
  }

  #item(part: Item): void {
    // A numbered list within a step that is a heading: parts of that step.
    if (this.#open?.depth != null) return;
    const before = this.#before;
    const leadIn = before?.kind === "block" ? (LEAD_IN.exec(textOf(before.pieces))?.[1] ?? null) : null;
    let open = this.#open;
    if (open !== null && this.#goesOn(open, part, leadIn !== null)) {
      for (const block of open.pending ?? []) this.#last(open).blocks.push(block);
      open.pending = null;
    } else {
      if (open !== null && leadIn !== null && open.pending === null) this.#last(open).blocks.pop();
      open = this.#begin(part.line, null, leadIn);
    }
    open.oneByOne &&= part.alone;
    const { steps } = open.procedure;
    const number = open.oneByOne && part.number === 1 ? steps.length + 1 : part.number;
    steps.push({ number, line: part.line, title: null, blocks: [] });
  }

  #goesOn(open: Open, { first, number, alone }: Item, introduced: boolean): boolean {
    const last = this.#last(open).number;
    if (!first) return true;
    if (open.pending !== null) return number === last + 1;
    return number > last || (number === 1 && open.oneByOne && alone && !introduced);
  }

  #block(block: Block): void {
    if (this.#open === null) return;
    const body = withoutBackMatter(block);
    if (body === block || textOf(body.pieces) !== "") this.#put(body, this.#open);
    if (body !== block) this.#open = null;
  }

  #put(block: Block, open: Open): void {
    (open.pending ?? this.#last(open).blocks).push(block);
  }

  #begin(line: number, depth: number | null, leadIn: string | null): Open {
    const section = this.#above.findLast((each) => depth === null || each.depth < depth) ?? null;
    const procedure = { heading: section?.text ?? null, line: section?.line ?? line, steps: [] };
    const open: Open = { procedure, section, leadIn, depth, oneByOne: true, pending: null };
    this.#found.push(open);
    this.#open = open;
    return open;
  }

  #last({ procedure: { steps } }: Open): RawStep {
    return steps.at(-1) as RawStep;
  }
}

/** Without the first `length` characters. */
function without(pieces: readonly Piece[], length: number): readonly Piece[] {
  let left = length;
  return pieces.map((piece) => {
    if (piece.kind !== "text") return piece;
    const text = piece.text.slice(left);
    left -= piece.text.length - text.length;
    return { ...piece, text };
  });
}

function withoutBackMatter(block: Block): Block {
  for (const [i, piece] of block.pieces.entries()) {
    const lines = piece.kind === "text" ? piece.text.split("\n") : [];
    const end = lines.findIndex((line) => BACK_MATTER.test(line.trim()));
    if (end === -1) continue;
    const rest = { ...piece, text: lines.slice(0, end).join("\n") };
    const lastLine = Math.max(block.line, piece.line + end - 1);
    return { ...block, pieces: [...block.pieces.slice(0, i), rest], lastLine };
  }
  return block;
}
