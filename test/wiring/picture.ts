/** A place on the picture, in px. */
export type Place = readonly [x: number, y: number];

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Label extends Box {
  readonly words: string;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly terminals: ReadonlyMap<string, Place>;
  readonly rails: readonly {
    readonly name: string;
    readonly left: number;
    readonly right: number;
    readonly y: number;
  }[];
  /** Jumper wires. */
  readonly wires: readonly (readonly Place[])[];
  /** Everything drawn as a line of several points, jumper wires included. */
  readonly strokes: readonly (readonly Place[])[];
  /** Rectangles: bodies of parts, frames. */
  readonly boxes: readonly Box[];
  readonly labels: readonly Label[];
}

/** A letter of the widest of the fonts named, as a part of its size; bold is wider. Measured: DejaVu Sans. */
const LETTER = { plain: 0.6, bold: 0.68 } as const;

/** Reads a picture of ours back; groups are only shifted and never nested. */
export function readPicture(svg: string): Picture {
  const [width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number);
  const terminals = new Map<string, Place>();
  const rails: Picture["rails"][number][] = [];
  const wires: (readonly Place[])[] = [];
  const strokes: (readonly Place[])[] = [];
  const boxes: Box[] = [];
  const labels: Label[] = [];
  let shift: Place = [0, 0];
  for (const [, tag = "", attributes = "", words = ""] of svg.matchAll(/<(\/?[a-z]+)([^>]*)>([^<]*)/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
    const number = (name: string) => Number(attribute(name));
    const name = attribute("data-terminal");
    if (tag === "g") shift = numbers(attribute("transform"));
    else if (tag === "/g") shift = [0, 0];
    else if (tag === "circle" && name !== "") terminals.set(name, [number("cx"), number("cy")]);
    else if (tag === "line") rails.push({ name, left: number("x1"), right: number("x2"), y: number("y1") });
    else if (tag === "polyline") {
      const points = attribute("points")
        .split(" ")
        .map((point): Place => moved(numbers(point), shift));
      strokes.push(points);
      if (attribute("class") === "wire") wires.push(points);
    } else if (tag === "rect") {
      const [left, top] = moved([number("x"), number("y")], shift);
      boxes.push({ left, top, right: left + number("width"), bottom: top + number("height") });
    } else if (tag === "text") {
      const size = number("font-size");
      const letter = size * (attribute("font-weight") === "bold" ? LETTER.bold : LETTER.plain);
      const length = letter * words.replaceAll(/&\w+;/g, "x").length;
      const [x, y] = moved([number("x"), number("y")], shift);
      const left = x - length * { start: 0, middle: 0.5, end: 1 }[attribute("text-anchor")]!;
      labels.push({ words, left, right: left + length, top: y - size * 0.76, bottom: y + size * 0.2 });
    }
  }
  return { width, height, terminals, rails, wires, strokes, boxes, labels };
}

function numbers(text: string): Place {
  const [x = 0, y = 0] = text.match(/[\d.]+/g)!.map(Number);
  return [x, y];
}

function moved([x, y]: Place, [dx, dy]: Place): Place {
  return [x + dx, y + dy];
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether the first lies partly inside and partly outside the second. */
export function crosses(a: Box, b: Box): boolean {
  const inside = a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  return overlap(a, b) && !inside;
}

/** The boxes of a line's upright and level pieces; slanted pieces give the box around them. */
export function pieces(points: readonly Place[]): readonly Box[] {
  return points.slice(1).map(([x, y], i) => {
    const [fromX, fromY] = points[i]!;
    return {
      left: Math.min(x, fromX),
      right: Math.max(x, fromX),
      top: Math.min(y, fromY),
      bottom: Math.max(y, fromY),
    };
  });
}
