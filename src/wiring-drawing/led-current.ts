import { COLORS, type LedColor } from "./circuit.ts";
import { LED_RESISTOR } from "./resistor.ts";
import type { Table } from "./table.ts";

/** What a GPIO of a Raspberry Pi gives when it is high, in V. */
const SUPPLY = 3.3;
const OHMS = LED_RESISTOR.ohms;
/**
 * The least forward voltage, in V. Assumed: sellers of 5 mm RGB LEDs state 1.8 to 2.4 V for red, and 2.8 to 3.5 V for
 * green and blue, at 20 mA.
 */
const FORWARD: Readonly<Record<LedColor, number>> = { red: 1.8, green: 2.8, blue: 2.8 };

/** The most that flows through a colour behind this resistor, in mA. */
export function mostThrough(color: LedColor, ohms: number = OHMS): number {
  return ((SUPPLY - FORWARD[color]) / ohms) * 1000;
}

/** The most that white takes, in mA. */
export const mostOfWhite = (ohms: number = OHMS): number =>
  COLORS.reduce((sum, color) => sum + mostThrough(color, ohms), 0);

export const currentTable = (): Table => ({
  head: ["leg", "forward voltage, least", `3.3 V through ${OHMS} Ω, at most`],
  rows: [
    ...COLORS.map((color) => [color, `${FORWARD[color]} V`, `${mostThrough(color).toFixed(1)} mA`]),
    ["all three (white)", "", `${mostOfWhite().toFixed(1)} mA`],
  ],
});
