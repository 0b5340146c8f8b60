import { chanceOf, thrown } from "../../../firmware-sim/index.ts";

/** FNV-1a, 32 bits: the hash of nothing, and the factor. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Chances that are the same each time for the same seed. */
export class Dice {
  #count: number;

  constructor(seed: string) {
    this.#count = hash(seed);
  }

  /** From 0 to below 1. */
  next(): number {
    this.#count = thrown(this.#count);
    return chanceOf(this.#count);
  }
}

function hash(text: string): number {
  let value = FNV_BASIS;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), FNV_PRIME);
  return value >>> 0;
}
