import { appendFileSync, closeSync, openSync, rmSync } from "node:fs";
import { UsageError } from "../usage-error.ts";

/** A file that was not there before, and that is whole up to its last line whenever the program ends. */
export class NewFile {
  readonly #path: string;
  readonly #file: number;

  /** `what` it will be, such as "the trace". @throws UsageError when there is one, or it cannot be made */
  constructor(path: string, what: string) {
    this.#path = path;
    try {
      this.#file = openSync(path, "wx");
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "unknown";
      throw new UsageError(
        code === "EEXIST"
          ? `${path} exists and is left as it is: name another file for ${what}.`
          : `${path} cannot be made for ${what} (${code}): name a file in a directory that you may write in.`,
        { cause: error },
      );
    }
  }

  /** @throws the system's error */
  add(text: string): void {
    appendFileSync(this.#file, text);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** There is nothing in it that anybody wants. */
  discard(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }
}

/** @throws UsageError, and what `pieces` throw: then the file is not there */
export function writeNew(path: string, what: string, pieces: Iterable<string>): void {
  const file = new NewFile(path, what);
  try {
    for (const piece of pieces) file.add(piece);
  } catch (error) {
    file.discard();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UsageError(
      `${path} cannot be written (${code}): make room, or name another file for ${what}.`,
      {
        cause: error,
      },
    );
  }
  file.close();
}
