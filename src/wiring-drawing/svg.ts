/** A place on the picture, in px from its top left corner. */
export type Point = readonly [x: number, y: number];

export interface TextStyle {
  readonly size?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  readonly fill?: string;
}

export const INK = "#1a1a1a";
const PAPER = "#ffffff";

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

export function text(x: number, y: number, words: string, style: TextStyle = {}): string {
  const { size = 16, anchor = "start", bold = false, fill = INK } = style;
  const weight = bold ? ' font-weight="bold"' : "";
  return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}"${weight} fill="${fill}">${escaped(words)}</text>`;
}

/** Lines of text below each other. */
export function lines(x: number, y: number, words: readonly string[], style: TextStyle = {}): string {
  const step = Math.round((style.size ?? 16) * 1.4);
  return words.map((line, i) => text(x, y + step * i, line, style)).join("\n");
}

export function box(x: number, y: number, width: number, height: number, attributes: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${attributes}/>`;
}

/** A line that is part of a drawn thing, not a jumper wire. */
export function stroke(points: readonly Point[], color: string, width: number): string {
  return `<polyline points="${points.join(" ")}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linejoin="round"/>`;
}

/** A jumper wire. Its white edge makes it pass visibly over what it crosses. */
export function wire(points: readonly Point[], color: string): string {
  return (
    stroke(points, PAPER, 10) +
    `<polyline class="wire" points="${points.join(" ")}" fill="none" stroke="${color}" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"/>`
  );
}

/** A place where a wire may end. */
export function terminal(name: string, [x, y]: Point, fill = INK): string {
  return `<circle class="terminal" data-terminal="${name}" cx="${x}" cy="${y}" r="5" fill="${fill}"/>`;
}

/** A whole picture on a white ground, readable on light and dark pages, with words for those who cannot see it. */
export function picture(
  width: number,
  height: number,
  title: string,
  desc: string,
  body: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="Verdana, 'DejaVu Sans', Arial, sans-serif">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(desc)}</desc>`,
    box(0, 0, width, height, `fill="${PAPER}"`),
    ...body,
    "</svg>",
    "",
  ].join("\n");
}
