import fc from "fast-check";
import { expect, it } from "vitest";
import { energyAt, type Meter, metering } from "../../firmware-sim/energy.ts";
import { instant } from "../../firmware-sim/index.ts";

it("counts energy as its closed form does, however often the power changes", () => {
  const spans = fc.array(
    fc.tuple(fc.double({ min: 0.001, max: 5000, noNaN: true }), fc.integer({ min: 1, max: 100_000_000 })),
    { minLength: 1, maxLength: 200 },
  );
  fc.assert(
    fc.property(spans, (story) => {
      let now = 1_700_000_000_000;
      let meter: Meter = { since: instant(now), watts: 0, wh: 0 };
      for (const [watts, ms] of story) {
        meter = metering(meter, watts, instant(now));
        now += ms;
      }
      const exactly = story.reduce((sum, [watts, ms]) => sum + (watts / 3_600_000) * ms, 0);
      expect(Math.abs(energyAt(meter, instant(now)) - exactly)).toBeLessThanOrEqual(1e-9 * exactly);
    }),
  );
});

it("counts 1 Wh for 60 W in a minute", () => {
  expect(energyAt({ since: instant(5), watts: 60, wh: 2 }, instant(60_005))).toBe(3);
});
