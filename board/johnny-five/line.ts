import { EventEmitter } from "node:events";
import type { FirmataTransport } from "./transport.ts";

/**
 * The only way to a transport: one line for one connection, never used again.
 *
 * - After its end nothing is written: serialport queues writes to a closed port and replays them at the
 *   next open.
 * - firmata-io throws on some malformed messages; that ends in `onGarbled`, not in a crash.
 */
export class Line extends EventEmitter implements FirmataTransport {
  /** The transport went away by itself; called once, never after {@link close}. */
  onEnd: (reason: Error | null) => void = () => {};
  /** firmata-io threw while it parsed received bytes. */
  onGarbled: () => void = () => {};
  readonly #inner: FirmataTransport;
  #ended = false;
  #opened = false;
  #parsing = false;
  #deferred: (() => void)[] = [];

  constructor(inner: FirmataTransport) {
    super();
    this.#inner = inner;
    inner.on("open", () => this.#open());
    inner.on("data", (chunk: Buffer) => this.#receive(chunk));
    inner.on("error", (error: Error) => this.#end(error));
    inner.on("end", () => this.#end(null));
    inner.on("close", (cause?: Error | null) => this.#end(cause ?? null));
  }

  get opened(): boolean {
    return this.#opened;
  }

  write(data: Buffer | readonly number[], done?: (error?: Error | null) => void): void {
    if (this.#ended) done?.();
    else this.#inner.write(data, done);
  }

  /** Runs `action` once the bytes at hand are parsed, so that what it throws is not taken for garbage. */
  defer(action: () => void): void {
    if (this.#parsing) this.#deferred.push(action);
    else action();
  }

  /** Lets the transport go; nothing is emitted or written from here on. `done` comes when it is closed. */
  close(done: () => void = () => {}): void {
    this.#ended = true;
    this.removeAllListeners();
    // A transport that is still opening refuses to close; #open does it then.
    this.#inner.close(() => done());
  }

  #open(): void {
    this.#opened = true;
    if (this.#ended) this.#inner.close(() => {});
    else this.emit("open");
  }

  #receive(chunk: Buffer): void {
    if (this.#ended) return;
    this.#parsing = true;
    try {
      this.emit("data", chunk);
    } catch {
      this.onGarbled();
    } finally {
      this.#parsing = false;
    }
    const actions = this.#deferred;
    this.#deferred = [];
    for (const action of actions) action();
  }

  #end(reason: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.onEnd(reason);
  }
}
