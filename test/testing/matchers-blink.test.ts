import "../../src/testing/vitest.ts";
import { describe, expect, it } from "vitest";
import type { BlinkOptions } from "../../src/testing/index.ts";
import { benchOf, failureOf, type Story, seenOf, times } from "./fake-bench.ts";

describe("toBlink", () => {
  const blinking = times(30, ["blue", 300], ["off", 700]);

  it("measures each whole round from an edge on", async () => {
    const plug = benchOf(blinking, 100);
    await expect(plug).toBlink({ color: "blue", periodMs: 1000, duty: 0.3, tolerance: 0.01 });
    expect(plug.now).toBeGreaterThanOrEqual(2300);
    expect(plug.now).toBeLessThan(3300);
    await expect(plug).toBlink({ for: "10s" });
    await expect(plug).not.toBlink({ color: "red", within: "5s" });
  });

  const failureAt = (blink: BlinkOptions) =>
    failureOf(() => expect(benchOf(blinking)).toBlink({ ...blink, within: "3s" }));

  it("fails at the wrong colour", async () => {
    expect(await failureAt({ color: "red" })).toMatchInlineSnapshot(`
      "Expected the light to show blinking red within 3 s. It did not.

      Seen:
        at 300 ms: blinking blue, 2 flashes in 2.7 s (not blinking red)

      expected  RRRRRRRRRR..........RRRRRRRRRR..........RRRRRRRRRR..........
      seen      BBBBBB..............BBBBBB..............BBBBBB..............
                |0 ms     |500 ms   |1 s      |1.5 s    |2 s      |2.5 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("fails at the wrong round", async () => {
    expect(await failureAt({ color: "blue", periodMs: 900 })).toMatchInlineSnapshot(`
      "Expected the light to show blinking blue, every 900 ms, each round to within 10 % within 3 s. It did not.

      Seen:
        at 300 ms: blinking blue, 2 flashes in 2.7 s (round 1 takes 1 s, not 900 ms)

      expected  BBBBBBBBB.........BBBBBBBBB.........BBBBBBBBB.........BBBBBB
      seen      BBBBBB..............BBBBBB..............BBBBBB..............
                |0 ms     |500 ms   |1 s      |1.5 s    |2 s      |2.5 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("fails at the wrong lit share", async () => {
    expect(await failureAt({ periodMs: 1000, duty: 0.5 })).toMatchInlineSnapshot(`
      "Expected the light to show blinking, every 1 s, lit for 50 % of it, each round to within 10 % within 3 s. It did not.

      Seen:
        at 300 ms: blinking blue, 2 flashes in 2.7 s (round 1 is lit for 30 %, not 50 %)

      expected  BBBBBBBBBB..........BBBBBBBBBB..........BBBBBBBBBB..........
      seen      BBBBBB..............BBBBBB..............BBBBBB..............
                |0 ms     |500 ms   |1 s      |1.5 s    |2 s      |2.5 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("fails when it does not go on", async () => {
    expect(await failureAt({ color: "blue", for: "1m" })).toMatchInlineSnapshot(`
      "Expected the light to show blinking blue for at least 60 s within 3 s. It did not.

      Seen:
        at 300 ms: blinking blue, 29 flashes in 29.7 s (not for 60 s)
        at 30 s: off for 1.8 s: too short to say what it is, look for longer

      expected  BbbbbbbbbbbbbbbB.BbbbbbbbbbbbbbbB.BbbbbbbbbbbbbbbB.bbbbbbbbb
      seen      bbbbbbbbbb.b.b.b.bbbbbbbb.b.b.b.b.bbbbbbbb.b.b.b.b.bbbbb....
                |0 ms              |10 s              |20 s              |30 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("fails at one round that stutters, which a mean would hide", async () => {
    const stutter: Story = [
      ...times(4, ["blue", 500], ["off", 500]),
      ["blue", 500],
      ["off", 620],
      ...times(4, ["blue", 500], ["off", 500]),
    ];
    expect(
      await failureOf(() => expect(seenOf(stutter)).toBlink({ periodMs: 1000, tolerance: 0.1 })),
    ).toMatchInlineSnapshot(`
      "Expected the light to show blinking, every 1 s, each round to within 10 % in the 9.12 s of watching. It did not.

      Seen:
        at 0 ms: blinking blue, 9 flashes in 9.1 s (round 5 takes 1.12 s, not 1 s)

      expected  BBBb..bBBb...bBBb..bBBB...bBBb..bBBBb..bBBb...BBBb..bBBB...b
      seen      BBBb..bBBb...bBBb..bBBB...bBBb...bBBB...bBBb..bBBBb..bBBb...
                |0 ms        |2 s         |4 s         |6 s          |8 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
    expect(seenOf(stutter)).toBlink({ periodMs: 1000, tolerance: 0.13 });
  });

  it("with .not fails when it blinks so", async () => {
    expect(
      await failureOf(() =>
        expect(benchOf(blinking)).not.toBlink({ color: "blue", periodMs: 1000, within: "4s" }),
      ),
    ).toMatchInlineSnapshot(`
      "Expected the light not to show blinking blue, every 1 s, each round to within 10 % within 4 s. It did, at 300 ms.

      Seen:
        at 300 ms: blinking blue, 3 flashes in 3.7 s = blinking blue, every 1 s, each round to within 10 %

      seen      BBBBb..........BBBBb..........BBBBb..........BBBBb..........
                |0 ms          |1 s           |2 s           |3 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });
});
