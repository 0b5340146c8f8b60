/** Why a sentence fails, for people: sentences. */
export interface Failure {
  /** What the article says. */
  readonly says: string;
  /** What the plug did, or why it cannot be done. */
  readonly did: string;
  /** Words that would be right, where there are any. */
  readonly suggestion?: string;
}
