import type { Basis } from "../../firmware-sim/index.ts";
import type { Episode } from "../seen/lamp.ts";
import type { Start } from "../testing/start.ts";
import type { Sentence, Step } from "./plan.ts";

/** A number of the profile that a pass rests on. */
export interface Dependency {
  /** Such as `rungs.armed.at`. */
  readonly place: string;
  /** For people: "12 s". */
  readonly value: string;
  readonly basis: Basis;
  readonly source: string;
}

/** Where a verdict turns when a number changes: at `at` or beyond it is no longer what it is now. */
export interface Flip {
  readonly place: string;
  /** Ms, or a count. */
  readonly now: number;
  readonly at: number;
  readonly unit: "ms" | "times";
  readonly basis: Basis;
}

export type SentenceOutcome =
  | "pass"
  | "fail"
  /** Excused, or an aside. */
  | "not checked"
  /** Something before it failed, or the run was interrupted. */
  | "not reached";

export interface SentenceVerdict {
  readonly sentence: Sentence;
  readonly outcome: SentenceOutcome;
  /** Of a failure, for people: what the article says, what the plug did, and words that would be right. */
  readonly says?: string;
  readonly did?: string;
  readonly suggestion?: string;
  /** Of a pass: the least sure of what it rests on. */
  readonly basis?: Basis;
  readonly dependsOn?: readonly Dependency[];
  /** When it happened, ms since the procedure began. */
  readonly from?: number;
  readonly to?: number;
}

export interface StepVerdict {
  readonly step: Step;
  readonly outcome: "pass" | "fail" | "not reached";
  readonly sentences: readonly SentenceVerdict[];
  /** What was seen in it, and when it began and ended, ms since the procedure began; null: not reached. */
  readonly seen: { readonly from: number; readonly to: number; readonly episodes: readonly Episode[] } | null;
}

/** Who and what was observed, where a person looked at a real plug. */
export interface Observer {
  readonly operator: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  /** ms: how far each mark may be off. */
  readonly reaction: number;
  /** What was done, and when, ms since the procedure began. */
  readonly moves: readonly { readonly at: number; readonly do: string; readonly button?: string }[];
}

/** What came of checking one procedure. */
export interface Verdict {
  readonly outcome: "pass" | "fail" | "incomplete";
  readonly file: string;
  readonly heading: string | null;
  readonly board: string;
  readonly start: Start;
  readonly profile: { readonly id: string; readonly name: string };
  /** SHA-256, hexadecimal. */
  readonly hashes: { readonly tool: string; readonly article: string; readonly profile: string };
  readonly version: string;
  readonly steps: readonly StepVerdict[];
  /** Sentences that were checked, of all in the steps. */
  readonly checked: number;
  readonly sentences: number;
  /** Of a pass: the least sure of its sentences'. */
  readonly basis: Basis | null;
  /** With --sweep. */
  readonly flips?: readonly Flip[];
  readonly observer?: Observer;
}
