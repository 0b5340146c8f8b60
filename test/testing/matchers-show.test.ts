import "../../src/testing/vitest.ts";
import { describe, expect, it } from "vitest";
import type { Seen } from "../../src/testing/index.ts";
import { BOOT_AND_BLUE, benchOf, failureOf, STEADY, type Story, seenOf, times } from "./fake-bench.ts";

describe("toShow", () => {
  it("waits for the look to begin, and goes no further than it takes to be sure", async () => {
    const plug = benchOf(BOOT_AND_BLUE);
    await expect(plug).toShow("blinking blue");
    expect(plug.now).toBeGreaterThanOrEqual(6500);
    expect(plug.now).toBeLessThan(7500);
  });

  it("fails when the look does not come in time", async () => {
    expect(
      await failureOf(() => expect(benchOf(BOOT_AND_BLUE)).toShow("solid blue", { within: "9s" })),
    ).toMatchInlineSnapshot(`
      "Expected the light to show solid blue within 9 s. It did not.

      Seen:
        at 0 ms: off for 3 s (not solid blue)
        at 3 s: blinking red, 3 flashes in 1.5 s (not solid blue)
        at 4.5 s: blinking blue, 5 flashes in 4.5 s (not solid blue)

      expected  BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
      seen      ....................Rr.rR.rRr.BBBb..bBBB...bBBb...BBBb..bBBB
                |0 ms        |2 s          |4 s         |6 s         |8 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("fails when the look does not last", async () => {
    expect(
      await failureOf(() => expect(benchOf(STEADY)).toShow("solid red", { for: "6s" })),
    ).toMatchInlineSnapshot(`
      "Expected the light to show solid red for at least 6 s within 10 s. It did not.

      Seen:
        at 1 s: solid red for 5 s (not for 6 s)
        at 6 s: solid blue for 4 s (not solid red)

      expected  RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
      seen      ......RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRBBBBBBBBBBBBBBBBBBBBBBBB
                |0 ms       |2 s        |4 s        |6 s        |8 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("goes no further than the look must last", async () => {
    const plug = benchOf(STEADY);
    await expect(plug).toShow("solid red", { for: "4s" });
    expect(plug.now).toBe(5000);
  });

  it("cannot tell whether what still goes on lasts long enough", async () => {
    const seen = seenOf([
      ["off", 3000],
      ["red", 4000],
    ]);
    for (const expectation of [expect(seen), expect(seen).not])
      expect(await failureOf(() => expectation.toShow("solid red", { for: "5s" }))).toMatch(
        /Nobody can tell\.[\s\S]*at 3 s: solid red for 4 s \(not for 5 s\)\n/,
      );
  });

  it("fails when the look came, and too late", async () => {
    expect(
      await failureOf(() => expect(seenOf(STEADY)).toShow("solid blue", { within: "5s" })),
    ).toMatchInlineSnapshot(`
      "Expected the light to show solid blue within 5 s. It did not.

      Seen:
        at 0 ms: off for 1 s (not solid blue)
        at 1 s: solid red for 5 s (not solid blue)
        at 6 s: solid blue for 8 s (begun too late)
        at 14 s: off for 4 s (not solid blue)

      expected  BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
      seen      ...rRRRRRRRRRRRRRRRRBBBBBBBBBBBBBBBBBBBBBBBBBBb.............
                |0 ms            |5 s            |10 s            |15 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("fails when the window ends before anybody can tell", async () => {
    const story: Story = [
      ["off", 5000],
      ["red", 400],
      ["off", 300],
    ];
    expect(await failureOf(() => expect(seenOf(story)).toShow("blinking red"))).toMatchInlineSnapshot(`
      "Expected the light to show blinking red in the 5.7 s of watching. Nobody can tell.

      Seen:
        at 0 ms: off for 5 s (not blinking red)
        at 5 s: red for 400 ms, off for 300 ms: too short to say what it is, look for longer

      expected  RRRRRr....rRRRRr.....RRRRRr....rRRRRr.....rRRRRr....rRRRRr..
      seen      ....................................................rRRRr...
                |0 ms      |1 s      |2 s       |3 s      |4 s       |5 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
    expect(await failureOf(() => expect(seenOf(story)).not.toShow("blinking red"))).toMatchInlineSnapshot(`
      "Expected the light not to show blinking red in the 5.7 s of watching. Nobody can tell.

      Seen:
        at 0 ms: off for 5 s (not blinking red)
        at 5 s: red for 400 ms, off for 300 ms: too short to say what it is, look for longer

      seen      ....................................................rRRRr...
                |0 ms      |1 s      |2 s       |3 s      |4 s       |5 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
    expect(seenOf(story)).not.toShow("solid blue");
  });

  it("with .not fails when the colour is seen in whatever way", async () => {
    const plug = benchOf(BOOT_AND_BLUE);
    await expect(plug).not.toShow("blue", { within: "4s" });
    expect(plug.now).toBe(4000);
    expect(await failureOf(() => expect(plug).not.toShow("blue", { within: "2s" }))).toMatchInlineSnapshot(`
      "Expected the light not to show blue within 2 s. It did, at 4.5 s.

      Seen:
        at 4 s: red for 250 ms, off for 250 ms, blue for 500 ms, off for 500 ms, blue for 500 ms: too short to say what it is, look for longer

      seen      RRRRRRRr.......BBBBBBBBBBBBBBB...............BBBBBBBBBBBBBBB
                |4 s           |4.5 s         |5 s           |5.5 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("with .not fails when the look is seen", async () => {
    expect(
      await failureOf(() => expect(benchOf(STEADY)).not.toShow("solid red", { within: "9s" })),
    ).toMatchInlineSnapshot(`
      "Expected the light not to show solid red within 9 s. It did, at 1 s.

      Seen:
        at 1 s: solid red for 5 s = solid red
        at 6 s: solid blue for 3 s

      seen      ......rRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRBBBBBBBBBBBBBBBBBBBB
                |0 ms        |2 s          |4 s         |6 s         |8 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
    expect(await failureOf(() => expect(seenOf(STEADY)).not.toShow("solid red"))).toMatchInlineSnapshot(`
      "Expected the light not to show solid red in the 18 s of watching. It did, at 1 s.

      Seen:
        at 0 ms: off for 1 s
        at 1 s: solid red for 5 s = solid red
        at 6 s: solid blue for 8 s
        at 14 s: off for 4 s

      seen      ...rRRRRRRRRRRRRRRRRBBBBBBBBBBBBBBBBBBBBBBBBBBb.............
                |0 ms            |5 s            |10 s            |15 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("counts flashes when they are over", async () => {
    const two = { cadence: "blinking", colors: ["red"], flashes: { min: 2, max: 2 } } as const;
    const three = { ...two, flashes: { min: 3, max: 3 } } as const;
    await expect(benchOf(BOOT_AND_BLUE)).toShow(three);
    expect(
      await failureOf(() => expect(benchOf(BOOT_AND_BLUE)).toShow(two, { within: "5s" })),
    ).toMatchInlineSnapshot(`
      "Expected the light to show blinking red, 2 times within 5 s. It did not.

      Seen:
        at 0 ms: off for 3 s (not blinking red)
        at 3 s: blinking red, 3 flashes in 1.5 s (3 flashes, not 2)
        at 4.5 s: blue for 500 ms: too short to say what it is, look for longer

      expected  RRRRRR......RRRRRR......RRRRRR......RRRRRR......RRRRRR......
      seen      ....................................RRR...RRR...RRR...BBBBBB
                |0 ms       |1 s        |2 s        |3 s        |4 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
  });

  it("does not count flashes before they are over", async () => {
    const few = { cadence: "blinking", colors: ["blue"], flashes: { min: 2, max: 4 } } as const;
    const failing = () => expect(benchOf(times(60, ["blue", 500], ["off", 500]))).toShow(few);
    expect(await failureOf(failing)).toMatch(/flashes, not 2 to 4\)/);
  });

  it("cannot tell what stayed as it was for a moment, but for its colour", async () => {
    const moment: Seen = {
      ...{ from: 1000, to: 2000, fromEdge: false, published: null },
      edges: [{ at: 500, color: "blue" }],
    };
    for (const expectation of [expect(moment), expect(moment).not])
      expect(await failureOf(() => expectation.toShow("solid blue"))).toMatch(
        /Nobody can tell\.\n\nSeen:\n {2}at 1 s: blue for 1 s: too short to say what it is, look for longer\n/,
      );
    expect(moment).toShow("blue");
    expect(await failureOf(() => expect(moment).not.toShow("blue"))).toContain("It did, at 1 s.");
    expect({ ...moment, to: 3000 }).toShow("solid blue");
  });

  it("takes no flash that an edge did not begin for a steady light", async () => {
    const slow = times(20, ["blue", 1500], ["off", 1500]);
    expect(await failureOf(() => expect(benchOf(slow, 200)).toShow("solid blue"))).toMatchInlineSnapshot(`
      "Expected the light to show solid blue within 10 s. It did not.

      Seen:
        at 1.5 s: blinking blue slowly, 3 flashes in 8.7 s (not solid blue)

      expected  BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
      seen      BBBBBBBb........bBBBBBBBBb........bBBBBBBBBb........bBBBBBBB
                           |2 s        |4 s        |6 s        |8 s        |10 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
    await expect(benchOf(slow, 200)).toShow("blinking blue");
  });

  it("does not pass on a light that is about to change", async () => {
    const story: Story = [
      ["blue", 60_000],
      ["off", 20_000],
    ];
    expect(await failureOf(() => expect(benchOf(story, 59_970)).toShow("solid blue"))).toMatchInlineSnapshot(`
      "Expected the light to show solid blue within 10 s. It did not.

      Seen:
        at 60 s: off for 10 s (not solid blue)

      expected  BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
      seen      b...........................................................
                |60 s       |62 s       |64 s       |66 s       |68 s
                R red, r red and dark in turn, * several colours in turn, . dark"
    `);
    await expect(benchOf(story, 30_000)).toShow("solid blue");
    await expect(benchOf(story, 58_000)).toShow("solid blue");
  });
});
