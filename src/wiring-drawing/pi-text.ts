import type { PinMap } from "../../board/pins/pin-map.ts";
import { piCircuit } from "./pi-circuit.ts";
import { nameAt } from "./pi-header.ts";
import { pullTo } from "./relay-hold.ts";
import { LED_RESISTOR, ohms, PULL_RESISTOR } from "./resistor.ts";
import type { Table } from "./table.ts";

/** One row for each wire to push in. */
export function piTable(map: PinMap): Table {
  const { led, relay } = map;
  const through = `through ${ohms(LED_RESISTOR.ohms)}`;
  const module = `of the relay module (active ${relay.active})`;
  const what: Readonly<Record<string, string>> = {
    "button:1": "one leg of the button",
    "button:2": "the leg of the button on the other end of a diagonal",
    "r-red:1": `red leg of the LED, ${through}`,
    "r-green:1": `green leg of the LED, ${through}`,
    "r-blue:1": `blue leg of the LED, ${through}`,
    "led:common": `longest leg of the LED (common ${led.common})`,
    "relay:IN": `IN ${module}`,
    "relay:GND": "GND of the relay module",
    "relay:VCC": "VCC of the relay module",
    "relay:JD-VCC": "JD-VCC of the relay module, its jumper pulled off",
    "r-lamp:1": `longer leg of an LED in the relay's place, ${through}`,
    "lamp:cathode": "shorter leg of that LED",
  };
  const wires = piCircuit(map).map(({ from, to }) => {
    const place = Number(from.slice("pi:".length));
    return [String(place), nameAt(place), what[to]!];
  });
  const pull = pullTo(map);
  if (pull !== undefined)
    wires.push([
      "none",
      "none",
      `${ohms(PULL_RESISTOR.ohms)} resistor from IN of the relay module to ${pull}`,
    ]);
  return { head: ["place on the header", "name", "to"], rows: wires };
}
