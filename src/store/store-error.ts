import { errnoOf } from "./fs-port.ts";

/**
 * What kind of trouble the state on disk is in.
 * - `unreadable`, `unwritable`: the system refuses, or the disk fails
 * - `full`: no space, or the user's quota is used up
 * - `not-a-directory`: a file stands where a directory is needed
 * - `in-use`: another process runs this plug
 * - `corrupt`: something that cannot be made anew is damaged
 * - `bad-id`, `ambiguous`: no plug, or more than one, answers to what was asked for
 * - `refused`: the record itself cannot be stored; nothing was written
 */
export type StoreErrorCode =
  | "unreadable"
  | "unwritable"
  | "full"
  | "not-a-directory"
  | "in-use"
  | "corrupt"
  | "bad-id"
  | "ambiguous"
  | "refused";

/** The state on disk cannot be used as asked. The message says what, where, and what to do next; it holds no secret. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;
  /** The system's own code (EACCES, EIO, …), if it was the system that refused. */
  readonly errno: string | undefined;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.errno = errnoOf(cause);
  }
}

const ELSEWHERE = "or choose another directory with --state DIR";

/** The file system's refusal to read or to write `path`, told to the user. */
export function refusal(intent: "read" | "write", path: string, cause: unknown): StoreError {
  const errno = errnoOf(cause) ?? String(cause);
  const general = intent === "read" ? "unreadable" : "unwritable";
  switch (errno) {
    case "ENOSPC":
    case "EDQUOT":
      return new StoreError("full", `No space left to write ${path}: free some, ${ELSEWHERE}.`, cause);
    case "ENOTDIR":
      return new StoreError(
        "not-a-directory",
        `${path} is not a directory, or lies below a file: move the file away, ${ELSEWHERE}.`,
        cause,
      );
    case "EACCES":
    case "EPERM":
      return new StoreError(
        general,
        `This user may not ${intent} ${path} (${errno}): give the user access to it, ${ELSEWHERE}.`,
        cause,
      );
    case "EROFS":
      return new StoreError(
        general,
        `${path} is on a read-only file system: mount it writable, ${ELSEWHERE}.`,
        cause,
      );
    case "EMFILE":
    case "ENFILE":
      return new StoreError(
        general,
        `Too many files are open to ${intent} ${path} (${errno}): end other programs, or raise the limit.`,
        cause,
      );
    default:
      return new StoreError(
        general,
        `Cannot ${intent} ${path} (${errno}): check the disk and the path, ${ELSEWHERE}.`,
        cause,
      );
  }
}
