import { WIRE_COLOR } from "./circuit.ts";
import { HEADER, nameAt } from "./pi-header.ts";
import { box, INK, lines, type Point, terminal, text } from "./svg.ts";

const PITCH = 40;
const ODD_X = 226;
const EVEN_X = 264;
const TOP_Y = 170;
const HALF = 13;

const COLOR = {
  "3V3": WIRE_COLOR.threeVolts,
  "5V": WIRE_COLOR.supply,
  GND: WIRE_COLOR.ground,
  used: "#ffd54f",
  free: "#78909c",
} as const;

function square([x, y]: Point, kind: keyof typeof COLOR, words: string, bold: boolean): string {
  return [
    box(x - HALF, y - HALF, 2 * HALF, 2 * HALF, `rx="3" fill="${COLOR[kind]}" stroke="#263238"`),
    text(x, y + 5, words, { size: 13, anchor: "middle", bold, fill: kind === "used" ? INK : "#ffffff" }),
  ].join("\n");
}

/** The middle of a pin. */
function pinAt(place: number): Point {
  return [place % 2 === 1 ? ODD_X : EVEN_X, TOP_Y + PITCH * (Math.ceil(place / 2) - 1)];
}

/**
 * Where a wire leaves a pin, and where it starts to run to the right: from an even place at once, from an odd one
 * between two rows, so that every place has a height of its own.
 */
export function leavesAt(place: number): readonly [Point, Point] {
  const [x, y] = pinAt(place);
  return place % 2 === 1
    ? [
        [x, y - HALF],
        [x, y - PITCH / 2],
      ]
    : [
        [x + HALF + 4, y],
        [x + HALF + 4, y],
      ];
}

/** The board, its header to the right, and the memory card above: place 1 is at the top left of the header. */
export function piBoard(): string {
  const bottom = TOP_Y + 19 * PITCH + 54;
  return [
    box(26, 112, 268, bottom - 112, 'rx="14" fill="#e4f2e4" stroke="#2e6b34" stroke-width="3"'),
    box(44, 124, 82, 44, 'rx="4" fill="#cfd8dc" stroke="#607d8b" stroke-width="2"'),
    text(85, 142, "memory", { size: 13, anchor: "middle" }),
    text(85, 158, "card", { size: 13, anchor: "middle" }),
    ...[40, 122, 204].map((x) =>
      box(x, bottom - 34, 70, 26, 'rx="4" fill="#cfd8dc" stroke="#607d8b" stroke-width="2"'),
    ),
    text(157, bottom - 16, "USB", { size: 14, anchor: "middle", bold: true }),
    text(40, 520, "Raspberry", { size: 17, bold: true, fill: "#1b5e20" }),
    text(40, 544, "Pi", { size: 17, bold: true, fill: "#1b5e20" }),
  ].join("\n");
}

/** The header, its used pins in bold, under the wires. */
export function piPins(used: ReadonlySet<number>): string {
  return HEADER.flatMap((what, i) => {
    const place = i + 1;
    const [x, y] = pinAt(place);
    const inUse = used.has(place);
    const kind = typeof what === "string" ? what : inUse ? "used" : "free";
    const odd = place % 2 === 1;
    return [
      square([x, y], kind, String(place), inUse),
      text(odd ? ODD_X - 20 : EVEN_X + 38, odd ? y + 5 : y + 15, nameAt(place), {
        size: 13,
        anchor: odd ? "end" : "start",
        bold: inUse,
        fill: inUse ? INK : "#546e7a",
      }),
    ];
  }).join("\n");
}

/** The ends of the wires at the header, over the wires. */
export function piEnds(used: ReadonlySet<number>): string {
  return [...used].map((place) => terminal(`pi:${place}`, leavesAt(place)[0])).join("\n");
}

/** What the squares and numbers mean. */
export function piLegend(x: number, y: number): string {
  const kinds = [
    ["used", "GPIO in use"],
    ["free", "free GPIO"],
    ["3V3", "3V3"],
    ["5V", "5V"],
    ["GND", "GND"],
  ] as const;
  return [
    lines(
      x,
      y,
      [
        "The number in a square is the place on the header, counted",
        "from the memory card. Beside it is the name of the pin: a",
        "pin map has the numbers of the GPIOs.",
      ],
      { size: 14 },
    ),
    ...kinds.flatMap(([kind, words], i) => {
      const left = x + [0, 148, 276, 356, 428][i]!;
      return [square([left + HALF, y + 76], kind, "", false), text(left + 36, y + 81, words, { size: 14 })];
    }),
  ].join("\n");
}
