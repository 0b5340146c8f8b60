import { COLORS, type ColorName } from "../../../firmware-sim/index.ts";

export function cssColor(name: ColorName): string {
  const { r, g, b } = COLORS[name];
  return `rgb(${r} ${g} ${b})`;
}

/** Letters are read where colours are not. */
export const letterOf = (name: ColorName): string => (name === "off" ? "" : name[0]!.toUpperCase());

/** What is read on a ground of this colour. */
export const inkOn = (name: ColorName): string => (name === "red" || name === "blue" ? "#fff" : "#10141a");
