/**
 * Watches the lengths that a peer announces in the fixed headers of its MQTT packets, so that a broker that
 * collects whole packets never collects a huge one.
 */
export class PacketGuard {
  readonly #largest: number;
  /** Bytes of the current packet's body still to come. */
  #body = 0;
  /** Length bytes of the fixed header read so far; -1 before the type byte. */
  #digits = -1;
  #length = 0;

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** False: a packet is larger than allowed, or its length cannot be read. */
  admits(chunk: Uint8Array): boolean {
    for (let i = 0; i < chunk.length; ) {
      if (this.#body > 0) {
        const taken = Math.min(this.#body, chunk.length - i);
        this.#body -= taken;
        i += taken;
        continue;
      }
      if (!this.#header(chunk[i++]!)) return false;
    }
    return true;
  }

  /** A type byte, then the length in up to four bytes of seven bits each, lowest first. */
  #header(byte: number): boolean {
    if (this.#digits < 0) {
      this.#digits = 0;
      this.#length = 0;
      return true;
    }
    this.#length += (byte & 127) * 128 ** this.#digits++;
    if (this.#length > this.#largest) return false;
    if (byte > 127) return this.#digits < 4;
    this.#body = this.#length;
    this.#digits = -1;
    return true;
  }
}
