import type { PinMap } from "../../board/pins/pin-map.ts";
import { WIRE_COLOR } from "./circuit.ts";
import { BAND_AT, type Bands, lyingResistor, ohms } from "./resistor.ts";
import { box, lines, stroke, text } from "./svg.ts";

const WIDTH = 370;
const HEIGHT = 300;

/** Six boxes below a circuit, each about one thing that goes wrong. `top` is the y of the first row. */
export function details(boxes: readonly string[], top: number): string {
  return boxes
    .map((drawn, i) => {
      const [x, y] = [26 + (i % 3) * (WIDTH + 19), top + Math.floor(i / 3) * (HEIGHT + 20)];
      return `<g transform="translate(${x} ${y})">\n${box(0, 0, WIDTH, HEIGHT, 'rx="10" fill="#fafafa" stroke="#9e9e9e" stroke-width="2"')}\n${drawn}\n</g>`;
    })
    .join("\n");
}

export const DETAILS_HEIGHT = 2 * HEIGHT + 20;

export function heading(words: string): string {
  return text(18, 34, words, { size: 18, bold: true });
}

/** A small LED on its side view, its longest leg at `x`. */
function smallLed(x: number, y: number): string {
  return [
    `<path d="M${x - 44} ${y} v-22 a33 30 0 0 1 66 0 v22 Z" fill="#f4f8ff" stroke="#5f7f9f" stroke-width="2"/>`,
    stroke(
      [
        [x - 36, y],
        [x - 36, y + 46],
      ],
      WIRE_COLOR.blue,
      4,
    ),
    stroke(
      [
        [x - 18, y],
        [x - 18, y + 46],
      ],
      WIRE_COLOR.green,
      4,
    ),
    stroke(
      [
        [x, y],
        [x, y + 78],
      ],
      "#555555",
      4,
    ),
    stroke(
      [
        [x + 18, y],
        [x + 18, y + 46],
      ],
      WIRE_COLOR.red,
      4,
    ),
  ].join("\n");
}

/** `supply` is what a common anode goes to. */
export function legs(supply: string): string {
  return [
    heading("1  The legs of the RGB LED"),
    smallLed(106, 116),
    lines(
      158,
      82,
      [
        "The longest leg is",
        "the common one. On",
        "one side only: red.",
        "On the other: green,",
        "then blue.",
      ],
      { size: 15 },
    ),
    lines(158, 193, [`It goes to GND or ${supply}`, "without a resistor."], { size: 15 }),
    lines(18, 246, ["Colours swapped? Some makers use", "another order: swap two wires."], {
      size: 15,
    }),
  ].join("\n");
}

export function commons(map: PinMap, supply: string, color: string): string {
  const half = (x: number, name: string, to: string, color: string, flag: string) =>
    [
      text(x + 78, 66, `common ${name}`, { size: 15, anchor: "middle", bold: true }),
      smallLed(x + 88, 124),
      stroke(
        [
          [x + 88, 202],
          [x + 88, 222],
        ],
        color,
        5,
      ),
      text(x + 88, 242, to, { size: 16, anchor: "middle", bold: true, fill: color }),
      text(x + 78, 276, flag, { size: 15, anchor: "middle" }),
    ].join("\n");
  const flag = (name: "cathode" | "anode") => (map.led.common === name ? "as drawn above" : `--led ${name}`);
  return [
    heading("2  Two kinds of RGB LED"),
    half(16, "cathode", "GND", WIRE_COLOR.ground, flag("cathode")),
    stroke(
      [
        [185, 56],
        [185, 284],
      ],
      "#bdbdbd",
      2,
    ),
    half(200, "anode", supply, color, flag("anode")),
  ].join("\n");
}

export function bands(resistors: readonly Bands[], advice: string): string {
  return [
    heading("3  Resistors: read the bands"),
    ...resistors.flatMap((resistor, row) => {
      const y = 82 + row * 110;
      return [
        text(44, y - 10, ohms(resistor.ohms), { size: 16, bold: true }),
        lyingResistor(60, y, 250, resistor),
        ...resistor.names.map((name, i) =>
          text(60 + 250 * BAND_AT[i]!, y + 58, name, { size: 12, anchor: "middle" }),
        ),
      ];
    }),
    text(18, 282, advice, { size: 15 }),
  ].join("\n");
}

export function fourLegs(pin: string, advice: readonly string[]): string {
  return [
    heading("4  A button with four legs"),
    box(66, 82, 90, 90, 'rx="8" fill="#eceff1" stroke="#455a64" stroke-width="3"'),
    '<circle cx="111" cy="127" r="26" fill="#37474f"/>',
    stroke(
      [
        [66, 98],
        [42, 98],
      ],
      WIRE_COLOR.button,
      5,
    ),
    stroke(
      [
        [156, 98],
        [180, 98],
      ],
      "#8d8d8d",
      5,
    ),
    stroke(
      [
        [66, 156],
        [42, 156],
      ],
      "#8d8d8d",
      5,
    ),
    stroke(
      [
        [156, 156],
        [180, 156],
      ],
      WIRE_COLOR.ground,
      5,
    ),
    text(18, 78, pin, { size: 15, bold: true }),
    text(168, 184, "GND", { size: 15, bold: true }),
    lines(204, 96, ["Legs are joined", "in pairs. Two on", "a diagonal are no", "pair: take those."], {
      size: 15,
    }),
    lines(18, 226, advice, { size: 15 }),
  ].join("\n");
}
