import { box, INK, type Point, terminal, text } from "./svg.ts";

const PITCH = 40;
const GAP = 24;
const TOP_Y = 622;
const BOTTOM_Y = 828;
/** The two long sides of an Uno R3, USB to the left. SDA and SCL, beside AREF on the board, are left out. */
const TOP = ["AREF", "GND", ..."13 12 11 10 9 8".split(" "), "", ..."7 6 5 4 3 2 1 0".split(" ")];
const BOTTOM = ["IOREF", "RESET", "3.3V", "5V", "GND", "GND", "VIN", "", ..."A0 A1 A2 A3 A4 A5".split(" ")];

function places(names: readonly string[], left: number, y: number): readonly (readonly [string, Point])[] {
  let x = left;
  const found: (readonly [string, Point])[] = [];
  for (const name of names) {
    if (name !== "") found.push([name, [x, y]]);
    x += name === "" ? GAP : PITCH;
  }
  return found;
}

const TOP_PLACES = places(TOP, 230, TOP_Y);
const BOTTOM_PLACES = places(BOTTOM, 360, BOTTOM_Y);

/** Where a terminal of the board is: "0" to "13", "A0" to "A5", "5V", or "GND" (the one beside pin 13). */
export function unoPlace(name: string): Point {
  const found = [...TOP_PLACES, ...BOTTOM_PLACES].find(([other]) => other === name);
  if (found === undefined) throw new Error(`the drawing of the Uno has no terminal ${name}`);
  return found[1];
}

export function unoBoard(): string {
  const [ledX] = unoPlace("13");
  return [
    box(130, 600, 770, 250, 'rx="12" fill="#e3f1f3" stroke="#00696f" stroke-width="3"'),
    box(108, 644, 90, 62, 'fill="#cfd8dc" stroke="#607d8b" stroke-width="2"'),
    text(162, 681, "USB", { size: 17, anchor: "middle", bold: true }),
    box(116, 756, 82, 58, 'fill="#455a64" stroke="#263238" stroke-width="2"'),
    text(560, 735, "Arduino Uno", { size: 30, anchor: "middle", bold: true, fill: "#00575c" }),
    box(ledX - 8, 672, 16, 16, 'rx="3" fill="#ffb300" stroke="#7a5600"'),
    text(ledX + 14, 686, "L: the board's own LED", { size: 15 }),
  ].join("\n");
}

/** The sockets along both sides, the used ones in bold; drawn over the wires, which go into them. */
export function unoSockets(used: ReadonlySet<string>): string {
  return [...sockets(TOP_PLACES, used, 26, 16), ...sockets(BOTTOM_PLACES, used, -14, 12)].join("\n");
}

function sockets(
  all: readonly (readonly [string, Point])[],
  used: ReadonlySet<string>,
  below: number,
  size: number,
): readonly string[] {
  const drawn = new Set<string>();
  return all.flatMap(([name, [x, y]]) => {
    const inUse = used.has(name) && unoPlace(name)[0] === x && !drawn.has(name);
    if (inUse) drawn.add(name);
    return [
      box(x - 9, y - 9, 18, 18, 'fill="#263238"'),
      inUse ? terminal(`uno:${name}`, [x, y], "#ffffff") : "",
      text(x, y + below, name, {
        size: name.length > 3 ? 11 : size,
        anchor: "middle",
        bold: inUse,
        fill: inUse ? INK : "#5f6b70",
      }),
    ];
  });
}
