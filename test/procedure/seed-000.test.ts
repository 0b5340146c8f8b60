import { describe, expect, it } from "vitest";
import { failures, outcomes, read, rehearsed, SEED } from "./rehearsal.ts";

describe("the procedure of seed 000, in other words", () => {
  it.each(["virtual", "mocked-firmata", "emulated-uno"] as const)(
    "passes on the %s board",
    { timeout: 60_000 },
    async (board) => {
      const steps = await rehearsed(read(SEED), { board });
      expect(failures(steps)).toEqual([]);
      expect(outcomes(steps)).toBe("pass, pass, pass, pass");
    },
  );

  it("passes with a plug that was never set up, and blinks blue where the other is dark", async () => {
    const steps = await rehearsed(read(SEED), { start: "boxed" });
    expect(failures(steps)).toEqual([]);
    expect(steps[0]!.seen!.episodes.map(({ cadence, colors }) => [cadence, ...colors])).toEqual([
      ["off"],
      ["blinking", "red"],
      ["blinking", "blue"],
    ]);
  });

  it("owns the paragraphs between its steps, and every sentence is checked", async () => {
    const steps = await rehearsed(read(SEED));
    expect(steps.map(({ sentences }) => sentences.map(({ outcome }) => outcome))).toEqual([
      ["pass", "pass", "pass"],
      ["pass", "pass", "pass", "pass", "pass"],
      ["pass", "pass", "pass", "pass", "pass"],
      ["pass", "pass"],
    ]);
  });

  it("tells when each step happened and what was seen in it", async () => {
    const [, hold, release] = await rehearsed(read(SEED));
    const shapes = (step: typeof hold) =>
      step!.seen!.episodes.map(({ cadence, colors }) => [cadence, ...colors]);
    expect(shapes(hold)).toEqual([["off"], ["alternating", "red", "blue"], ["blinking", "red"]]);
    expect(shapes(release)).toEqual([
      ["blinking", "red"],
      ["solid", "red"],
      ["blinking", "blue"],
    ]);
    expect(release!.seen!.from).toBe(hold!.seen!.to);
    // Somebody takes 1 s to begin, the plug 12 s to arm, and two of its rounds of 500 ms are seen, whole, before anybody is sure.
    expect(hold!.seen!.to - hold!.seen!.from).toBeGreaterThan(14_000);
    expect(hold!.seen!.to - hold!.seen!.from).toBeLessThan(15_000);
  });

  it("comes to the same verdict, at the same instants, each time", async () => {
    const [one, other] = [await rehearsed(read(SEED)), await rehearsed(read(SEED))];
    expect(one).toEqual(other);
  });
});
