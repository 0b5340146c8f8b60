import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { same } from "../../src/runtime/same.ts";

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));

describe("two JSON-able values", () => {
  it("are the same just when node:util calls them so", () => {
    fc.assert(fc.property(json, json, (a, b) => same(a, b) === isDeepStrictEqual(a, b)));
  });

  it("are the same as their copies, and as no copy with one leaf changed", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(same(value, structuredClone(value))).toBe(true);
        expect(same({ deep: [value, 1] }, { deep: [structuredClone(value), 2] })).toBe(false);
      }),
    );
  });

  it.each([
    [{}, []],
    [{ a: undefined }, { b: undefined }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [null, {}],
    [0, "0"],
  ])("%j and %j differ", (a, b) => {
    expect(same(a, b)).toBe(false);
    expect(same(b, a)).toBe(false);
  });
});
