/** FNV-1a, 32 bits: the hash of nothing, and the factor. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** 2^32 divided by the golden ratio, odd: a counter with this step visits every number once. */
const STEP = 0x9e3779b9;

/**
 * Chances that are the same each time for the same seed: a counter whose bits are mixed, after SplitMix (Steele, Lea and
 * Flood, 2014), here with the last stage of MurmurHash3.
 */
export class Dice {
  #count: number;

  constructor(seed: string) {
    this.#count = hash(seed);
  }

  /** From 0 to below 1. */
  next(): number {
    this.#count = (this.#count + STEP) >>> 0;
    return mixed(this.#count) / 2 ** 32;
  }
}

function hash(text: string): number {
  let value = FNV_BASIS;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), FNV_PRIME);
  return value >>> 0;
}

function mixed(count: number): number {
  let bits = Math.imul(count ^ (count >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
