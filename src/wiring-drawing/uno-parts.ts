import type { PinMap } from "../../board/pins/pin-map.ts";
import { COLORS, type LedColor, WIRE_COLOR } from "./circuit.ts";
import { LED_RESISTOR, standingResistor } from "./resistor.ts";
import { box, lines, type Point, stroke, terminal, text, wire } from "./svg.ts";

/** The lone leg beside the longest is red; on its other side come green and, outermost, blue. */
const LEGS: readonly {
  readonly name: LedColor | "common";
  readonly from: number;
  readonly x: number;
  readonly end: number;
}[] = [
  { name: "blue", from: 353, x: 250, end: 300 },
  { name: "green", from: 381, x: 340, end: 300 },
  { name: "common", from: 409, x: 450, end: 345 },
  { name: "red", from: 437, x: 520, end: 300 },
];
const RESISTOR_END = 402;

/** Where the parts' terminals are. */
export const PART_PLACES: ReadonlyMap<string, Point> = new Map<string, Point>([
  ...LEGS.map(({ name, x, end }) => [`led:${name}`, [x, end]] as const),
  ...LEGS.filter(({ name }) => name !== "common").flatMap(({ name, x, end }) => [
    [`r-${name}:2`, [x, end]] as const,
    [`r-${name}:1`, [x, RESISTOR_END]] as const,
  ]),
  ["button:1", [950, 410]],
  ["button:2", [1050, 410]],
  ["relay:IN", [656, 410]],
  ["relay:GND", [703, 410]],
  ["relay:VCC", [750, 410]],
  ["relay:COM", [656, 250]],
  ["relay:NO", [708, 250]],
  ["relay:NC", [760, 250]],
  ["battery:+", [656, 172]],
  ["battery:-", [730, 140]],
  ["lamp:1", [866, 140]],
  ["lamp:2", [810, 140]],
]);

function dot(name: string): string {
  return terminal(name, PART_PLACES.get(name)!);
}

export function ledPart(map: PinMap): string {
  const sign = map.led.common === "cathode" ? "−" : "+";
  return [
    text(395, 108, `RGB LED, common ${map.led.common}`, { size: 18, anchor: "middle", bold: true }),
    ...LEGS.map(({ from, x, end }) =>
      stroke(
        [
          [from, 226],
          [from, 240],
          [x, 270],
          [x, end],
        ],
        "#8d8d8d",
        5,
      ),
    ),
    '<path d="M335 206 V174 A60 52 0 0 1 455 174 V206 Z" fill="#f4f8ff" stroke="#5f7f9f" stroke-width="3"/>',
    box(323, 206, 144, 20, 'rx="4" fill="#dfe9f5" stroke="#5f7f9f" stroke-width="3"'),
    ...COLORS.map((color, i) => `<circle cx="${423 - 28 * i}" cy="182" r="9" fill="${WIRE_COLOR[color]}"/>`),
    text(240, 296, "blue", { anchor: "end" }),
    text(330, 296, "green", { anchor: "end" }),
    lines(438, 296, ["longest", `leg (${sign})`], { size: 15, bold: true, anchor: "end" }),
    text(532, 296, "red"),
    ...LEGS.filter(({ name }) => name !== "common").map(({ x, end }) =>
      standingResistor([x, end], RESISTOR_END, LED_RESISTOR),
    ),
    ...LEGS.filter(({ name }) => name !== "common").map(({ x }) => text(x + 18, 370, "220 Ω", { size: 15 })),
    ...LEGS.map(({ name }) => dot(`led:${name}`)),
    ...COLORS.flatMap((color) => [dot(`r-${color}:1`), dot(`r-${color}:2`)]),
  ].join("\n");
}

export function buttonPart(): string {
  return [
    text(1000, 272, "Button", { size: 18, anchor: "middle", bold: true }),
    box(950, 290, 100, 100, 'rx="8" fill="#eceff1" stroke="#455a64" stroke-width="3"'),
    '<circle cx="1000" cy="340" r="30" fill="#37474f"/>',
    stroke(
      [
        [965, 390],
        [950, 410],
      ],
      "#8d8d8d",
      5,
    ),
    stroke(
      [
        [1035, 390],
        [1050, 410],
      ],
      "#8d8d8d",
      5,
    ),
    dot("button:1"),
    dot("button:2"),
  ].join("\n");
}

/** The relay module and its harmless load: a lamp on a battery. */
export function relayPart(map: PinMap): string {
  const place = (name: string): Point => PART_PLACES.get(name)!;
  const [noX, noY] = place("relay:NO");
  const [lampX, lampY] = place("lamp:1");
  return [
    box(614, 250, 186, 160, 'rx="8" fill="#e8eaf6" stroke="#3949ab" stroke-width="3"'),
    ...["COM", "NO", "NC"].map((name) =>
      text(place(`relay:${name}`)[0], 276, name, { size: 15, anchor: "middle" }),
    ),
    text(707, 322, "Relay module", { size: 18, anchor: "middle", bold: true }),
    text(707, 346, `active ${map.relay.active}`, { size: 16, anchor: "middle" }),
    ...["IN", "GND", "VCC"].map((name) =>
      text(place(`relay:${name}`)[0], 394, name, { size: 15, anchor: "middle" }),
    ),
    box(600, 108, 130, 64, 'rx="6" fill="#fff8e1" stroke="#8d6e00" stroke-width="3"'),
    lines(665, 132, ["battery", "12 V or less"], { size: 15, anchor: "middle" }),
    text(668, 196, "+", { size: 18, bold: true }),
    text(744, 130, "−", { size: 18, bold: true }),
    wire([place("relay:COM"), place("battery:+")], WIRE_COLOR.load),
    wire([place("battery:-"), place("lamp:2")], WIRE_COLOR.load),
    wire(
      [
        [lampX, lampY],
        [896, lampY],
        [896, 222],
        [noX, 222],
        [noX, noY],
      ],
      WIRE_COLOR.load,
    ),
    '<circle cx="838" cy="140" r="28" fill="#fffde7" stroke="#8d6e00" stroke-width="3"/>',
    stroke(
      [
        [818, 120],
        [858, 160],
      ],
      "#8d6e00",
      2,
    ),
    stroke(
      [
        [858, 120],
        [818, 160],
      ],
      "#8d6e00",
      2,
    ),
    text(838, 192, "lamp", { size: 15, anchor: "middle" }),
    ...["relay:COM", "relay:NO", "relay:NC", "battery:+", "battery:-", "lamp:1", "lamp:2"].map(dot),
    ...["relay:IN", "relay:GND", "relay:VCC"].map(dot),
    box(930, 100, 244, 112, 'rx="8" fill="#fdecea" stroke="#b71c1c" stroke-width="3"'),
    text(1052, 134, "Low voltage only", { size: 19, anchor: "middle", bold: true, fill: "#8e0000" }),
    text(1052, 164, "Never mains, not even", { size: 16, anchor: "middle", fill: "#8e0000" }),
    text(1052, 188, "to try it out.", { size: 16, anchor: "middle", fill: "#8e0000" }),
  ].join("\n");
}
