import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** Types of MQTT packets, as the upper half of the first byte numbers them. */
const CONNECT = 1;
const PUBLISH = 3;
const SUBSCRIBE = 8;
const PINGREQ = 12;

type Bytes = readonly number[];

/** An MQTT packet: `head` is the first byte. */
export const packet = (head: number, body: Bytes): Buffer =>
  Buffer.from([head, ...varInt(body.length), ...body]);

/** A text of MQTT: two bytes of length, then UTF-8. */
export const text = (value: string): Bytes => {
  const bytes = Buffer.from(value);
  return [bytes.length >> 8, bytes.length & 255, ...bytes];
};

export const id = (value: number): Bytes => [value >> 8, value & 255];

function varInt(value: number): Bytes {
  const bytes: number[] = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>= 7;
  } while (value > 0);
  return bytes;
}

/** A client, as the broker sees it. */
export class Peer {
  readonly socket: Socket;
  /** 5, or 4 for MQTT 3.1.1. */
  readonly version: number;

  constructor(socket: Socket, version: number) {
    this.socket = socket;
    this.version = version;
  }

  /** `properties` are left out in MQTT 3.1.1. */
  connack(code: number, properties: Bytes = []): void {
    this.send(packet(0x20, [0, code, ...this.#properties(properties)]));
  }

  /** `code` other than 0 needs MQTT 5. */
  puback(messageId: Bytes, code = 0): void {
    this.send(packet(0x40, code === 0 ? messageId : [...messageId, code]));
  }

  suback(messageId: Bytes, codes: Bytes): void {
    this.send(packet(0x90, [...messageId, ...this.#properties([]), ...codes]));
  }

  /** At QoS 0, unless `head` says otherwise; then `messageId` is needed. */
  publish(
    topic: string,
    payload: string,
    { head = 0x30, messageId = [] as Bytes, properties = [] as Bytes } = {},
  ): void {
    this.send(
      packet(head, [...text(topic), ...messageId, ...this.#properties(properties), ...Buffer.from(payload)]),
    );
  }

  /** MQTT 5 only. */
  disconnect(code: number, properties: Bytes = []): void {
    this.send(packet(0xe0, [code, ...this.#properties(properties)]));
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** Closes without a word, once what was sent is gone. */
  end(): void {
    this.socket.end();
  }

  #properties(properties: Bytes): Bytes {
    return this.version === 5 ? [...varInt(properties.length), ...properties] : [];
  }
}

/** How a broker answers; what is left out, it does as a good one would. */
export interface Script {
  readonly onConnect?: (peer: Peer) => void;
  /** A PUBLISH at QoS 1. */
  readonly onPublish?: (peer: Peer, topic: string, messageId: Bytes, payload: string) => void;
  readonly onSubscribe?: (peer: Peer, messageId: Bytes, filters: number) => void;
}

/** A broker for one plug that does what the test says, however wrong. It retains and forwards nothing. */
export class ScriptedBroker {
  script: Script = {};
  readonly port: number;
  /** When each CONNECT came, of performance.now(). */
  readonly connects: number[] = [];
  readonly #server: Server;
  readonly #sockets: Set<Socket>;
  #answers = true;

  static async open(script: Script = {}): Promise<ScriptedBroker> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      broker.#accept(socket);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const broker = new ScriptedBroker(server, sockets);
    broker.script = script;
    return broker;
  }

  private constructor(server: Server, sockets: Set<Socket>) {
    this.#server = server;
    this.#sockets = sockets;
    this.port = (server.address() as { port: number }).port;
  }

  /** It reads on, and answers nothing more. */
  mute(): void {
    this.#answers = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(socket: Socket): void {
    let received = Buffer.alloc(0);
    let peer = new Peer(socket, 5);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("data", (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      for (;;) {
        const found = first(received);
        if (found === null) return;
        received = received.subarray(found.size);
        if (found.head >> 4 === CONNECT) peer = new Peer(socket, found.body[6]!);
        if (this.#answers) this.#answer(peer, found.head, found.body);
      }
    });
  }

  #answer(peer: Peer, head: number, body: Buffer): void {
    const { onConnect, onPublish, onSubscribe } = this.script;
    switch (head >> 4) {
      case CONNECT:
        this.connects.push(performance.now());
        if (onConnect) onConnect(peer);
        else peer.connack(0);
        break;
      case PUBLISH: {
        const end = 2 + body.readUInt16BE(0);
        const messageId = [...body.subarray(end, end + 2)];
        const skipped = peer.version === 5 ? 1 + body[end + 2]! : 0;
        const payload = body.toString("utf8", end + 2 + skipped);
        if (onPublish) onPublish(peer, body.toString("utf8", 2, end), messageId, payload);
        else peer.puback(messageId);
        break;
      }
      case SUBSCRIBE: {
        const messageId = [...body.subarray(0, 2)];
        const filters = filtersIn(body.subarray(peer.version === 5 ? 3 + body[2]! : 2));
        if (onSubscribe) onSubscribe(peer, messageId, filters);
        else peer.suback(messageId, Array(filters).fill(1));
        break;
      }
      case PINGREQ:
        peer.send(packet(0xd0, []));
        break;
    }
  }
}

function filtersIn(payload: Buffer): number {
  let filters = 0;
  for (let at = 0; at < payload.length; filters++) at += 3 + payload.readUInt16BE(at);
  return filters;
}

/** The first whole packet. */
function first(
  bytes: Buffer,
): { readonly head: number; readonly body: Buffer; readonly size: number } | null {
  let length = 0;
  for (let i = 1; i < 5; i++) {
    const digit = bytes[i];
    if (digit === undefined) return null;
    length += (digit & 127) * 128 ** (i - 1);
    if (digit > 127) continue;
    const size = 1 + i + length;
    return bytes.length < size ? null : { head: bytes[0]!, body: bytes.subarray(1 + i, size), size };
  }
  return null;
}
