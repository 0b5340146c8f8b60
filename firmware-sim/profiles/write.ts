import type { ColorName, LedPattern } from "../indicator/pattern.ts";
import { millis } from "../time.ts";
import type { Profile, Provenance, Timed } from "./profile.ts";

export const documented = (source: string): Provenance => ({ basis: "documented", source });
export const thirdParty = (source: string): Provenance => ({ basis: "third-party", source });
/** Read in source code that runs on such a plug. */
export const code = (source: string): Provenance => thirdParty(`code: ${source}`);
export const assumed = (source: string): Provenance => ({ basis: "assumed", source });
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

/** The lamp is dark for `ms`: a boot that shows nothing. */
export const darkFor = (ms: number): LedPattern => ({
  kind: "steps",
  steps: [{ color: "off", for: millis(ms) }],
  times: 1,
});

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
} as const satisfies Profile["timings"];
