import { describe, expect, it } from "vitest";
import { Dice } from "../../../src/mqtt/faults/dice.ts";

const numbers = (seed: string, count: number): number[] => {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => dice.next());
};

describe("the dice", () => {
  it("fall the same way for the same seed, in every version of the program", () => {
    const millionths = numbers("missing-ack 7", 4).map((number) => Math.round(number * 1e6));
    // As computed by hand from the two published functions.
    expect(millionths).toEqual([889_294, 560_461, 508_635, 216_866]);
  });

  it("fall another way for another seed", () => {
    expect(numbers("missing-ack 7", 50)).not.toEqual(numbers("missing-ack 8", 50));
    expect(numbers("missing-ack 7", 50)).not.toEqual(numbers("late-ack 7", 50));
  });

  it("fall evenly: of 10,000, each tenth of the range gets its tenth, within 10 %", () => {
    for (const seed of ["flapping 0", "flapping 1", "reboot 4294967295"]) {
      const tenths = Array(10).fill(0);
      for (const number of numbers(seed, 10_000)) tenths[Math.floor(number * 10)]++;
      for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(100);
    }
  });
});
