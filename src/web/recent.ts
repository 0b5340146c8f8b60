/** 13 s of steady change; a plug that is played with makes fewer in a minute. */
const MOST = 256;
const MOST_BYTES = 1024 * 1024;

/** What someone has not had, oldest first; undefined: it cannot be told any more. */
export type Missed = readonly Buffer[] | undefined;

/** The latest batches, numbered, for whoever lost the contact for a moment. */
export class Recent {
  #batches: Buffer[] = [];
  #bytes = 0;
  #latest = 0;

  /** The number of the latest batch; 0 before the first. */
  get latest(): number {
    return this.#latest;
  }

  add(encode: (number: number) => Buffer): Buffer {
    this.#latest += 1;
    const batch = encode(this.#latest);
    this.#batches.push(batch);
    this.#bytes += batch.length;
    while (this.#batches.length > MOST || this.#bytes > MOST_BYTES)
      this.#bytes -= this.#batches.shift()!.length;
    return batch;
  }

  since(number: number): Missed {
    const count = this.#latest - number;
    if (!Number.isInteger(number) || count < 0 || count > this.#batches.length) return undefined;
    return this.#batches.slice(this.#batches.length - count);
  }
}
