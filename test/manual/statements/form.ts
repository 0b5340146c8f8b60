/** What a test can find out, on each of the shipped `profiles`. */
export interface Checkable {
  /** In our own words. */
  readonly says: string;
  readonly profiles: readonly string[];
}

/** What no test of ours can find out. */
export interface Uncheckable {
  readonly says: string;
  readonly why: string;
}

/** Said before, or after, in the same document. */
export interface Repeated {
  /** The statement that has it. */
  readonly again: string;
}

export type Statement = Checkable | Uncheckable | Repeated;

/** By place in the document, and there by id: seed, section, statement. */
export type Statements = Readonly<Record<string, Readonly<Record<string, Statement>>>>;

export const checked = (says: string, ...profiles: readonly string[]): Checkable => ({ says, profiles });
export const unchecked = (why: string, says: string): Uncheckable => ({ says, why });
export const again = (id: string): Repeated => ({ again: id });

export const ADVICE = "advice to people, not about what a device does";
export const PRAISE = "praise, not a claim that can be false";
export const APP = "a page of the maker's phone app; the bench has the command that it ends in";
