import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, instant } from "../../firmware-sim/index.ts";
import type { BenchEvent, Change } from "../../src/view/batch.ts";
import { MOST_EVENTS, merge } from "../../src/view/merge.ts";

const event = (at: number): BenchEvent => ({ at: instant(at) as Instant, kind: "power", on: true });
const many = (from: number, count: number): readonly BenchEvent[] =>
  Array.from({ length: count }, (_, i) => event(from + i));

describe("two changes as one", () => {
  it("tell of each key what it was last, and all events in order", () => {
    const first: Change = {
      snapshot: { power: "on", button: "down" },
      states: { relay: "open" },
      events: many(0, 2),
    };
    const then: Change = { snapshot: { button: "up" }, states: { relay: "closed" }, events: many(2, 1) };
    expect(merge(first, then)).toEqual({
      snapshot: { power: "on", button: "up" },
      states: { relay: "closed" },
      events: many(0, 3),
    });
    expect(merge(first, { events: [] })).toEqual(first);
    expect(merge({ events: [] }, first)).toEqual(first);
  });

  it("tell no more than 500 events, the latest, and how many were before", () => {
    const all = merge(merge({ events: many(0, 400) }, { events: many(400, 300) }), { events: many(700, 10) });
    expect(all).toEqual({ events: many(210, MOST_EVENTS), missed: 210 });
  });

  it("tell the same whichever two are joined first", () => {
    const change = fc.record(
      {
        snapshot: fc.record(
          { power: fc.constantFrom("on", "off"), account: fc.string() },
          { requiredKeys: [] },
        ),
        states: fc.record({ relay: fc.string() }),
        events: fc.integer({ min: 0, max: 400 }).map((count) => many(0, count)),
      },
      { requiredKeys: ["events"] },
    ) as fc.Arbitrary<Change>;
    fc.assert(
      fc.property(change, change, change, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    );
  });
});
