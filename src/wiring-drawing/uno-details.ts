import type { PinMap } from "../../board/pins/pin-map.ts";
import { WIRE_COLOR } from "./circuit.ts";
import { BAND_AT, lyingResistor, RESISTORS } from "./resistor.ts";
import { box, lines, stroke, text } from "./svg.ts";

const WIDTH = 370;
const HEIGHT = 300;

/** The boxes below the circuit, each about one thing that goes wrong. `top` is the y of the first row. */
export function unoDetails(map: PinMap, top: number): string {
  const at = (column: number, row: number) =>
    [26 + column * (WIDTH + 19), top + row * (HEIGHT + 20)] as const;
  const details = [legs, commons, bands, button, relayLevels, noRelay];
  return details
    .map((draw, i) => {
      const [x, y] = at(i % 3, Math.floor(i / 3));
      return `<g transform="translate(${x} ${y})">\n${box(0, 0, WIDTH, HEIGHT, 'rx="10" fill="#fafafa" stroke="#9e9e9e" stroke-width="2"')}\n${draw(map)}\n</g>`;
    })
    .join("\n");
}

export const DETAILS_HEIGHT = 2 * HEIGHT + 20;

function heading(words: string): string {
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

function legs(): string {
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
    lines(158, 193, ["It goes to GND or 5V", "without a resistor."], { size: 15 }),
    lines(18, 246, ["Colours swapped? Some makers use", "another order: swap two wires."], {
      size: 15,
    }),
  ].join("\n");
}

function commons(map: PinMap): string {
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
    half(200, "anode", "5V", WIRE_COLOR.supply, flag("anode")),
  ].join("\n");
}

function bands(): string {
  return [
    heading("3  Resistors: read the bands"),
    ...RESISTORS.flatMap((resistor, row) => {
      const y = 82 + row * 110;
      return [
        text(44, y - 10, `${resistor.ohms} Ω`, { size: 16, bold: true }),
        lyingResistor(60, y, 250, resistor),
        ...resistor.names.map((name, i) =>
          text(60 + 250 * BAND_AT[i]!, y + 58, name, { size: 12, anchor: "middle" }),
        ),
      ];
    }),
    text(18, 282, "Either will do; never go without.", { size: 15 }),
  ].join("\n");
}

function button(map: PinMap): string {
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
    text(18, 78, `pin ${map.button.pin}`, { size: 15, bold: true }),
    text(168, 184, "GND", { size: 15, bold: true }),
    lines(204, 96, ["Legs are joined", "in pairs. Two on", "a diagonal are no", "pair: take those."], {
      size: 15,
    }),
    lines(
      18,
      226,
      ["No resistor here: the Uno's own", "pull-up holds the pin high. Never", "connect this button to 5V."],
      { size: 15 },
    ),
  ].join("\n");
}

function relayLevels(map: PinMap): string {
  const row = (y: number, active: "high" | "low") => [
    text(18, y, `active ${active}`, { size: 15, bold: true }),
    text(150, y, active === "high" ? "IN at 5V closes the contact" : "IN at GND closes the contact", {
      size: 13,
    }),
    text(
      150,
      y + 22,
      map.relay.fitted && map.relay.active === active ? "as drawn above" : `--relay active-${active}`,
      { size: 15 },
    ),
  ];
  return [
    heading("5  Relay: active high or low"),
    ...row(70, "high"),
    ...row(124, "low"),
    lines(
      18,
      182,
      [
        "The wires are the same. A module with a",
        "jumper H/L can be either.",
        "An active-low relay clicks on while the",
        "Uno starts: the lamp may light for some",
        "seconds. Nothing is broken.",
      ],
      { size: 15 },
    ),
  ].join("\n");
}

function noRelay(map: PinMap): string {
  const pin = map.relay.fitted ? `pin ${map.relay.pin}` : "the relay's pin";
  return [
    heading("6  No relay?"),
    box(18, 62, 140, 96, 'rx="8" fill="#e3f1f3" stroke="#00696f" stroke-width="3"'),
    box(46, 92, 22, 22, 'rx="3" fill="#ffb300" stroke="#7a5600"'),
    text(78, 109, "L", { size: 18, bold: true }),
    text(32, 145, "Arduino Uno", { size: 14 }),
    lines(176, 86, ["The LED marked L", "on the board (pin 13)", "shows the outlet: lit", "means on."], {
      size: 15,
    }),
    lines(18, 200, [`Leave ${pin} free, and`, "leave out battery and lamp."], { size: 15 }),
    text(18, 262, "Start with --relay none", { size: 15 }),
  ].join("\n");
}
