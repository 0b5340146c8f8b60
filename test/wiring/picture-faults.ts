import { Nets } from "./netlist.ts";
import { crosses, overlap, type Picture, type Place, pieces } from "./picture.ts";

type Piece = ReturnType<typeof pieces>[number];

/** What the wires join; legs of the LED meet the ends of their resistors in one dot, without a wire. */
export function netsOf(picture: Picture): Nets {
  const found = new Nets();
  picture.wires.forEach((points, i) => {
    for (const end of [points[0]!, points.at(-1)!]) {
      const here = endsAt(picture, end);
      if (here.length === 0) throw new Error(`wire ${points.join(" ")} ends in the air`);
      for (const name of here) found.join(`wire ${i}`, name);
    }
  });
  for (const name of picture.terminals.keys())
    for (const other of endsAt(picture, picture.terminals.get(name)!)) found.join(name, other);
  return found;
}

function endsAt({ terminals, rails }: Picture, [x, y]: Place): readonly string[] {
  const pins = [...terminals].filter(([, place]) => place[0] === x && place[1] === y).map(([name]) => name);
  const rows = rails
    .filter((rail) => rail.y === y && x >= rail.left && x <= rail.right)
    .map(({ name }) => name);
  return [...pins, ...rows];
}

/** Battery and lamp: each net of the relay's contact, as its terminals. */
export function loadLoop(nets: Nets): readonly (readonly string[])[] {
  return ["relay:COM", "battery:-", "relay:NO"].map((name) =>
    nets.of(name).filter((other) => !other.startsWith("wire ")),
  );
}

/** Labels over other labels, over lines, over the edges of boxes, and beyond the picture. */
export function labelFaults({ labels, strokes, boxes, width, height }: Picture): readonly string[] {
  const lines = strokes.flatMap(pieces);
  return labels.flatMap((label, i) => [
    ...labels
      .slice(i + 1)
      .flatMap((other) => (overlap(label, other) ? [`"${label.words}" over "${other.words}"`] : [])),
    ...(lines.some((line) => overlap(label, line)) ? [`"${label.words}" over a line`] : []),
    ...(boxes.some((box) => crosses(label, box)) ? [`"${label.words}" over an edge`] : []),
    ...(label.left < 0 || label.right > width || label.bottom > height ? [`"${label.words}" cut off`] : []),
  ]);
}

export interface Meetings {
  /** At a right angle: the white edge of one shows which is which. */
  readonly crossings: number;
  /** One runs along the other. */
  readonly along: readonly string[];
}

export function meetings(picture: Picture): Meetings {
  const wires = picture.wires.map(pieces);
  const met = wires.flatMap((wire, i) =>
    wires
      .slice(i + 1)
      .flatMap((other) =>
        wire.flatMap((piece) =>
          other.flatMap((against) =>
            overlap(thick(piece), thick(against)) ? [[piece, against] as const] : [],
          ),
        ),
      ),
  );
  const along = met.filter(([a, b]) => upright(a) === upright(b));
  return { crossings: met.length - along.length, along: along.map((pair) => JSON.stringify(pair)) };
}

const upright = ({ left, right }: Piece): boolean => left === right;

function thick({ left, right, top, bottom }: Piece): Piece {
  return { left: left - 2, right: right + 2, top: top - 2, bottom: bottom + 2 };
}
