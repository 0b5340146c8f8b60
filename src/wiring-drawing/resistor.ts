import { box, type Point, stroke } from "./svg.ts";
import type { Table } from "./table.ts";

export interface Bands {
  readonly ohms: number;
  /** First digit, second digit, zeros, tolerance. */
  readonly names: readonly [string, string, string, string];
}

/** The two values of starter kits that suit the LED. */
export const RESISTORS: readonly Bands[] = [
  { ohms: 220, names: ["red", "red", "brown", "gold"] },
  { ohms: 330, names: ["orange", "orange", "brown", "gold"] },
];

export const bandTable = (): Table => ({
  head: ["resistor", "1st band", "2nd band", "3rd band", "4th band, set apart"],
  rows: RESISTORS.map(({ ohms, names }) => [`${ohms} Ω`, ...names]),
});

const BAND_COLOR: Readonly<Record<string, string>> = {
  red: "#d50000",
  orange: "#ff8f00",
  brown: "#6d4c41",
  gold: "#d4af37",
};

/** Where the bands are, as parts of the body's length. The tolerance band stands apart. */
export const BAND_AT: readonly number[] = [0.15, 0.35, 0.55, 0.83];

/** A resistor standing between two points on one vertical. */
export function standingResistor([x, top]: Point, bottom: number, bands: Bands): string {
  const body = { y: top + 12, height: bottom - top - 24 };
  return [
    stroke(
      [
        [x, top],
        [x, bottom],
      ],
      "#8d8d8d",
      3,
    ),
    box(x - 11, body.y, 22, body.height, 'rx="7" fill="#e8d8b0" stroke="#8a7a50"'),
    ...bands.names.map((name, i) =>
      box(x - 11, body.y + body.height * BAND_AT[i]! - 3, 22, 6, `fill="${BAND_COLOR[name]}"`),
    ),
  ].join("\n");
}

/** A large resistor lying at `x`, `y` (its top left), for reading the bands. */
export function lyingResistor(x: number, y: number, length: number, bands: Bands): string {
  return [
    stroke(
      [
        [x - 24, y + 20],
        [x + length + 24, y + 20],
      ],
      "#8d8d8d",
      4,
    ),
    box(x, y, length, 40, 'rx="12" fill="#e8d8b0" stroke="#8a7a50"'),
    ...bands.names.map((name, i) =>
      box(x + length * BAND_AT[i]! - 7, y, 14, 40, `fill="${BAND_COLOR[name]}"`),
    ),
  ].join("\n");
}
