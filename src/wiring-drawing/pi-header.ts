import type { PinMap } from "../../board/pins/pin-map.ts";
import { COLORS } from "./circuit.ts";

export type Power = "3V3" | "5V" | "GND";

/**
 * What is at each place of the 40-pin header of every Raspberry Pi since the B+, places 1 to 40 in order;
 * a number is a GPIO (Raspberry Pi documentation, "GPIO and the 40-pin header").
 */
export const HEADER: readonly (number | Power)[] = [
  ...(["3V3", "5V", 2, "5V", 3, "GND", 4, 14, "GND", 15] as const),
  ...([17, 18, 27, "GND", 22, 23, "3V3", 24, 10, "GND"] as const),
  ...([9, 25, 11, 8, "GND", 7, 0, 1, 5, "GND"] as const),
  ...([6, 12, 13, "GND", 19, 16, 26, 20, "GND", 21] as const),
];

/**
 * The place of a GPIO on the header, 1 to 40.
 *
 * @throws Error for a GPIO that is not there
 */
export function headerPlace(gpio: number): number {
  const at = HEADER.indexOf(gpio);
  if (at < 0) throw new Error(`GPIO ${gpio} is not on the header`);
  return at + 1;
}

/** Every place that has this supply, in order. */
export const placesOf = (power: Power): readonly number[] =>
  HEADER.flatMap((what, i) => (what === power ? [i + 1] : []));

/** As it is written beside the pins. */
export const nameAt = (place: number): string => {
  const what = HEADER[place - 1]!;
  return typeof what === "string" ? what : `GPIO ${what}`;
};

/** What each GPIO of a pin map is for. */
export function uses({ button, led, relay }: PinMap): ReadonlyMap<number, string> {
  return new Map([
    [button.pin, "button"],
    ...COLORS.map((color) => [led[color], `LED ${color}`] as const),
    [relay.pin, relay.fitted ? "relay IN" : "outlet LED"],
  ]);
}

/**
 * The header as it lies before you, place 1 at the corner beside the memory card, the pin map's uses written out:
 * `button = GPIO 17  11 o o 12  GPIO 18`.
 *
 * `inUse` tells which GPIOs are held now and by whom, such as the kernel's name of a line's consumer; these are marked,
 * `! LED red = GPIO 27 (held by gpioset)`. GPIOs that are not on the header are left out.
 */
export function headerText(map: PinMap, inUse: ReadonlyMap<number, string> = new Map()): string {
  const used = uses(map);
  const label = (what: number | Power): string => {
    if (typeof what === "string") return what;
    const use = used.get(what);
    const name = use === undefined ? `GPIO ${what}` : `${use} = GPIO ${what}`;
    const holder = inUse.get(what);
    return holder === undefined ? name : `! ${name} (held by ${printable(holder)})`;
  };
  const labels = HEADER.map(label);
  const width = Math.max(22, ...labels.filter((_, i) => i % 2 === 0).map((text) => text.length));
  const rows: string[] = [];
  for (let place = 1; place <= HEADER.length; place += 2) {
    const left = labels[place - 1]!.padStart(width);
    rows.push(
      `${left}  ${String(place).padStart(2)} o o ${String(place + 1).padEnd(2)}  ${labels[place]!}`.trimEnd(),
    );
  }
  return rows.join("\n");
}

/** A consumer's name is whatever its program chose: it must not steer a terminal. An empty one is told as such. */
function printable(holder: string): string {
  return holder.replaceAll(/[\p{Cc}\p{Cf}]/gu, "\u{fffd}") || "a program without a name";
}
