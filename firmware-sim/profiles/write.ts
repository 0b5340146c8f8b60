import type { ColorName, LedPattern } from "../indicator/pattern.ts";
import { millis } from "../time.ts";
import type { IndicatorRule, Profile, Provenance, Timed } from "./profile.ts";

export const documented = (source: string): Provenance => ({ basis: "documented", source });
export const thirdParty = (source: string): Provenance => ({ basis: "third-party", source });
/** Read in source code that runs on such a plug. */
export const code = (source: string): Provenance => thirdParty(`code: ${source}`);
export const assumed = (source: string): Provenance => ({ basis: "assumed", source });
/** The same, of a number that is `least` at least and `most` at most. */
export const between = (least: number, most: number, from: Provenance): Provenance => ({
  ...from,
  between: [least, most],
});
/** A choice that leans on nothing. */
export const unknown = assumed("no source known");

export const span = (ms: number, from: Provenance): Timed => ({ for: millis(ms), ...from });

export const steady = (color: ColorName): LedPattern => ({ kind: "steady", color });

export const blink = (
  color: ColorName,
  on: number,
  off: number,
  times: number | "forever" = "forever",
): LedPattern => alternate([color, on], ["off", off], times);

/** One colour, then the other, each for its ms. */
export const alternate = (
  first: readonly [ColorName, number],
  second: readonly [ColorName, number],
  times: number | "forever" = "forever",
): LedPattern => ({
  kind: "steps",
  steps: [first, second].map(([color, ms]) => ({ color, for: millis(ms) })),
  times,
});

/** One colour after the other, each for its ms, once. */
export const sequence = (steps: readonly (readonly [ColorName, number])[]): LedPattern => ({
  kind: "steps",
  steps: steps.map(([color, ms]) => ({ color, for: millis(ms) })),
  times: 1,
});

/** The lamp is dark for `ms`: a boot that shows nothing. */
export const darkFor = (ms: number): LedPattern => ({
  kind: "steps",
  steps: [{ color: "off", for: millis(ms) }],
  times: 1,
});

/** One light for all of an update, from the download to the restart. */
export const whileUpdating = (show: string): readonly IndicatorRule[] =>
  (["downloading", "verifying", "staging", "committing"] as const).map((update) => ({
    when: { update },
    show,
  }));

/** What a make has that has nothing of the kind: one button, no app and no voice that reset it, no other readings. */
export const PLAIN = {
  variantOf: null,
  otherButtons: [],
  combination: null,
  counts: [],
  app: {},
  voice: null,
  accountKeeps: [],
} as const satisfies Partial<Profile>;

/** An outlet of which nobody tells anything. */
export const UNKNOWN_OUTLET = {
  watts: 1800,
  volts: 120,
  ...assumed("no source known; 15 A at 120 V"),
  meter: null,
  overheat: null,
  overload: null,
} as const satisfies Profile["outlet"];

/** For a make of which nobody tells them: one choice for all such makes. */
export const UNKNOWN_TIMINGS = {
  debounce: span(30, assumed("no source known; other firmware uses 20, 50 or 75 ms")),
  tapMax: span(1000, unknown),
  confirmWindow: span(10_000, assumed("no reset of this make waits for it")),
  stuckButton: span(60_000, unknown),
  resetting: span(2000, unknown),
  deregisterTimeout: span(3000, unknown),
  setupWindow: span(900_000, assumed("no source known; set-up windows of others are 5 to 15 min")),
  joinTimeout: span(30_000, unknown),
  connectTimeout: span(10_000, unknown),
  networkLost: span(10_000, unknown),
  identify: span(10_000, unknown),
  looseWindow: span(10_000, assumed("no source known; three drop-outs within 10 s tell a loose contact")),
  updateConfirm: span(60_000, assumed("no source known; other firmware calls a boot good after 60 s")),
} as const satisfies Profile["timings"];
