import { box, type Point, stroke } from "./svg.ts";
import type { Table } from "./table.ts";

export interface Bands {
  readonly ohms: number;
  /** First digit, second digit, zeros, tolerance. */
  readonly names: readonly [string, string, string, string];
}

export const LED_RESISTOR: Bands = { ohms: 220, names: ["red", "red", "brown", "gold"] };

/** The two values of starter kits that suit the LED of an Uno. */
export const RESISTORS: readonly Bands[] = [
  LED_RESISTOR,
  { ohms: 330, names: ["orange", "orange", "brown", "gold"] },
];

/**
 * Holds a relay's input while no program does: against a pull of the chip of 33 kΩ or more (Pi 4; Raspberry Pi
 * documentation, "Voltage specifications") the pin stays at 2.5 V or more, or at 0.8 V or less.
 */
export const PULL_RESISTOR: Bands = { ohms: 10_000, names: ["brown", "black", "orange", "gold"] };

/** "220 Ω", "10 kΩ" */
export const ohms = (value: number): string => (value < 1000 ? `${value} Ω` : `${value / 1000} kΩ`);

export const bandTable = (): Table => ({
  head: ["resistor", "1st band", "2nd band", "3rd band", "4th band, set apart"],
  rows: [...RESISTORS, PULL_RESISTOR].map((resistor) => [ohms(resistor.ohms), ...resistor.names]),
});

const BAND_COLOR: Readonly<Record<string, string>> = {
  red: "#d50000",
  orange: "#ff8f00",
  brown: "#6d4c41",
  black: "#1a1a1a",
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

/** A resistor lying between two points at one height. */
export function levelResistor([left, y]: Point, right: number, bands: Bands): string {
  const body = { x: left + 12, width: right - left - 24 };
  return [
    stroke(
      [
        [left, y],
        [right, y],
      ],
      "#8d8d8d",
      3,
    ),
    box(body.x, y - 10, body.width, 20, 'rx="7" fill="#e8d8b0" stroke="#8a7a50"'),
    ...bands.names.map((name, i) =>
      box(body.x + body.width * BAND_AT[i]! - 3, y - 10, 6, 20, `fill="${BAND_COLOR[name]}"`),
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
