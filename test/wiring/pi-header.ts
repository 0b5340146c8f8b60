import type { PinMap } from "../../board/pins.ts";
import { Nets } from "./netlist.ts";

/** Place on the header of each GPIO from 0 on (Raspberry Pi documentation, "GPIO and the 40-pin header"). */
export const PLACE_OF_GPIO: readonly number[] = [
  27, 28, 3, 5, 7, 29, 31, 26, 24, 21, 19, 23, 32, 33, 8, 10, 36, 11, 12, 35, 38, 40, 15, 16, 18, 22, 37, 13,
];
export const SUPPLIES: Readonly<Record<string, readonly number[]>> = {
  "3V3": [1, 17],
  "5V": [2, 4],
  GND: [6, 9, 14, 20, 25, 30, 34, 39],
};

/** Makes all places of one supply one net, named by it. */
export function joinSupplies(nets: Nets): Nets {
  for (const [name, places] of Object.entries(SUPPLIES))
    for (const place of places) nets.join(name, `pi:${place}`);
  return nets;
}

/** Whether a terminal is one of the circuit's own: no supply's place, which its name stands for, and nothing of the load. */
export function isCircuit(terminal: string): boolean {
  const places = Object.values(SUPPLIES).flat();
  return (
    !/^(wire |relay:(COM|NO|NC)$|battery:|lamp:[12]$|r-pull:)/.test(terminal) &&
    !places.some((place) => terminal === `pi:${place}`)
  );
}

/** What the circuit of a Raspberry Pi has to join, and nothing else. */
export function wantedPiNets({ button, led, relay }: PinMap): readonly string[] {
  const pin = (gpio: number) => `pi:${PLACE_OF_GPIO[gpio]}`;
  const supplies: Record<string, string[]> = { GND: ["GND", "button:2"], "3V3": ["3V3"], "5V": ["5V"] };
  supplies[led.common === "cathode" ? "GND" : "3V3"]!.push("led:common");
  const nets = new Nets();
  const join = (...names: string[]) => {
    for (const name of names) nets.join(names[0]!, name);
  };
  join(pin(button.pin), "button:1");
  for (const color of ["red", "green", "blue"] as const) {
    join(pin(led[color]), `r-${color}:1`);
    join(`r-${color}:2`, `led:${color}`);
  }
  if (!relay.fitted) {
    join(pin(relay.pin), "r-lamp:1");
    join("r-lamp:2", "lamp:anode");
    supplies["GND"]!.push("lamp:cathode");
  } else {
    join(pin(relay.pin), "relay:IN");
    supplies["GND"]!.push("relay:GND");
    supplies["5V"]!.push(relay.active === "high" ? "relay:VCC" : "relay:JD-VCC");
    if (relay.active === "low") supplies["3V3"]!.push("relay:VCC");
  }
  for (const terminals of Object.values(supplies)) join(...terminals);
  return nets.among(() => true);
}
