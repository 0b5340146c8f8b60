import "../../src/testing/vitest.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { benchOf, type Story, times } from "./fake-bench.ts";

const half = fc.integer({ min: 50, max: 1750 });
const color = fc.constantFrom("red", "blue", "orange" as const);

it("begins at an edge: a blink measures the same from whichever of its moments somebody looks", async () => {
  await fc.assert(
    fc.asyncProperty(color, half, half, fc.nat(3500), async (lit, on, off, moment) => {
      const round = on + off;
      const blinking = times(30, [lit, on], ["off", off]);
      const plug = benchOf([["off", 0], ...blinking], moment % round);
      await expect(plug).toBlink({ color: lit, periodMs: round, duty: on / round, tolerance: 0.001 });
      expect(plug.now).toBeLessThan(moment + 4 * round);
      await expect(plug).not.toShow(`solid ${lit}`, { within: 5 * round });
      await expect(plug).not.toShow("off", { within: 5 * round });
    }),
  );
});

it("takes no rest of a flash for a flash, and no rest of the dark for darkness", async () => {
  await fc.assert(
    fc.asyncProperty(half, half, fc.nat(), async (on, off, within) => {
      const story: Story = [...times(5, ["red", on], ["off", off]), ["blue", 60_000]];
      // The last round is under way, and is the rest of what was there before.
      const moment = 4 * (on + off) + (within % (on + off));
      await expect(benchOf(story, moment)).toShow("solid blue");
      const rest = benchOf(story, moment);
      if (moment > 4 * (on + off) + 1 && on < 400) await expect(rest).not.toShow("red", { within: "5s" });
    }),
  );
});
