import { COLORS, type ColorName } from "../firmware-sim/index.ts";
import type { PinMap } from "./pins/pin-map.ts";

/** What lamp and relay are to show. */
export interface Outputs {
  readonly color: ColorName;
  /** The relay's contact. */
  readonly closed: boolean;
}

/** Outlet off, lamp dark. */
export const SAFE: Outputs = { color: "off", closed: false };

/** The levels that show it, by pin, the relay's first; true is high. A channel is on or off: pins have no shades. */
export function levelsOf({ led, relay }: PinMap, { color, closed }: Outputs): ReadonlyMap<number, boolean> {
  const { r, g, b } = COLORS[color];
  const lit = led.common === "cathode";
  return new Map([
    [relay.pin, closed === (relay.active === "high")],
    [led.red, r > 0 === lit],
    [led.green, g > 0 === lit],
    [led.blue, b > 0 === lit],
  ]);
}
