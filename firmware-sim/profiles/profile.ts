import type { Region } from "../chart/row.ts";
import type { LedPattern } from "../indicator/pattern.ts";
import type { Millis } from "../time.ts";

/** How far a number can be trusted; nothing is `measured` that nobody measured. */
export type Basis = "documented" | "third-party" | "measured" | "assumed";

export interface Provenance {
  readonly basis: Basis;
  /** Where it is said (S1 step 2), or, for `assumed`, what the choice leans on. */
  readonly source: string;
}

/** A span with its provenance. */
export interface Timed extends Provenance {
  readonly for: Millis;
}

export const TIMINGS = [
  "debounce",
  "tapMax",
  "confirmWindow",
  "stuckButton",
  "resetting",
  "deregisterTimeout",
  "setupWindow",
  "joinTimeout",
  "connectTimeout",
  "networkLost",
  "identify",
] as const;
export type TimingName = (typeof TIMINGS)[number];

/** A reset that a rung leads to, and what makes it begin. */
export interface RungReset {
  /** One of the profile's `resets`. */
  readonly name: string;
  /**
   * `released`: letting go while this rung is the highest. `reached`: reaching it, with the button still down.
   * `confirmed`: letting go, and then one press within `timings.confirmWindow`.
   */
  readonly when: "released" | "reached" | "confirmed";
}

/** A step of the hold ladder. */
export interface Rung extends Provenance {
  /** Also a state of the button region and, usually, a pattern's name. */
  readonly name: string;
  /** Held at least this long, ms from the press. */
  readonly at: Millis;
  /** null: letting go here cancels the hold. */
  readonly reset: RungReset | null;
  /** The rung must have been shown this long before a release acts on it; an earlier one cancels. */
  readonly guard?: Timed;
}

/** What a reset can erase of the plug. */
export const ERASABLE = ["wifi", "account", "startUp"] as const;
export type Erasable = (typeof ERASABLE)[number];

/** A kind of reset: what it leaves behind. */
export interface Reset extends Provenance {
  /** The rest is kept. */
  readonly erases: readonly Erasable[];
  /** `auto`: a plug that forgets its account has itself removed from it, if the account can be reached at that moment. */
  readonly cloudRemoval: "auto" | "manual";
}

export interface ProfilePattern {
  readonly pattern: LedPattern;
  /** Colours and their order. */
  readonly color: Provenance;
  /** Spans and counts. */
  readonly timing: Provenance;
}

/** The lamp shows `show` while all of `when` holds; the first rule that matches wins. */
export interface IndicatorRule {
  readonly when: Readonly<Partial<Record<Region, string>>>;
  readonly show: string;
}

export type StartUp = "off" | "on" | "previous";

/** A make of plug, as data only: JSON-able, no function anywhere. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  /** What the short names in `source` stand for, such as S1. */
  readonly sources: Readonly<Record<string, string>>;
  readonly timings: Readonly<Record<TimingName, Timed>>;
  /** Ascending by `at`. */
  readonly rungs: readonly Rung[];
  /** By name. */
  readonly resets: Readonly<Record<string, Reset>>;
  /** `boot` is required: its length is how long the plug boots. */
  readonly patterns: Readonly<Record<string, ProfilePattern>> & { readonly boot: ProfilePattern };
  readonly indicator: readonly IndicatorRule[];
  /** The outlet after power comes back, until the user chooses otherwise. */
  readonly startUpOnOff: Provenance & { readonly value: StartUp };
}
