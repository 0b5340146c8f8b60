import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { PacketGuard } from "../broker/packet-guard.ts";

/** Bytes taken at once: what a flood of packets costs then is less than anyone notices at button and lamp. */
const SIP = 1024;
const NOTHING: Buffer = Buffer.alloc(0);

/** A byte stream over a socket that can be left open and mute, as an unplugged router leaves it. */
export class Wire extends Duplex {
  readonly #socket: Socket;
  readonly #guard: PacketGuard;
  #received: Buffer = NOTHING;
  #wanted = false;
  #closed = false;
  #mute = false;

  /** `largest`: bytes of a packet that may come in. */
  constructor(socket: Socket, largest: number) {
    super();
    this.#socket = socket;
    this.#guard = new PacketGuard(largest);
    this.#socket.on("data", (chunk: Buffer) => {
      this.#socket.pause();
      this.#received = chunk;
      this.#sip();
    });
    this.#socket.on("error", (error) => this.destroy(error));
    // Its last words may be many sips: the end comes after them.
    this.#socket.on("close", () => {
      this.#closed = true;
      this.#sip();
    });
  }

  /** Whatever else is waiting in the program has its turn before the next sip. */
  override _read(): void {
    setImmediate(() => {
      this.#wanted = true;
      this.#sip();
    });
  }

  #sip(): void {
    if (!this.#wanted || this.#mute || this.destroyed) return;
    if (this.#received.length === 0) {
      if (this.#closed) this.destroy();
      else this.#socket.resume();
      return;
    }
    const sip = this.#received.subarray(0, SIP);
    this.#received = this.#received.subarray(SIP);
    this.#wanted = false;
    if (this.#guard.admits(sip)) this.push(sip);
    else this.destroy(new PacketTooLarge());
  }

  /** Sends what was written so far without waiting for the end of the turn. */
  flush(): void {
    while (this.writableCorked > 0) this.uncork();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  /** A packet comes field by field: together they are one write, and one segment on the network. */
  override _writev(parts: { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#socket.write(Buffer.concat(parts.map(({ chunk }) => chunk)), done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#mute) this.#socket.destroy();
    done(error);
  }

  /** Ends the connection at once, without a word to the other side's program. */
  cut(): void {
    // A TLS socket cannot send a reset; closing it without close_notify is as good.
    if (!(this.#socket instanceof TLSSocket)) this.#socket.resetAndDestroy();
    this.destroy();
  }

  /**
   * From now on nothing is sent and nothing is read, while the socket stays open. Returns what ends it at last;
   * an open mute socket keeps no process alive.
   */
  mute(): () => void {
    this.#mute = true;
    this.#socket.removeAllListeners();
    this.#socket.on("error", () => {});
    this.#socket.pause();
    this.#socket.unref();
    this.destroy();
    return () => this.#socket.destroy();
  }
}

class PacketTooLarge extends Error {
  /** The library tells only of errors that have a code. */
  readonly code = "EMSGSIZE";
  override readonly message = "a packet larger than any for a plug";
}
