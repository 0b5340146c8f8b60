import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "./mosquitto.ts";

/** A way to a local port that a test can spoil. */
export class TcpProxy {
  readonly port: number;
  readonly #target: number;
  readonly #server = createServer((client) => this.#accept(client));
  readonly #sockets = new Set<Socket>();
  #hangs = false;

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

  /** Breaks all connections. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Connections stay, and are accepted; nothing goes through. */
  hang(): void {
    this.#hangs = true;
    for (const socket of this.#sockets) socket.pause();
  }

  close = () => this.refuse();

  #accept(client: Socket): void {
    const server = connect({ port: this.#target, host: "127.0.0.1", noDelay: true });
    client.setNoDelay(true);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#hangs) from.pause();
    }
  }
}
