/** The user asked for what cannot be. The message says what is wrong, where, and what to do next. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
