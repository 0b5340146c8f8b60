import type { PinMap } from "../../board/pins/pin-map.ts";
import { COLORS } from "./circuit.ts";
import type { Table } from "./table.ts";

/**
 * What is at each place of the 40-pin header of every Raspberry Pi since the B+, places 1 to 40 in order;
 * a number is a GPIO (Raspberry Pi documentation, "GPIO and the 40-pin header").
 */
const HEADER: readonly (number | "3V3" | "5V" | "GND")[] = [
  ...(["3V3", "5V", 2, "5V", 3, "GND", 4, 14, "GND", 15] as const),
  ...([17, 18, 27, "GND", 22, 23, "3V3", 24, 10, "GND"] as const),
  ...([9, 25, 11, 8, "GND", 7, 0, 1, 5, "GND"] as const),
  ...([6, 12, 13, "GND", 19, 16, 26, 20, "GND", 21] as const),
];

/** The place of a GPIO on the header, 1 to 40. */
export function headerPlace(gpio: number): number {
  const at = HEADER.indexOf(gpio);
  if (at < 0) throw new Error(`GPIO ${gpio} is not on the header`);
  return at + 1;
}

function uses(map: PinMap): ReadonlyMap<number, string> {
  return new Map([
    [map.button.pin, "button"],
    ...COLORS.map((color) => [map.led[color], `LED ${color}`] as const),
    [map.relay.pin, "relay IN"],
  ]);
}

/** The header as it lies before you, place 1 at the corner beside the memory card, our wires written out. */
export function piHeader(map: PinMap): string {
  const used = uses(map);
  const label = (what: (typeof HEADER)[number]) => {
    if (typeof what === "string") return what;
    const use = used.get(what);
    return use === undefined ? `GPIO ${what}` : `${use} = GPIO ${what}`;
  };
  const rows: string[] = [];
  for (let place = 1; place <= HEADER.length; place += 2) {
    const left = label(HEADER[place - 1]!).padStart(22);
    const right = label(HEADER[place]!);
    rows.push(`${left}  ${String(place).padStart(2)} o o ${String(place + 1).padEnd(2)}  ${right}`);
  }
  return rows.join("\n");
}

export function piTable(map: PinMap): Table {
  const { button, led, relay } = map;
  const at = (gpio: number) => [`GPIO ${gpio}`, String(headerPlace(gpio))];
  const supply = led.common === "cathode" ? ["GND", "14"] : ["3V3, never 5V", "17"];
  return {
    head: ["wire", "pin", "place on the header"],
    rows: [
      ["button, one leg", ...at(button.pin)],
      ["button, leg on the other end of a diagonal", "GND", "9"],
      ...COLORS.map((color) => [`${color} leg of the LED, through 220 Ω`, ...at(led[color])]),
      [`longest leg of the LED (common ${led.common})`, ...supply],
      [`IN of a relay module for 3.3 V signals (active ${relay.active})`, ...at(relay.pin)],
      ["GND of the relay module", "GND", "20"],
      ["VCC of the relay module", "as the module says: 5V or 3V3", "2 or 1"],
    ],
  };
}
