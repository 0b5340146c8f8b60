import type { Meter } from "./energy.ts";
import type { Contact } from "./input/contact.ts";
import type { NetworkTrouble } from "./input/inputs.ts";
import type { NvmHealth, NvmRecord } from "./nvm/record.ts";
import type { Instant } from "./time.ts";

/** A hold on its way up a ladder of rungs. */
export interface Climb {
  /** When the hold began: of a combination, when the last of its buttons went down. */
  pressedAt: Instant;
  /** The next rung to reach, as an index of the ladder. */
  nextRung: number;
  /** When the highest rung reached was first shown. */
  rungShownAt: Instant;
  /** How long the hold was when it ended, ms. */
  heldFor: number;
}

/** One plug, all of it: JSON.parse(JSON.stringify(plug)) goes on identically. step() changes it in place. */
export interface Plug extends Climb {
  now: Instant;
  /** The state of each region, as its number in the compiled chart. */
  readonly states: number[];
  /** When each timer is due; NEVER when it is not running. */
  readonly deadlines: Instant[];
  /** The earliest of them. */
  dueAt: Instant;
  /** What the newest save asked the store to keep. */
  nvm: NvmRecord;
  /** How the record came out of the store at power-on. */
  readonly loaded: NvmHealth;
  contact: Contact;
  /** Of the profile's combination; the plug's own is that of the Action button. */
  readonly combo: Climb;
  /** The buttons of the combination that are down, and since when the first of them is. */
  othersDown: readonly string[];
  othersSince: Instant;
  /** It started of itself, and no power came. */
  readonly restarted: boolean;
  /** Which of the profile's resets was begun last. */
  resetKind: string;
  /** It was begun while the plug boots, and waits until it has. */
  resetWaits: boolean;
  /** Retained topics of the device plane, as the host announced them. */
  topics: readonly string[];
  ticket: number;
  /** The ticket that a state waits for; 0 for none. */
  awaited: number;
  /** Failed saves in a row. */
  failures: number;
  /** Farewells still to come: 1 the account's answer, 2 the broker's. */
  farewells: number;
  /** The reset that goes on has an account to leave, has left it, and has cleared the broker. */
  removal: boolean;
  removed: boolean;
  cleared: boolean;
  /** `before`: what it had kept until then. */
  joiningAs: {
    readonly ssid: string;
    readonly key: string;
    readonly account: string | null;
    readonly before: Pick<NvmRecord, "wifi" | "account" | "personal">;
  } | null;
  /** Why it cannot use its network, as far as it knows. */
  networkTrouble: NetworkTrouble | null;
  meter: Meter;
  /** Dips of the mains in the window that goes on. */
  dips: number;
  /** What is on offer, and the share of it that has come, 0 to 1. */
  offered: { readonly version: string; readonly required: boolean } | null;
  progress: number;
  /** Taps in a row. */
  taps: number;
  /** The indicator rule that applies, and since when. */
  shown: number;
  shownAt: Instant;
}
