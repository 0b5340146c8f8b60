import { join } from "node:path";
import type { FsPort } from "./fs-port.ts";
import { removeFile, replaceFile } from "./replace-file.ts";
import { refusal } from "./store-error.ts";

const NAMES = ["firmware.0", "firmware.1"] as const;
const DRAFT = "firmware.tmp";

/**
 * The images of firmware in a plug's two slots, each a file; the firmware that a plug leaves the factory with is in none. Which of
 * them runs, the plug's record says. Images are staged one after the other.
 */
export class FirmwareSlots {
  readonly #fs: FsPort;
  readonly #directory: string;
  #tail: Promise<unknown> = Promise.resolve();

  /** The caller makes the directory and sees to it that no other process uses it. */
  constructor(fs: FsPort, directory: string) {
    this.#fs = fs;
    this.#directory = directory;
  }

  /**
   * Resolves when the image would survive a power cut; a cut before leaves it or the one that was there.
   * @throws StoreError `full` or `unwritable`
   */
  stage(slot: 0 | 1, image: Uint8Array): Promise<void> {
    const staged = this.#tail.then(() => replaceFile(this.#fs, this.#directory, NAMES[slot], DRAFT, image));
    this.#tail = staged.catch(() => {});
    return staged;
  }

  /** Removes both, and what a cut left of a third. @throws StoreError `unwritable` */
  async erase(): Promise<void> {
    for (const name of [...NAMES, DRAFT]) await removeFile(this.#fs, join(this.#directory, name));
    await this.#fs.syncDirectory(this.#directory).catch((error) => {
      throw refusal("write", this.#directory, error);
    });
  }

  /** Resolves when nothing is being staged any more. */
  async settled(): Promise<void> {
    await this.#tail;
  }
}
