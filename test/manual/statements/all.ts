import type { Checkable, Repeated, Statement, Statements, Uncheckable } from "./form.ts";
import { s1 } from "./s1.ts";
import { s2Account } from "./s2-account.ts";
import { s2Resets } from "./s2-resets.ts";
import { s3Cures } from "./s3-cures.ts";
import { s3Meaning } from "./s3-meaning.ts";

const DOCUMENTS = {
  S1: { about: "the factory reset of an Amazon Smart Plug (tomstek.us)", parts: [s1] },
  S2: { about: "the resets of Echo devices", parts: [s2Resets, s2Account] },
  S3: { about: "smart plugs that blink red (robots.net)", parts: [s3Meaning, s3Cures] },
} as const satisfies Readonly<Record<string, { about: string; parts: readonly Statements[] }>>;

type CheckableIn<P> = { [K in keyof P]: P[K] extends Checkable ? K : never }[keyof P];
type CheckableOf<T> = T extends Statements ? { [P in keyof T]: CheckableIn<T[P]> }[keyof T] : never;
export type CheckableId = CheckableOf<(typeof DOCUMENTS)[keyof typeof DOCUMENTS]["parts"][number]>;

export interface Entry<S extends Statement = Statement> {
  readonly id: string;
  /** Short name of the document. */
  readonly document: string;
  readonly place: string;
  readonly statement: S;
}

/** Every document, with its statements in the order of its text. */
export const MANUAL = Object.entries(DOCUMENTS).map(([document, { about, parts }]) => ({
  document,
  about,
  entries: (parts as readonly Statements[]).flatMap((part) =>
    Object.entries(part).flatMap(([place, statements]) =>
      Object.entries(statements).map(([id, statement]): Entry => ({ id, document, place, statement })),
    ),
  ),
}));

export const ENTRIES: readonly Entry[] = MANUAL.flatMap(({ entries }) => entries);

export const isCheckable = (entry: Entry): entry is Entry<Checkable> => "profiles" in entry.statement;
export const isUncheckable = (entry: Entry): entry is Entry<Uncheckable> => "why" in entry.statement;
export const isRepeated = (entry: Entry): entry is Entry<Repeated> => "again" in entry.statement;
