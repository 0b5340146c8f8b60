import "../../src/testing/vitest.ts";
import { expect, it } from "vitest";
import type { Seen } from "../../src/testing/index.ts";
import { benchOf, failureOf, STEADY, seenOf } from "./fake-bench.ts";

const seen = seenOf(STEADY);

it.each([
  [
    () => expect(seen).toShow("solid bleu" as never),
    /^"solid bleu" is no light: write "off", a colour \(red, /,
  ],
  [() => expect(seen).toShow("alternating red" as never), /^"alternating red" is no light/],
  [() => expect(seen).toShow("solid red fast" as never), /^"solid red fast" is no light/],
  [() => expect(seen).toShowSequence([]), /^toShowSequence: give a list of lights/],
  [() => expect(seen).toShowSequence("solid red" as never), /^toShowSequence: give a list of lights/],
  [
    () => expect(seen).not.toShow({ cadence: "wobbly", colors: ["red"] } as never),
    /^\{"cadence":"wobbly","colors":\["red"\]\} is no light: cadence is "wobbly", and must be \("solid"/,
  ],
  [() => expect(seen).not.toShow({ cadence: "solid" } as never), /is no light: colors is undefined/],
  [
    () => expect(seen).not.toShow({ cadence: "blinking", colors: ["red"], flashes: 3 } as never),
    /is no light: flashes is 3, and must be Object\./,
  ],
  [() => expect(seen).not.toBlink({ color: "bleu" as never }), /^"bleu" is no color of a light\./],
  [
    () => expect(seen).toBlink({ period: 1000 } as never),
    /^"period" is no option\..* There is color, periodMs,/,
  ],
  [
    () => expect(seen).toShow("red", { withn: "5s" } as never),
    /^"withn" is no option\. Did you mean "within"\?/,
  ],
  [() => expect(seen).toHavePublished("a/b", /./, { retain: true } as never), /^"retain" is no option/],
  [() => expect(seen).toBlink({ duty: 50 }), /^toBlink: duty is 50; it must be a number above 0, at most 1/],
  [() => expect(seen).toBlink({ periodMs: 0 }), /^toBlink: periodMs is 0; it must be a number above 0 ms/],
  [() => expect(seen).toShow("red", { within: "5" }), /^5 has no unit: write 5s/],
  [() => expect(seen).toShow("red", { within: -1 }), /^-1 is no duration: write ms/],
  [() => expect({ ...seen, to: 0 }).not.toShow("red"), /^No time passed while the plug was watched/],
  [() => expect(benchOf(STEADY)).not.toShow("red"), /^With .not, say how long to watch the plug/],
  [() => expect(benchOf(STEADY)).not.toShow("red", { within: 0 }), /^With .not, say how long/],
  [() => expect(Promise.resolve(seen) as never as Seen).toShow("red"), /^expect\(\) got a promise: await/],
  [() => expect(5 as never as Seen).toShow("red"), /^expect\(\) got neither a bench/],
])("tell who uses them badly: %s", async (use, words) => {
  expect(await failureOf(use)).toMatch(words);
});
