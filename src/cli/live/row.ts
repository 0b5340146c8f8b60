import type { ColorName } from "../../../firmware-sim/index.ts";
import { printable } from "../../log.ts";

/** How a piece of a row is meant: a colour of the lamp, or how loud it is. */
export type Tone = ColorName | "dim" | "bold" | "warn";

export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
}

export interface RowView {
  /** Width of the terminal; a row is always shorter. */
  readonly columns: number;
  /** false: not one colour sequence. */
  readonly color: boolean;
  /** The terminal knows ASCII alone. */
  readonly ascii: boolean;
}

export const SGR: Readonly<Record<Tone, string>> = {
  off: "2",
  red: "91",
  green: "92",
  blue: "94",
  orange: "33",
  yellow: "93",
  cyan: "96",
  magenta: "95",
  white: "97",
  dim: "2",
  bold: "1",
  warn: "93",
};

/** Columns that a terminal may use: some draw all that is not ASCII two wide. Of its blocks no terminal does so unasked. */
const widthOf = (sign: string): number => (sign <= "\u007e" || (sign >= "▀" && sign <= "▟") ? 1 : 2);

const lengthOf = (text: string): number => [...text].reduce((sum, sign) => sum + widthOf(sign), 0);

/**
 * A line in as many rows as it takes, broken between words, or inside one that is longer than a row; the rows after the first
 * begin with `indent` spaces.
 */
export function wrapped(line: string, columns: number, indent: number): readonly string[] {
  const rows: string[] = [];
  let row = "";
  const words = line.split(/(?<= )(?! )/);
  const longest = new RegExp(`.{1,${Math.max(1, columns - 1 - indent)}}`, "gu");
  for (const word of words.flatMap((whole) => whole.match(longest) ?? [])) {
    if (row.trim() !== "" && lengthOf(row + word.trimEnd()) >= columns) {
      rows.push(row.trimEnd());
      row = " ".repeat(indent);
    }
    row += word;
  }
  return [...rows, row.trimEnd()];
}

/** The pieces one after the other, cut off before the terminal's last column. Nothing in them can steer the terminal. */
export function rowText(pieces: readonly Piece[], { columns, color, ascii }: RowView): string {
  let room = columns - 1;
  let row = "";
  for (const { text, tone } of pieces) {
    const clean = printable(text).replaceAll("\n", " ");
    let shown = "";
    for (const sign of ascii ? clean.replace(/[^ -~]/gu, "?") : clean) {
      room -= widthOf(sign);
      if (room < 0) break;
      shown += sign;
    }
    row += color && tone !== undefined && shown !== "" ? `\x1b[${SGR[tone]}m${shown}\x1b[0m` : shown;
    if (room <= 0) break;
  }
  return row;
}
