import "../../src/testing/vitest.ts";
import { expect, expectTypeOf, it } from "vitest";
import {
  type Bench,
  bench,
  type LightWords,
  type Look,
  matchers,
  type Seen,
  watch,
} from "../../src/testing/index.ts";

declare const plug: Bench;
declare const seen: Seen;

/** Compiled and never run. */
async function wellTyped() {
  expectTypeOf(expect(plug).toShow("solid red", { within: "5s", for: 500 })).toEqualTypeOf<Promise<void>>();
  expectTypeOf(expect(plug).not.toBlink({ color: "red", within: 5000 })).toEqualTypeOf<Promise<void>>();
  expectTypeOf(expect(seen).toShow("off")).toEqualTypeOf<void>();
  expectTypeOf(expect(seen).toHavePublished("a/#", { on: true })).toEqualTypeOf<void>();
  expectTypeOf(watch(plug, () => plug.advance("1s"))).toEqualTypeOf<Promise<Seen>>();
  expectTypeOf(bench({ start: "boxed", board: "emulated-uno" })).toEqualTypeOf<Promise<Bench>>();
  expectTypeOf<"alternating red and blue">().toExtend<LightWords>();
  const look: Look = { cadence: "blinking", colors: ["red"], flashes: { min: 3, max: 3 } };
  await expect(plug).toShowSequence(["blinking blue slowly", look], { within: "1m" });
  await expect(plug).toHavePublished("a", (payload, { qos }) => payload.length > qos, { retained: true });
  expect.extend(matchers);

  // @ts-expect-error: no such colour
  await expect(plug).toShow("solid bleu");
  // @ts-expect-error: a colour shines in some way
  await expect(plug).toBlink({ color: "off" });
  // @ts-expect-error: no such option
  await expect(plug).toShow("red", { until: "5s" });
  // @ts-expect-error: a sequence does not last
  await expect(plug).toShowSequence(["red"], { for: "5s" });
  // @ts-expect-error: a payload is text
  await expect(plug).toHavePublished("a", 5);
  // @ts-expect-error: a number has no light
  expect(5).toShow("red");
  // @ts-expect-error: a promise of a bench has none yet
  expect(bench()).toShow("red");
  // @ts-expect-error: no such start
  await bench({ start: "new" });
}

it("is typed for vitest: this file compiles", () => {
  expect(wellTyped).toBeTypeOf("function");
});
