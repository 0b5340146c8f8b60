import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { PacketGuard } from "../broker/packet-guard.ts";

/** Bytes taken at once: what a flood of packets costs then is less than anyone notices at button and lamp. */
const SIP = 1024;

/** A byte stream over a socket that can be left open and mute, as an unplugged router leaves it. */
export class Wire extends Duplex {
  readonly #socket: Socket;
  readonly #guard: PacketGuard;
  #wanted = false;
  #mute = false;

  /** `largest`: bytes of a packet that may come in. */
  constructor(socket: Socket, largest: number) {
    super();
    this.#socket = socket;
    this.#guard = new PacketGuard(largest);
    this.#socket.on("readable", () => this.#sip());
    this.#socket.on("end", () => this.push(null));
    this.#socket.on("error", (error) => this.destroy(error));
    this.#socket.on("close", () => this.destroy());
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
    const chunk: Buffer | null = this.#socket.read(Math.min(SIP, this.#socket.readableLength) || undefined);
    if (chunk === null) return;
    this.#wanted = false;
    if (this.#guard.admits(chunk)) this.push(chunk);
    else this.destroy(new PacketTooLarge());
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
