import { printable } from "../log.ts";
import type { Io } from "./io.ts";

export type Mark = "ok" | "note" | "FAIL";
export type Tell = (mark: Mark, text: string) => void;

/** Prints what was found, one thing a line, its mark first. */
export const teller =
  (io: Io): Tell =>
  (mark, text) =>
    io.out(`${mark.padEnd(4)}  ${printable(text)}\n`);
