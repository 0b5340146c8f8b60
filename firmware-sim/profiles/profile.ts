import type { Region } from "../chart/row.ts";
import type { LedPattern } from "../indicator/pattern.ts";
import type { Millis } from "../time.ts";

/** How far a number can be trusted; nothing is `measured` that nobody measured. */
export type Basis = "documented" | "third-party" | "measured" | "assumed";

export interface Provenance {
  readonly basis: Basis;
  /** Where it is said (S1 step 2), or, for `assumed`, what the choice leans on. */
  readonly source: string;
  /**
   * The least and the most that the number it stands for may really be: ms, a count, or, of a pattern's timing, ms of one
   * round. Left out: nobody said.
   */
  readonly between?: readonly [least: number, most: number];
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
  "looseWindow",
  "updateConfirm",
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

/** What a reset can erase of the plug. `personal`: what an assistant keeps of its user. */
export const ERASABLE = ["wifi", "account", "startUp", "schedules", "energy", "personal"] as const;
export type Erasable = (typeof ERASABLE)[number];

/** A kind of reset: what it leaves behind. One that erases nothing is a soft reset: the plug starts anew. */
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

/** The outlet's rating, what is measured at it, and what protects it. */
export interface Outlet extends Provenance {
  /** W; more is an overload. */
  readonly watts: number;
  /** V of the mains it is made for. */
  readonly volts: number;
  /** null: it measures nothing. */
  readonly meter: Provenance | null;
  /** Opens the relay at `trip` °C inside; nothing closes it before `release` °C. null: no such protection. */
  readonly overheat: (Provenance & { readonly trip: number; readonly release: number }) | null;
  /** Opens the relay after so long above `watts`. null: no such protection. */
  readonly overload: Timed | null;
}

/** Buttons held together, or one held while power comes: a ladder of its own. */
export interface Combination extends Provenance {
  /** Of the profile's `otherButtons`; or the Action button ("action") alone, at power-on only. */
  readonly buttons: readonly string[];
  /** `powerOn`: they must be down as power comes. `running`: pressed later. `either`: both. */
  readonly when: "powerOn" | "running" | "either";
  /** The last goes down at most so long after the first. */
  readonly skew: Timed;
  /** Ascending; times count from the moment all were down, or from power-on. */
  readonly rungs: readonly Rung[];
}

/** So many power-ons, or taps, in quick succession begin a reset. */
export interface Count extends Provenance {
  readonly of: "powerOns" | "taps";
  /** 2 to 20. */
  readonly times: number;
  /** Power stays at most so long each time; a tap follows the one before within so long. */
  readonly within: Timed;
  readonly reset: string;
}

/** A word in the phone app, or said to it, that begins one of the resets. */
export interface RemoteReset extends Provenance {
  readonly reset: string;
}

/** A make of plug, as data only: JSON-able, no function anywhere. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  /** The profile whose sources it reads otherwise, and how; null for one that stands for itself. */
  readonly variantOf: { readonly profile: string; readonly reading: string } | null;
  /** What the short names in `source` stand for, such as S1. */
  readonly sources: Readonly<Record<string, string>>;
  readonly timings: Readonly<Record<TimingName, Timed>>;
  /** Ascending by `at`. */
  readonly rungs: readonly Rung[];
  /** By name. */
  readonly resets: Readonly<Record<string, Reset>>;
  /** Buttons beside the Action button. */
  readonly otherButtons: readonly string[];
  readonly combination: Combination | null;
  readonly counts: readonly Count[];
  /** What the phone app can begin while plug and cloud reach each other; "remove" is taking it off the account's list. */
  readonly app: Readonly<Record<string, RemoteReset>>;
  /** Begun by voice, after a question that is to be answered with yes within `answer`. */
  readonly voice: (RemoteReset & { readonly answer: Timed }) | null;
  /** What the account goes on holding whatever is reset. */
  readonly accountKeeps: readonly (Provenance & { readonly what: string })[];
  /** null: it has no outlet. */
  readonly outlet: Outlet | null;
  /** `boot` is required: its length is how long the plug boots. */
  readonly patterns: Readonly<Record<string, ProfilePattern>> & { readonly boot: ProfilePattern };
  readonly indicator: readonly IndicatorRule[];
  /** The outlet after power comes back, until the user chooses otherwise. */
  readonly startUpOnOff: Provenance & { readonly value: StartUp };
}
