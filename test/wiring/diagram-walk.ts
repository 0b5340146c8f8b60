import { unoName } from "../../board/pins/uno-name.ts";
import type { PinMap } from "../../board/pins.ts";
import { Nets } from "./netlist.ts";

export interface Diagram {
  readonly parts: readonly {
    readonly type: string;
    readonly id: string;
    readonly attrs: Readonly<Record<string, string>>;
  }[];
  readonly connections: readonly (readonly [string, string, ...unknown[]])[];
}

/** Terminals of a part that are one piece of metal inside it; a resistor is not: it is walked through. */
const JOINED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "wokwi-arduino-uno": [["GND.1", "GND.2", "GND.3"]],
  "wokwi-pushbutton": [
    ["1.l", "1.r"],
    ["2.l", "2.r"],
  ],
};

/** `bb:12t.c` is hole c of the upper row 12, `bb:tp.3` a hole of the upper + rail (docs.wokwi.com, wokwi-breadboard). */
function rowOf(terminal: string): string {
  return terminal.slice(0, terminal.lastIndexOf("."));
}

/**
 * What the current sees: every piece of metal that reaches more than one part, as its terminals, and each resistor as what is
 * on its two sides. Wires, rows of a breadboard and what is joined inside a part are passed without a trace.
 */
export function walk({ parts, connections }: Diagram): readonly string[] {
  const nets = new Nets();
  const typeOf = new Map(parts.map(({ id, type }) => [id, type]));
  const place = (terminal: string): string => {
    const [id = "", name = ""] = terminal.split(":");
    const type = typeOf.get(id);
    if (type === undefined) throw new Error(`${terminal}: there is no part ${id}`);
    if (type.startsWith("wokwi-breadboard")) return rowOf(terminal);
    const joined = JOINED[type]?.find((names) => names.includes(name));
    return joined === undefined ? terminal : `${id}:${joined[0]}`;
  };
  for (const [from, to] of connections) nets.join(place(from), place(to));

  const isResistor = (terminal: string) => typeOf.get(terminal.split(":")[0]!) === "wokwi-resistor";
  const isRow = (terminal: string) => typeOf.get(terminal.split(":")[0]!)?.startsWith("wokwi-breadboard");
  const seen = (terminal: string) => !isResistor(terminal) && !isRow(terminal);
  const side = (terminal: string) => nets.of(terminal).filter(seen).join("+") || "nothing";
  const resistors = parts
    .filter(({ type }) => type === "wokwi-resistor")
    .map(({ id, attrs }) => {
      const [a, b] = [side(`${id}:1`), side(`${id}:2`)].sort();
      return `${a} --${attrs["value"]}-- ${b}`;
    });
  return [...nets.among(seen), ...resistors].sort();
}

/** The same, as the pin map has it. */
export function wanted({ led, button, relay }: PinMap): readonly string[] {
  const pin = (number: number) => `uno:${unoName(number)}`;
  const ground = ["button:2.l", "uno:GND.1"];
  const supply = ["uno:5V"];
  (led.common === "cathode" ? ground : supply).push("led:COM");
  const found = [[pin(button.pin), "button:1.l"]];
  const through = (["red", "green", "blue"] as const).map((color) => [
    pin(led[color]),
    `led:${color.charAt(0).toUpperCase()}`,
  ]);
  if (relay.fitted) {
    ground.push("relay:GND", "lamp:C");
    supply.push("relay:VCC", "relay:COM");
    found.push([pin(relay.pin), "relay:IN"]);
    through.push(["relay:NO", "lamp:A"]);
  }
  const nets = [...found, ground, supply].filter((net) => net.length > 1);
  return [
    ...nets.map((net) => net.sort().join(" ")),
    ...through.map((ends) => ends.sort().join(" --220-- ")),
  ].sort();
}
