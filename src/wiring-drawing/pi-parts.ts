import type { PinMap } from "../../board/pins/pin-map.ts";
import { COLORS, WIRE_COLOR } from "./circuit.ts";
import { pullTo } from "./relay-hold.ts";
import { LED_RESISTOR, levelResistor, ohms, PULL_RESISTOR, standingResistor } from "./resistor.ts";
import { box, lines, type Point, stroke, terminal, text, wire } from "./svg.ts";

/** Where the parts' wires arrive. */
const LEFT = 600;
/** No part reaches further right above the relay: here 5V runs down to it. */
export const FIVE_VOLTS_X = 890;
const RESISTOR_END = 700;
const GREY = "#8d8d8d";
const MODULE = { left: 710, right: 860, top: 640, bottom: 800 } as const;
const LED_OHMS = ohms(LED_RESISTOR.ohms);

/** Legs of the LED from top to bottom: where its wire arrives, and where it comes out of the LED. */
const LEGS = [
  { name: "red", y: 420, from: 438 },
  { name: "common", y: 460, from: 466 },
  { name: "green", y: 500, from: 494 },
  { name: "blue", y: 540, from: 522 },
] as const;
const COLORED = LEGS.filter(({ name }) => name !== "common");

function relayPlaces(active: "high" | "low"): readonly (readonly [string, Point])[] {
  const top: Point = [785, MODULE.top];
  return active === "high"
    ? [
        ["relay:IN", [LEFT, 680]],
        ["relay:GND", [LEFT, 760]],
        ["relay:VCC", top],
      ]
    : [
        ["relay:VCC", [LEFT, 660]],
        ["relay:IN", [LEFT, 720]],
        ["relay:GND", [LEFT, 780]],
        ["relay:JD-VCC", top],
      ];
}

const LOAD_PLACES: readonly (readonly [string, Point])[] = [
  ["relay:COM", [MODULE.right, 680]],
  ["relay:NO", [MODULE.right, 720]],
  ["relay:NC", [MODULE.right, 760]],
  ["battery:+", [950, 680]],
  ["battery:-", [1090, 680]],
  ["lamp:1", [992, 770]],
  ["lamp:2", [1048, 770]],
];

/** Where the parts' terminals are; an LED stands in where no relay is fitted. */
export function partPlaces({ relay }: PinMap): ReadonlyMap<string, Point> {
  return new Map<string, Point>([
    ["button:2", [LEFT, 220]],
    ["button:1", [LEFT, 280]],
    ...COLORED.flatMap(({ name, y }) => [
      [`r-${name}:1`, [LEFT, y]] as const,
      [`r-${name}:2`, [RESISTOR_END, y]] as const,
      [`led:${name}`, [RESISTOR_END, y]] as const,
    ]),
    ["led:common", [LEFT, 460]],
    ...(relay.fitted
      ? [...relayPlaces(relay.active), ...LOAD_PLACES]
      : ([
          ["r-lamp:1", [LEFT, 680]],
          ["r-lamp:2", [RESISTOR_END, 680]],
          ["lamp:anode", [RESISTOR_END, 680]],
          ["lamp:cathode", [LEFT, 740]],
        ] as const)),
  ]);
}

/** All parts, with a dot where each wire arrives. */
export function piParts(map: PinMap): string {
  return [
    buttonPart(),
    ledPart(map),
    map.relay.fitted ? relayPart(map) : lampPart(),
    ...[...partPlaces(map)].map(([name, place]) => terminal(name, place)),
  ].join("\n");
}

function buttonPart(): string {
  return [
    text(700, 196, "Button", { size: 17, anchor: "middle", bold: true }),
    ...[220, 280].map((y) =>
      stroke(
        [
          [LEFT, y],
          [650, y],
        ],
        GREY,
        5,
      ),
    ),
    box(650, 205, 100, 90, 'rx="8" fill="#eceff1" stroke="#455a64" stroke-width="3"'),
    '<circle cx="700" cy="250" r="28" fill="#37474f"/>',
  ].join("\n");
}

function ledPart({ led }: PinMap): string {
  const sign = led.common === "cathode" ? "−" : "+";
  return [
    text(LEFT, 382, `RGB LED, common ${led.common}`, { size: 17, bold: true }),
    ...LEGS.map(({ name, y, from }) =>
      stroke(
        [
          [name === "common" ? LEFT : RESISTOR_END, y],
          [752, y],
          [772, from],
          [786, from],
        ],
        GREY,
        5,
      ),
    ),
    ...COLORED.flatMap(({ name, y }) => [
      levelResistor([LEFT, y], RESISTOR_END, LED_RESISTOR),
      text(650, y - 14, LED_OHMS, { size: 13, anchor: "middle" }),
      text(708, y - 7, name, { size: 13 }),
    ]),
    text(612, 453, `longest leg (${sign})`, { size: 13, bold: true }),
    box(786, 424, 18, 112, 'rx="4" fill="#dfe9f5" stroke="#5f7f9f" stroke-width="3"'),
    '<path d="M804 432 H820 A48 48 0 0 1 820 528 H804 Z" fill="#f4f8ff" stroke="#5f7f9f" stroke-width="3"/>',
    ...COLORS.map((color, i) => `<circle cx="826" cy="${454 + 26 * i}" r="9" fill="${WIRE_COLOR[color]}"/>`),
  ].join("\n");
}

/** The relay module, the resistor at its input if it needs one, and its harmless load: a lamp on a battery. */
function relayPart(map: PinMap): string {
  const { active } = map.relay;
  const places = relayPlaces(active);
  const left = places.filter(([, [x]]) => x === LEFT);
  const at = (name: string): Point => LOAD_PLACES.find(([other]) => other === name)![1];
  const short = (name: string) => name.slice("relay:".length);
  const [, [topX]] = places.at(-1)!;
  return [
    ...left.map(([, [x, y]]) =>
      stroke(
        [
          [x, y],
          [MODULE.left, y],
        ],
        GREY,
        5,
      ),
    ),
    pull(map, left),
    box(
      MODULE.left,
      MODULE.top,
      MODULE.right - MODULE.left,
      MODULE.bottom - MODULE.top,
      'rx="8" fill="#e8eaf6" stroke="#3949ab" stroke-width="3"',
    ),
    ...left.map(([name, [, y]]) => text(MODULE.left + 10, y + 5, short(name), { size: 14 })),
    text(topX, MODULE.top + 20, short(places.at(-1)![0]), { size: 14, anchor: "middle" }),
    ...["COM", "NO", "NC"].map((name) =>
      text(MODULE.right - 10, at(`relay:${name}`)[1] + 5, name, { size: 14, anchor: "end" }),
    ),
    text(785, 826, `Relay module, active ${active}`, { size: 17, anchor: "middle", bold: true }),
    ...(active === "low" ? [text(785, 848, "jumper pulled off", { size: 14, anchor: "middle" })] : []),
    box(950, 648, 140, 64, 'rx="6" fill="#fff8e1" stroke="#8d6e00" stroke-width="3"'),
    lines(1020, 675, ["battery", "12 V or less"], { size: 14, anchor: "middle" }),
    text(934, 670, "+", { size: 18, bold: true, anchor: "end" }),
    text(1098, 670, "−", { size: 18, bold: true }),
    wire([at("relay:COM"), at("battery:+")], WIRE_COLOR.load),
    wire([at("battery:-"), [1130, 680], [1130, 770], at("lamp:2")], WIRE_COLOR.load),
    wire([at("lamp:1"), [914, 770], [914, 720], at("relay:NO")], WIRE_COLOR.load),
    bulb(1020, 770),
    text(1020, 818, "lamp", { size: 14, anchor: "middle" }),
  ].join("\n");
}

/** A resistor between the input's row and the row of what holds it. */
function pull(map: PinMap, left: readonly (readonly [string, Point])[]): string {
  const to = pullTo(map);
  if (to === undefined) return "";
  const x = 640;
  const y = (name: string): number => left.find(([other]) => other === name)![1][1];
  const [input, held] = [y("relay:IN"), y(to === "3V3" ? "relay:VCC" : "relay:GND")];
  const [top, bottom] = [Math.min(input, held), Math.max(input, held)];
  return [
    standingResistor([x, top], bottom, PULL_RESISTOR),
    terminal("r-pull:1", [x, input], GREY),
    terminal("r-pull:2", [x, held], GREY),
    text(x + 15, (top + bottom) / 2 + 5, ohms(PULL_RESISTOR.ohms), { size: 13 }),
  ].join("\n");
}

function bulb(x: number, y: number): string {
  const arm = (fall: 1 | -1) =>
    stroke(
      [
        [x - 20, y - 20 * fall],
        [x + 20, y + 20 * fall],
      ],
      "#8d6e00",
      2,
    );
  return [
    `<circle cx="${x}" cy="${y}" r="28" fill="#fffde7" stroke="#8d6e00" stroke-width="3"/>`,
    arm(1),
    arm(-1),
  ].join("\n");
}

function lampPart(): string {
  return [
    text(LEFT, 642, "LED in the relay's place", { size: 17, bold: true }),
    levelResistor([LEFT, 680], RESISTOR_END, LED_RESISTOR),
    text(650, 666, LED_OHMS, { size: 13, anchor: "middle" }),
    stroke(
      [
        [RESISTOR_END, 680],
        [770, 680],
        [770, 696],
        [790, 696],
      ],
      GREY,
      5,
    ),
    stroke(
      [
        [LEFT, 740],
        [770, 740],
        [770, 724],
        [790, 724],
      ],
      GREY,
      5,
    ),
    text(708, 673, "longer leg", { size: 13 }),
    box(790, 684, 14, 52, 'rx="3" fill="#f6dfdc" stroke="#a34a3f" stroke-width="3"'),
    '<path d="M804 690 H820 A20 20 0 0 1 820 730 H804 Z" fill="#ffebe8" stroke="#a34a3f" stroke-width="3"/>',
    text(612, 760, "shorter leg, at the flat side of the rim", { size: 13 }),
  ].join("\n");
}
