import type { Episode } from "../../seen/lamp.ts";

/** One movement of a hand, or one word. Buttons by the profile's names; "action" is the Action button. */
export type Move =
  | { readonly do: "plugIn" }
  | { readonly do: "unplug" }
  | { readonly do: "press"; readonly button: string }
  | { readonly do: "release"; readonly button: string }
  | { readonly do: "app"; readonly action: string }
  | { readonly do: "say"; readonly words: "factory reset" | "yes" | "no" }
  | { readonly do: "setUp" };

/** What cannot be seen at the lamp. */
export type Fact =
  /** In this run a reset that erases something has come to its end. */
  { readonly see: "resetDone" } | { readonly see: "outlet"; readonly to: "on" | "off" };

/** A plug, and somebody who acts on it and looks at its lamp. Times are ms since the procedure began. */
export interface Subject {
  readonly now: number;
  /** When the last move was done, and nothing yet had come of it. */
  readonly moved: number;
  /** Whether it is plugged in. */
  readonly plugged: boolean;
  /** Buttons that are down. */
  readonly down: readonly string[];
  /** What was noticed of the lamp so far, in order; the last one goes on, noticed or not. */
  readonly episodes: readonly Episode[];
  /** Whether it is clear what the last one is; before, it may still turn out to be something else. */
  readonly sure: boolean;

  /** Null when it was done, else why it could not be, for people: a sentence. */
  do(move: Move): Promise<string | null>;
  /**
   * Lets time pass until `ask` answers null. It is asked at once, whenever the lamp changes, and at the latest at the time
   * that it answered last (Infinity: when something changes). False when `limit` ms passed before, or nobody looks any more.
   */
  look(ask: () => number | null, limit: number): Promise<boolean>;
  /** Null when it is so, else what is so instead, for people: a sentence. */
  confirm(fact: Fact): Promise<string | null>;
  close(): Promise<void>;
}
