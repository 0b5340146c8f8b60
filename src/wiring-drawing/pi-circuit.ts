import type { PinMap } from "../../board/pins/pin-map.ts";
import { COLORS, WIRE_COLOR, type Wire } from "./circuit.ts";
import { headerPlace, type Power, placesOf } from "./pi-header.ts";

/** Hands out supplies: each wire has a place of its own, the nearest that is free. */
class Supplies {
  readonly #taken = new Set<number>();

  nearest(power: Power, to: readonly number[]): number {
    const middle = to.reduce((sum, gpio) => sum + headerPlace(gpio), 0) / to.length;
    const free = placesOf(power).filter((place) => !this.#taken.has(place));
    const [place] = free.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    if (place === undefined) throw new Error(`the header has no ${power} left`);
    this.#taken.add(place);
    return place;
  }
}

/** Every wire of the Raspberry Pi circuit except the relay's load. `pi:11` is place 11 of the header. */
export function piCircuit(map: PinMap): readonly Wire[] {
  const { button, led, relay } = map;
  const supplies = new Supplies();
  const supply = (power: "GND" | "3V3", near: readonly number[], to: string): Wire => ({
    from: `pi:${supplies.nearest(power, near)}`,
    to,
    color: WIRE_COLOR[power === "GND" ? "ground" : "threeVolts"],
  });
  const signal = (gpio: number, to: string, color: string): Wire => ({
    from: `pi:${headerPlace(gpio)}`,
    to,
    color,
  });
  const legs = COLORS.map((color) => led[color]);
  return [
    signal(button.pin, "button:1", WIRE_COLOR.button),
    supply("GND", [button.pin], "button:2"),
    ...COLORS.map((color) => signal(led[color], `r-${color}:1`, WIRE_COLOR[color])),
    supply(led.common === "cathode" ? "GND" : "3V3", legs, "led:common"),
    ...(relay.fitted
      ? [
          signal(relay.pin, "relay:IN", WIRE_COLOR.relay),
          supply("GND", [relay.pin], "relay:GND"),
          ...(relay.active === "low" ? [supply("3V3", [relay.pin], "relay:VCC")] : []),
          {
            from: "pi:2",
            to: relay.active === "low" ? "relay:JD-VCC" : "relay:VCC",
            color: WIRE_COLOR.supply,
          },
        ]
      : [signal(relay.pin, "r-lamp:1", WIRE_COLOR.relay), supply("GND", [relay.pin], "lamp:cathode")]),
  ];
}
