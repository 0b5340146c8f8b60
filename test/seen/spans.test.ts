import { describe, expect, it } from "vitest";
import { spansOf, spansWithin } from "../../src/seen/spans.ts";
import { spansFrom } from "./story.ts";

describe("spansOf", () => {
  it("lets the later of two edges at one instant count, and sees no edge to the same colour", () => {
    const edges = [
      { at: 0, color: "off" },
      { at: 10, color: "red" },
      { at: 10, color: "blue" },
      { at: 20, color: "blue" },
    ] as const;
    expect(spansOf(edges, 30)).toEqual([
      { color: "off", from: 0, to: 10 },
      { color: "blue", from: 10, to: 30 },
    ]);
  });

  it("ends where it is asked to, edges or not", () => {
    const edges = [
      { at: 5, color: "red" },
      { at: 10, color: "off" },
    ] as const;
    expect([5, 8, 10].map((end) => spansOf(edges, end))).toEqual([
      [],
      [{ color: "red", from: 5, to: 8 }],
      [{ color: "red", from: 5, to: 10 }],
    ]);
  });
});

describe("spansWithin", () => {
  it("cuts what is not wholly inside, and leaves out what only touches", () => {
    expect(spansWithin(spansFrom("r10 .10 b10"), 10, 25)).toEqual([
      { color: "off", from: 10, to: 20 },
      { color: "blue", from: 20, to: 25 },
    ]);
  });
});
