import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "./mosquitto.ts";

/** A way to a local port that a test can spoil. */
export class TcpProxy {
  readonly port: number;
  #target: number;
  readonly #server = createServer((client) => this.#accept(client));
  readonly #sockets = new Set<Socket>();
  #hangs = false;
  #drips = false;
  #swallows = false;
  /** How many connections it has ever taken. */
  taken = 0;

  static async open(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(await freePort(), target);
    await proxy.pass();
    return proxy;
  }

  private constructor(port: number, target: number) {
    this.port = port;
    this.#target = target;
  }

  /** How many connections it has now. */
  get connections(): number {
    return this.#sockets.size / 2;
  }

  /** Connections are accepted and work. */
  async pass(): Promise<void> {
    this.#hangs = false;
    this.#drips = false;
    this.#swallows = false;
    for (const socket of this.#sockets) socket.resume();
    if (this.#server.listening) return;
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  /** Breaks all connections and accepts no others. */
  async refuse(): Promise<void> {
    this.drop();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Breaks all connections; the next ones lead to `target`. */
  aim(target: number): void {
    this.#target = target;
    this.drop();
  }

  /** Breaks all connections. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Connections stay, and are accepted; nothing goes through. */
  hang(): void {
    this.#hangs = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** From now on what comes goes through at one byte a second, each way. */
  drip(): void {
    this.#drips = true;
  }

  /** That a connection ended is told to nobody. */
  swallowEnds(): void {
    this.#swallows = true;
  }

  close = () => this.refuse();

  #accept(client: Socket): void {
    this.taken++;
    const server = connect({ port: this.#target, host: "127.0.0.1", noDelay: true });
    client.setNoDelay(true);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on("data", (chunk: Buffer) => {
        if (this.#drips) drip(from, to, chunk);
        else to.write(chunk);
      });
      from.on("error", () => {});
      from.on("close", () => {
        this.#sockets.delete(from);
        if (!this.#swallows) to.destroy();
      });
      if (this.#hangs) from.pause();
    }
  }
}

function drip(from: Socket, to: Socket, chunk: Buffer): void {
  from.pause();
  let sent = 0;
  const timer = setInterval(() => {
    to.write(chunk.subarray(sent, ++sent));
    if (sent < chunk.length && !to.destroyed) return;
    clearInterval(timer);
    from.resume();
  }, 1000);
  to.once("close", () => clearInterval(timer));
}
