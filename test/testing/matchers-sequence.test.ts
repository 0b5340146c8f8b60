import "../../src/testing/vitest.ts";
import { describe, expect, it } from "vitest";
import { BOOT_AND_BLUE, benchOf, failureOf, STEADY, seenOf } from "./fake-bench.ts";

describe("toShowSequence", () => {
  it("wants the one right after the other", async () => {
    const plug = benchOf(BOOT_AND_BLUE);
    await expect(plug).toShowSequence(["off", "blinking red", "blinking blue"]);
    expect(plug.now).toBeGreaterThanOrEqual(6500);
    expect(plug.now).toBeLessThan(7500);
    expect(seenOf(STEADY)).toShowSequence(["red", "blue"]);
    expect(seenOf(STEADY)).not.toShowSequence(["red", "off"]);
  });

  it("fails at the first that is another", async () => {
    expect(
      await failureOf(() =>
        expect(seenOf(STEADY)).toShowSequence(["off", "solid red", "blinking blue", "off"]),
      ),
    ).toMatchInlineSnapshot(`
      "Expected the light to show off, then solid red, then blinking blue, then off in the 18 s of watching. It did not.

      Seen:
        at 0 ms: off for 1 s = off
        at 1 s: solid red for 5 s = solid red
        at 6 s: solid blue for 8 s (not blinking blue)
        at 14 s: off for 4 s

      expected  ...............RRRRRRRRRRRRRRRBb.bB.bBb.Bb.bB...............
      seen      ...rRRRRRRRRRRRRRRRRBBBBBBBBBBBBBBBBBBBBBBBBBBb.............
                |0 ms            |5 s            |10 s            |15 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
    expect(
      await failureOf(() => expect(benchOf(STEADY)).toShowSequence(["solid blue", "solid red"])),
    ).toMatchInlineSnapshot(`
      "Expected the light to show solid blue, then solid red within 10 s. It did not.

      Seen:
        at 1 s: solid red for 5 s
        at 6 s: solid blue for 4 s = solid blue

      expected  BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
      seen      ......RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRBBBBBBBBBBBBBBBBBBBBBBBB
                |0 ms       |2 s        |4 s        |6 s        |8 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("with .not fails when it was seen", async () => {
    expect(
      await failureOf(() => expect(seenOf(STEADY)).not.toShowSequence(["red", "blue"])),
    ).toMatchInlineSnapshot(`
      "Expected the light not to show red, then blue in the 18 s of watching. It did, at 1 s.

      Seen:
        at 0 ms: off for 1 s
        at 1 s: solid red for 5 s = red
        at 6 s: solid blue for 8 s = blue
        at 14 s: off for 4 s

      seen      ...rRRRRRRRRRRRRRRRRBBBBBBBBBBBBBBBBBBBBBBBBBBb.............
                |0 ms            |5 s            |10 s            |15 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });
});
