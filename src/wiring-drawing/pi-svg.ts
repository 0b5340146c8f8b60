import type { PinMap } from "../../board/pins/pin-map.ts";
import type { Wire } from "./circuit.ts";
import { DETAILS_HEIGHT } from "./details.ts";
import { leavesAt, piBoard, piEnds, piLegend, piPins } from "./pi-board.ts";
import { piCircuit } from "./pi-circuit.ts";
import { piDetails } from "./pi-details.ts";
import { FIVE_VOLTS_X, partPlaces, piParts } from "./pi-parts.ts";
import { inLanes } from "./pi-routes.ts";
import { pullTo } from "./relay-hold.ts";
import { box, INK, lines, type Point, picture, text, wire } from "./svg.ts";

const WIDTH = 1200;
const CIRCUIT_HEIGHT = 1010;
const FIRST_LANE = 392;
const LANE = 22;
/** Where 5V turns to the relay. */
const FIVE_VOLTS_Y = 600;

/** The circuit as a picture: header on the left, parts on the right, six boxes about details below. */
export function piPicture(map: PinMap): string {
  const outlet = map.relay.fitted ? "relay" : "an LED for the outlet";
  return whole(map, CIRCUIT_HEIGHT + DETAILS_HEIGHT + 26, [
    text(26, 44, `Raspberry Pi with button, RGB LED and ${outlet}`, { size: 28, bold: true }),
    text(26, 72, "Shut it down and unplug its power while you change wires. Count the places twice.", {
      size: 16,
      fill: "#444444",
    }),
    ...circuit(map),
    piDetails(map, CIRCUIT_HEIGHT),
  ]);
}

/** The circuit alone. */
export const piCircuitPicture = (map: PinMap): string => whole(map, CIRCUIT_HEIGHT, circuit(map));

function whole(map: PinMap, height: number, body: readonly string[]): string {
  return picture(WIDTH, height, "Wiring of the Raspberry Pi", describe(piCircuit(map)), body);
}

function describe(wires: readonly Wire[]): string {
  const list = wires.map(({ from, to }) => `${from} to ${to}`).join("; ");
  return `Wires, place on the header first, then the part and its terminal: ${list}. The relay switches a lamp on a battery of at most 12 V, never mains. No GPIO may see 5 V.`;
}

const placeOf = ({ from }: Wire): number => Number(from.slice("pi:".length));

function circuit(map: PinMap): readonly string[] {
  const wires = piCircuit(map);
  const used = new Set(wires.map(placeOf));
  return [
    piBoard(),
    piPins(used),
    ...drawn(wires, partPlaces(map)),
    piEnds(used),
    piParts(map),
    ...warnings(map),
    piLegend(600, 890),
  ];
}

function drawn(wires: readonly Wire[], places: ReadonlyMap<string, Point>): readonly string[] {
  const ends = (one: Wire) => ({ ...one, pin: leavesAt(placeOf(one)), place: places.get(one.to)! });
  const isFiveVolts = ({ from }: Wire) => from === "pi:2";
  const fiveVolts = wires
    .filter(isFiveVolts)
    .map(ends)
    .map(({ pin, place, color }) => {
      const [, start] = pin;
      return wire(
        [start, [FIVE_VOLTS_X, start[1]], [FIVE_VOLTS_X, FIVE_VOLTS_Y], [place[0], FIVE_VOLTS_Y], place],
        color,
      );
    });
  const runs = wires
    .filter((one) => !isFiveVolts(one))
    .map(ends)
    .map(({ pin, place, color }) => ({ pin: pin[0], from: pin[1], to: place, color }));
  const others = inLanes(runs).map(({ pin, from, to, color }, i) => {
    const x = FIRST_LANE + LANE * i;
    return wire([pin, from, [x, from[1]], [x, to[1]], to], color);
  });
  return [...fiveVolts, ...others];
}

interface Notice {
  readonly title: string;
  readonly words: readonly string[];
  readonly look: { readonly fill: string; readonly edge: string; readonly ink: string };
}

const ALARM = { fill: "#fdecea", edge: "#b71c1c", ink: "#8e0000" } as const;
const HINT = { fill: "#fff8e1", edge: "#8d6e00", ink: INK } as const;

function notices(map: PinMap): readonly Notice[] {
  const { fitted, pin } = map.relay;
  const mains = {
    title: "Low voltage only",
    words: ["Never mains, not even", "to try it out."],
    look: ALARM,
  };
  const fiveVolts = fitted ? ["5V feeds the relay module", "and nothing else."] : ["Nothing goes to 5V."];
  const held = pullTo(map);
  const pull = {
    title: "10 kΩ at the relay",
    words: [
      "Without it the relay may",
      "click before plugbench",
      `runs: till then GPIO ${pin}`,
      `is pulled ${held === "3V3" ? "low" : "high"}.`,
    ],
    look: HINT,
  };
  return [
    ...(fitted ? [mains] : []),
    { title: "3.3 V only", words: ["No GPIO may ever see 5V.", ...fiveVolts], look: ALARM },
    ...(held === undefined ? [] : [pull]),
  ];
}

/** The notices, below each other in the right column. */
function warnings(map: PinMap): readonly string[] {
  let top = 112;
  return notices(map).map(({ title, words, look }) => {
    const height = 60 + 21 * words.length;
    const drawn = [
      box(924, top, 250, height, `rx="8" fill="${look.fill}" stroke="${look.edge}" stroke-width="3"`),
      text(1049, top + 32, title, { size: 19, anchor: "middle", bold: true, fill: look.ink }),
      lines(1049, top + 60, words, { size: 15, anchor: "middle", fill: look.ink }),
    ].join("\n");
    top += height + 20;
    return drawn;
  });
}
