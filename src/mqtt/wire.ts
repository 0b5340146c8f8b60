import { connect, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls, TLSSocket } from "node:tls";
import type { Address } from "./broker.ts";

/** A byte stream over a socket that can be left open and mute, as an unplugged router leaves it. */
export class Wire extends Duplex {
  readonly #socket: Socket;
  #mute = false;

  constructor(address: Address) {
    super();
    this.#socket = dial(address);
    this.#socket.on("data", (chunk) => {
      if (!this.push(chunk)) this.#socket.pause();
    });
    this.#socket.on("end", () => this.push(null));
    this.#socket.on("error", (error) => this.destroy(error));
    this.#socket.on("close", () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
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

function dial({ host, port, tls }: Address): Socket {
  // Without noDelay a command at QoS 1 waits some 40 ms for a delayed acknowledgement of TCP.
  const options = { host, port, noDelay: true };
  if (!tls) return connect(options);
  const numeric = /^[\d.]+$|:/.test(host);
  return connectTls({
    ...options,
    minVersion: "TLSv1.2",
    ...(numeric ? {} : { servername: host }),
  }).setNoDelay(true);
}
