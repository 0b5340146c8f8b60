import type { Table } from "../../src/wiring-drawing/table.ts";

/** The table in Markdown, its columns aligned; the cells of column `bold` stand out. */
export function markdown({ head, rows }: Table, bold?: number): string {
  const shown = rows.map((row) => row.map((cell, column) => (column === bold ? `**${cell}**` : cell)));
  const widths = head.map((_, column) => Math.max(...[head, ...shown].map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [head, widths.map((width) => "-".repeat(width)), ...shown].map(line).join("\n");
}
