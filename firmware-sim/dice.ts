/** 2^32 divided by the golden ratio, odd: a counter with this step visits every number once. */
const STEP = 0x9e3779b9;

/** The counter after one more throw. It is the whole state: 32 bits, any of which may be the seed. */
export const thrown = (count: number): number => (count + STEP) >>> 0;

/**
 * The chance that a counter shows, from 0 to below 1: its bits mixed, after SplitMix (Steele, Lea and Flood, 2014), here
 * with the last stage of MurmurHash3.
 */
export function chanceOf(count: number): number {
  let bits = Math.imul(count ^ (count >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
