import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amazonSmartPlug,
  type ColorName,
  changeAfter,
  colorAt,
  instant,
  type LedPattern,
  type Millis,
  millis,
  NEVER,
  nextChange,
  roundOf,
} from "../../../firmware-sim/index.ts";

const colors = fc.constantFrom<ColorName>("off", "red", "green", "blue");
const steps = fc.array(fc.record({ color: colors, for: fc.integer({ min: 1, max: 2000 }).map(millis) }), {
  minLength: 1,
  maxLength: 5,
});
const patterns: fc.Arbitrary<LedPattern> = fc.oneof(
  colors.map((color): LedPattern => ({ kind: "steady", color })),
  fc.record({
    kind: fc.constant("steps" as const),
    steps,
    times: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant("forever" as const)),
  }),
);
const moments = fc.nat({ max: 40_000 }).map(millis);
const flash: LedPattern = {
  kind: "steps",
  steps: [
    { color: "red", for: millis(250) },
    { color: "off", for: millis(100) },
  ],
  times: 2,
};
const at = (elapsed: number) => colorAt(flash, millis(elapsed));

describe("colorAt", () => {
  it.each([
    [0, "red"],
    [249, "red"],
    [250, "off"],
    [349, "off"],
    [350, "red"],
    [599, "red"],
    [600, "off"],
    [700, "off"],
    [70_000, "off"],
  ])("shows two flashes of 250 ms, 100 ms apart: at %i ms %s", (elapsed, color) => {
    expect(at(elapsed)).toBe(color);
  });

  it("repeats for ever when asked to, after a year too", () => {
    const forever: LedPattern = { ...flash, times: "forever" };
    const year = 365 * 24 * 3_600_000;
    const round = roundOf(forever);
    expect(round).toBe(350);
    expect(colorAt(forever, millis(year - (year % round)))).toBe("red");
  });

  it("is dark after the last round of a counted pattern, whatever its last colour", () => {
    const ends: LedPattern = { kind: "steps", steps: [{ color: "blue", for: millis(10) }], times: 1 };
    expect([colorAt(ends, millis(9)), colorAt(ends, millis(10))]).toEqual(["blue", "off"]);
  });
});

describe("nextChange", () => {
  it("is null for a steady lamp and after the last round", () => {
    expect(nextChange({ kind: "steady", color: "red" }, millis(5))).toBeNull();
    expect([nextChange(flash, millis(699)), nextChange(flash, millis(700))]).toEqual([1, null]);
  });

  it("lies ahead, and the colour is the same until then", () => {
    fc.assert(
      fc.property(patterns, moments, fc.nat(), (pattern, elapsed, sample) => {
        const span = nextChange(pattern, elapsed);
        const color = colorAt(pattern, elapsed);
        if (span !== null) expect(span).toBeGreaterThan(0);
        const within = sample % (span ?? 100_000);
        expect(colorAt(pattern, millis(elapsed + within))).toBe(color);
      }),
    );
  });

  it("followed from step to step misses no change of colour", () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        const heard = new Set<number>([0]);
        for (let now: Millis = millis(0), i = 0; i < 30; i++) {
          const span = nextChange(pattern, now);
          if (span === null) break;
          now = millis(now + span);
          heard.add(now);
        }
        const last = Math.min(Math.max(...heard), 3000);
        for (let t = 1; t <= last; t++) {
          if (colorAt(pattern, millis(t)) !== colorAt(pattern, millis(t - 1))) expect(heard).toContain(t);
        }
      }),
    );
  });

  it("is the same as a moment: NEVER when there is none", () => {
    expect(changeAfter(flash, instant(1000), instant(1100))).toBe(1250);
    expect(changeAfter(flash, instant(1000), instant(9000))).toBe(NEVER);
  });
});

describe("the patterns of the profile", () => {
  it("light one colour at a time: red and blue alternate, they are not mixed", () => {
    const { mixed } = amazonSmartPlug.patterns;
    const shown = Array.from({ length: 1000 }, (_, t) => colorAt(mixed.pattern, millis(t)));
    expect(new Set(shown)).toEqual(new Set(["red", "blue"]));
  });

  it("differ from each other, but for the lamp that is off or solid", () => {
    const written = Object.values(amazonSmartPlug.patterns).map(({ pattern }) => JSON.stringify(pattern));
    expect(new Set(written).size).toBe(written.length);
  });
});
