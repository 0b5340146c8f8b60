import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoCircuit, WIRE_COLOR, type Wire } from "./circuit.ts";
import { DETAILS_HEIGHT } from "./details.ts";
import { box, type Point, picture, text, wire } from "./svg.ts";
import { unoBoard, unoPlace, unoSockets } from "./uno-board.ts";
import { unoDetails } from "./uno-details.ts";
import { buttonPart, ledPart, PART_PLACES, relayPart } from "./uno-parts.ts";

const WIDTH = 1200;
const DETAILS_TOP = 930;
const CIRCUIT_HEIGHT = 904;
/** The breadboard's two long rows, between the board and the parts. */
const RAIL_Y = { "5V": 512, GND: 542 } as const;
const RAIL_LEFT = 216;
const RAIL_RIGHT = 1096;
/** Where wires run sideways: a wire going left takes the lower lane when another comes up on its right. */
const LANES = { high: 446, low: 472 } as const;
const LOW_LANE: readonly string[] = ["r-blue:1", "relay:IN", "button:1"];

/** The circuit as a picture: parts above, the two rails between, the Uno below, six boxes about details. */
export function unoPicture(map: PinMap): string {
  return whole(map, DETAILS_TOP + DETAILS_HEIGHT + 26, [
    text(26, 44, `Arduino Uno with button${map.relay.fitted ? ", RGB LED and relay" : " and RGB LED"}`, {
      size: 28,
      bold: true,
    }),
    text(
      26,
      72,
      "Unplug the USB cable while you change wires. The two long rows of the breadboard carry 5V and GND.",
      { size: 16, fill: "#444444" },
    ),
    ...circuit(map),
    unoDetails(map, DETAILS_TOP),
  ]);
}

/** The circuit alone. */
export const unoCircuitPicture = (map: PinMap): string => whole(map, CIRCUIT_HEIGHT, circuit(map));

function whole(map: PinMap, height: number, body: readonly string[]): string {
  return picture(WIDTH, height, "Wiring of the Arduino Uno", describe(unoCircuit(map)), body);
}

function circuit(map: PinMap): readonly string[] {
  const wires = unoCircuit(map);
  const used = new Set(["GND", "5V", ...wires.map(({ from }) => from.slice("uno:".length))]);
  return [
    rails(),
    unoBoard(),
    ...wires.filter(({ from }) => from.startsWith("uno:")).map(drawn),
    supply(),
    unoSockets(used),
    ledPart(map),
    buttonPart(),
    map.relay.fitted ? relayPart(map) : "",
  ];
}

function describe(wires: readonly Wire[]): string {
  const list = wires.map(({ from, to }) => `${from} to ${to}`).join("; ");
  return `Wires, board or part first, then its terminal: ${list}. The relay switches a lamp on a battery of at most 12 V, never mains.`;
}

function rails(): string {
  const rail = (name: "5V" | "GND", color: string) =>
    `<line class="rail" data-terminal="uno:${name}" x1="${RAIL_LEFT}" x2="${RAIL_RIGHT}" y1="${RAIL_Y[name]}" y2="${RAIL_Y[name]}" stroke="${color}" stroke-width="3"/>`;
  return [
    box(120, 490, 990, 74, 'rx="6" fill="#f7f3ea" stroke="#b8ab8c" stroke-width="2"'),
    text(134, 518, "+  5V", { bold: true, fill: WIRE_COLOR.supply }),
    text(134, 548, "−  GND", { bold: true, fill: WIRE_COLOR.ground }),
    rail("5V", WIRE_COLOR.supply),
    rail("GND", WIRE_COLOR.ground),
  ].join("\n");
}

/** From the board's pin, or from the rail, to the part. */
function drawn({ from, to, color }: Wire): string {
  const end = PART_PLACES.get(to)!;
  const name = from.slice("uno:".length);
  if (name === "GND" || name === "5V") {
    const joint: Point = [end[0], RAIL_Y[name]];
    return wire([end, joint], color) + joinDot(joint, color);
  }
  const start = unoPlace(name);
  const lane = LANES[LOW_LANE.includes(to) ? "low" : "high"];
  return wire([start, [start[0], lane], [end[0], lane], end], color);
}

function joinDot([x, y]: Point, color: string): string {
  return `<circle cx="${x}" cy="${y}" r="6" fill="${color}"/>`;
}

/** The board's GND and 5V to the rails. */
function supply(): string {
  const ground = unoPlace("GND");
  const plus = unoPlace("5V");
  const groundJoint: Point = [ground[0], RAIL_Y.GND];
  const plusJoint: Point = [RAIL_RIGHT, RAIL_Y["5V"]];
  return [
    wire([ground, groundJoint], WIRE_COLOR.ground),
    joinDot(groundJoint, WIRE_COLOR.ground),
    wire([plus, [plus[0], 884], [1140, 884], [1140, plusJoint[1]], plusJoint], WIRE_COLOR.supply),
    joinDot(plusJoint, WIRE_COLOR.supply),
  ].join("\n");
}
