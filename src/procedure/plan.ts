import type { ColorName } from "../../firmware-sim/index.ts";
import type { Look } from "../seen/lamp.ts";
import type { Start } from "../testing/start.ts";

/** Until when something goes on: ms, or until the light is seen so. */
export type End = { readonly for: number } | { readonly until: Look };

/** What a person does. Buttons by the profile's names; "action" is the Action button. */
export type Act =
  | { readonly do: "plugIn" }
  | { readonly do: "unplug" }
  /** A short press, `times` times. */
  | { readonly do: "press"; readonly buttons: readonly string[]; readonly times: number }
  /** The finger goes down, and stays down after `end`; `end` null: the sentence does not say. */
  | { readonly do: "hold"; readonly buttons: readonly string[]; readonly end: End | null }
  /** A finger that is down stays there. */
  | { readonly do: "keepHolding"; readonly end: End | null }
  /** `buttons` null: all that are down. */
  | { readonly do: "release"; readonly buttons: readonly string[] | null }
  | { readonly do: "wait"; readonly end: End }
  /** One of the profile's `app`. */
  | { readonly do: "app"; readonly action: string }
  | { readonly do: "say"; readonly words: "factory reset" | "yes" | "no" }
  /** With the phone app, by the home's own network and account. */
  | { readonly do: "setUp" };

/** What a person is told to see. */
export type Observation =
  /** One after the other, the first of them next; nothing noticeable in between. `within`: the last begins at most so many ms after the statement before. */
  | { readonly see: "then"; readonly looks: readonly Look[]; readonly within?: number }
  /** One of them next. Each must be possible. */
  | { readonly see: "either"; readonly looks: readonly Look[] }
  /** Possible since the last act, in this run or from another start. */
  | { readonly see: "may"; readonly looks: readonly Look[] }
  /** None of these colours in what is seen now. */
  | { readonly see: "never"; readonly colors: readonly ColorName[] }
  /** A reset that erases something ended in this run. */
  | { readonly see: "resetDone" }
  /** The outlet is switched so. */
  | { readonly see: "outlet"; readonly to: "on" | "off" }
  /** The make has this button. */
  | { readonly see: "button"; readonly button: string };

export type Statement = Act | Observation;
export const isAct = (statement: Statement): statement is Act => "do" in statement;

/** What the reader made of a sentence. */
export type Reading =
  | { readonly kind: "statements"; readonly statements: readonly Statement[] }
  /** Marked `<!-- not checked: why -->`, or a way through the phone's menus. */
  | { readonly kind: "excused"; readonly why: string }
  /** Says nothing of light, button, power or waiting, and tells nobody to do anything. */
  | { readonly kind: "aside" }
  /** Must be understood and is not. `nearest`: phrases that would be. */
  | { readonly kind: "unread"; readonly why: string; readonly nearest: readonly string[] };

export interface Sentence {
  /** As written, without markup, in one line. */
  readonly text: string;
  /** In the file, from 1. */
  readonly line: number;
  /** The step's title: it announces what the rest of the step does. */
  readonly headline: boolean;
  readonly reading: Reading;
}

export interface Step {
  /** From 1. */
  readonly number: number;
  /** Its first and last line in the file, from 1. */
  readonly line: number;
  readonly lastLine: number;
  /** The `REQ-12` of `[REQ-12]`. */
  readonly requirements: readonly string[];
  /** At least one. */
  readonly sentences: readonly Sentence[];
}

export interface Procedure {
  /** Of the section it stands in; null where there is none. */
  readonly heading: string | null;
  readonly line: number;
  /** At least one. */
  readonly steps: readonly Step[];
}

/** A support article as it was read. */
export interface Article {
  /** As the user gave it. */
  readonly file: string;
  /** With \n line ends. */
  readonly source: string;
  readonly title: string | null;
  /** From the front matter; null where it says nothing. */
  readonly profile: string | null;
  readonly start: Start | null;
  /** At least one. */
  readonly procedures: readonly Procedure[];
}
