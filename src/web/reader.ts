import type { Writable } from "node:stream";
import { after, type Cancel, type Clock, millis } from "../../firmware-sim/index.ts";

/** Bytes that may wait in this program for one reader. */
export const MOST_WAITING = 256 * 1024;
/** A reader that takes nothing for so long is let go, ms. */
export const STALL_PATIENCE = millis(30_000);

interface ReaderOptions {
  readonly out: Writable;
  readonly pace: Clock;
  /** It has fallen behind and has now taken all that waited: it is to begin anew. */
  readonly drained: (reader: Reader) => void;
  readonly gone: (reader: Reader) => void;
}

/** One page, or terminal, that looks on. What it does not take in time it is not told: it begins anew once it reads again. */
export class Reader {
  readonly #out: Writable;
  readonly #pace: Clock;
  #endPatience: Cancel | undefined;

  constructor({ out, pace, drained, gone }: ReaderOptions) {
    this.#out = out;
    this.#pace = pace;
    out.on("drain", () => {
      if (this.#endPatience === undefined) return;
      this.#endPatience();
      this.#endPatience = undefined;
      drained(this);
    });
    out.once("close", () => {
      this.#endPatience?.();
      gone(this);
    });
    // A page may vanish at any moment; `close` follows.
    out.on("error", () => {});
  }

  /** Bytes that wait for it in this program. */
  get waiting(): number {
    return this.#out.writableLength;
  }

  /** Writes, or notes that the reader is behind. */
  take(bytes: Buffer): void {
    if (this.#endPatience !== undefined) return;
    if (this.waiting <= MOST_WAITING) this.#out.write(bytes);
    else this.#endPatience = this.#pace.wakeAt(after(this.#pace.now(), STALL_PATIENCE), () => this.end());
  }

  end(): void {
    this.#out.destroy();
  }
}
