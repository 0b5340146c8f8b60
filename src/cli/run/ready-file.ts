import { renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "../../usage-error.ts";

/** A file that is there while, and only while, the plug runs. */
export class ReadyFile {
  readonly #path: string | undefined;

  /** Removes what an earlier run may have left. `undefined` makes one that does nothing. */
  constructor(path: string | undefined) {
    this.#path = path;
    this.remove();
  }

  /** Whole at once, so that who waits for it never reads half of it. */
  write(content: object): void {
    if (this.#path === undefined) return;
    const draft = `${this.#path}.${process.pid}.tmp`;
    this.#try(() => {
      writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 });
      renameSync(draft, this.#path!);
    });
  }

  remove(): void {
    if (this.#path !== undefined) this.#try(() => rmSync(this.#path!, { force: true }));
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw new UsageError(
        `The ready file ${this.#path} cannot be written or removed (${(error as NodeJS.ErrnoException).code}): choose another with --ready-file FILE.`,
        { cause: error },
      );
    }
  }
}
