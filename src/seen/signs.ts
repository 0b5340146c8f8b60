import type { Lit } from "./lamp.ts";

export interface Sign {
  readonly letter: string;
  /** A tile of 4 by 4 dots that covers the colour in drawings, a hexadecimal digit for each row. */
  readonly hatch: string;
}

/** What tells the colours apart for somebody who sees none. */
export const SIGNS: Readonly<Record<Lit, Sign>> = {
  red: { letter: "R", hatch: "1248" },
  green: { letter: "G", hatch: "4444" },
  blue: { letter: "B", hatch: "0f00" },
  orange: { letter: "O", hatch: "8421" },
  yellow: { letter: "Y", hatch: "8020" },
  cyan: { letter: "C", hatch: "f888" },
  magenta: { letter: "M", hatch: "9669" },
  white: { letter: "W", hatch: "0000" },
};

/** The dots of a tile, each at its column and row, 0 to 3. */
export function hatchDots(color: Lit): { readonly x: number; readonly y: number }[] {
  return [...SIGNS[color].hatch].flatMap((row, y) =>
    [0, 1, 2, 3].filter((x) => (Number.parseInt(row, 16) >> (3 - x)) & 1).map((x) => ({ x, y })),
  );
}
