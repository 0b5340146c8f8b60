import { once } from "node:events";
import { connect, type Socket } from "node:net";

const CONNECT = 0x10;
const PUBLISH = 0x30;
const SUBSCRIBE = 0x82;

/** The least MQTT 3.1.1 that can publish and subscribe, at QoS 0: the floor under every client. */
export class BareClient {
  onMessage: (topic: string, text: string) => void = () => {};
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #acknowledged: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => this.#receive(bytes));
  }

  static async open(port: number): Promise<BareClient> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const client = new BareClient(socket);
    const cleanSession = 2;
    const keepAlive = [0, 0];
    await client.#ask(CONNECT, [...text("MQTT"), 4, cleanSession, ...keepAlive, ...text(`bare-${port}`)]);
    return client;
  }

  subscribe(filter: string): Promise<void> {
    return this.#ask(SUBSCRIBE, [0, 1, ...text(filter), 0]);
  }

  publish(topic: string, payload: string): void {
    this.#write(PUBLISH, [...text(topic), ...Buffer.from(payload)]);
  }

  close(): void {
    this.#socket.destroy();
  }

  #ask(command: number, body: readonly number[]): Promise<void> {
    this.#write(command, body);
    return new Promise((resolve) => {
      this.#acknowledged = resolve;
    });
  }

  #write(command: number, body: readonly number[]): void {
    if (body.length > 127) throw new Error("the bare client writes packets of up to 127 bytes");
    this.#socket.write(Buffer.from([command, body.length, ...body]));
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const [command, length = 128] = this.#received;
      if (length > 127) {
        if (this.#received.length > 1) throw new Error("the bare client reads packets of up to 127 bytes");
        return;
      }
      if (command === undefined || this.#received.length < 2 + length) return;
      const packet = this.#received.subarray(2, 2 + length);
      this.#received = this.#received.subarray(2 + length);
      if ((command & 0xf0) !== PUBLISH) {
        this.#acknowledged();
        continue;
      }
      const topicEnd = 2 + packet.readUInt16BE(0);
      this.onMessage(packet.toString("utf8", 2, topicEnd), packet.toString("utf8", topicEnd));
    }
  }
}

const text = (value: string): number[] => [0, value.length, ...Buffer.from(value)];
