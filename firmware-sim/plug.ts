import type { Contact } from "./input/contact.ts";
import type { NvmHealth, NvmRecord } from "./nvm/record.ts";
import type { Instant } from "./time.ts";

/** One plug, all of it: JSON.parse(JSON.stringify(plug)) goes on identically. step() changes it in place. */
export interface Plug {
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
  pressedAt: Instant;
  /** The next rung to reach, as an index of the profile's ladder. */
  nextRung: number;
  /** When the highest rung reached was first shown. */
  rungShownAt: Instant;
  /** Which of the profile's resets was begun last. */
  resetKind: string;
  /** Length of the last confirmed press, ms. */
  heldFor: number;
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
  joiningAs: { readonly ssid: string; readonly key: string; readonly account: string | null } | null;
  /** The indicator rule that applies, and since when. */
  shown: number;
  shownAt: Instant;
}
