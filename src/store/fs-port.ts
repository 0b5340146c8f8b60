/** A file open for writing. */
export interface OpenFile {
  /** Writes at the file's end. Answers how many bytes were taken, which may be fewer than given. */
  write(bytes: Uint8Array): Promise<number>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What the store asks of a file system. Whatever changes the disk is one system call per method, so that a test can cut the
 * power or inject an error before each. Reading is one method however many calls it takes: a cut between them changes no disk.
 * Every method rejects with an error that carries `code` (ENOENT, ENOSPC, …).
 */
export interface FsPort {
  /** Opens a file for writing: made with mode 0600, or emptied if it is there. Follows no symbolic link. */
  create(path: string): Promise<OpenFile>;
  /** Replaces `to` atomically. */
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** One level, mode 0700; EEXIST if the name is taken. */
  makeDirectory(path: string): Promise<void>;
  /** Makes creations, renames and removals in a directory durable. Where the system cannot (Windows) it does nothing. */
  syncDirectory(path: string): Promise<void>;
  /** The whole file, or undefined if it is longer than `limit` bytes; never reads more than that. */
  read(path: string, limit: number): Promise<Uint8Array | undefined>;
  list(path: string): Promise<readonly string[]>;
  /** The one true path behind links, and on Windows behind upper and lower case. */
  realPath(path: string): Promise<string>;
}

/** The system's short name of a failure, such as ENOSPC, if the error has one. */
export function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
