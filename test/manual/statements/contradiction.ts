/** Something that is told in more than one way. */
export interface Contradiction {
  readonly about: string;
  readonly claims: readonly (readonly [who: string, says: string])[];
  /** What the shipped profiles do. */
  readonly taken: string;
  /** What takes the other reading: a shipped profile, or fields of a profile's file. */
  readonly other:
    | { readonly profile: string }
    | { readonly fields: readonly string[] }
    | { readonly none: string };
}
