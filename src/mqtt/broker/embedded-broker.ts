import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Aedes, Client, PublishPacket } from "aedes";
import type { Address } from "./broker.ts";
import { PacketGuard } from "./packet-guard.ts";

export interface EmbeddedBroker {
  readonly address: Address;
  /** Whether it holds a connection of this client; one that is gone has had its will published. */
  has(clientId: string): boolean;
  /** Ends within 0.5 s. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const PORT = 1883;
/** Ports tried after a taken one. */
const TRIES = 100;
const CLOSING = 500;

/** What any number of peers, however hostile, can make it keep. */
const CONNECTIONS = 100;
const SUBSCRIPTIONS = 200;
const RETAINED_TOPICS = 10_000;
const RETAINED_BYTES = 32 * 1024 * 1024;
/** Larger than what a plug refuses in words (4 KiB), small enough for all connections at once. */
const LARGEST_PACKET = 2 * 1024 * 1024;
/** How long a peer may take to say CONNECT, and to read what it is sent, ms. */
const PATIENCE = 10_000;

export interface EmbeddedBrokerOptions {
  /** 1883 when left out; 0: any that is free. */
  readonly port?: number;
  /** Called with each message that the broker has taken from a client. */
  readonly taken?: (message: PublishPacket) => void;
}

/**
 * A broker inside this program, for trying it without one: MQTT 3.1.1 only, loopback only, no sessions, nothing
 * kept after its end. Listens at `port`, or the next free one.
 */
export async function openEmbeddedBroker({
  port = PORT,
  taken,
}: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  // Loaded only when it is wanted, for the time it takes.
  const { Aedes } = await import("aedes");
  const retained = new RetainedLimit();
  const aedes = await Aedes.createBroker({
    connectTimeout: PATIENCE,
    drainTimeout: PATIENCE,
    preConnect: (_client, packet, done) => {
      // Without sessions nothing is queued for peers that went away.
      packet.clean = true;
      done(null, true);
    },
    authorizeSubscribe: (client, subscription, done) =>
      done(null, Object.keys(subscriptionsOf(client)).length < SUBSCRIPTIONS ? subscription : null),
    authorizePublish: (_client, packet, done) => {
      const refused = refusal(packet, retained);
      if (refused === null) taken?.(packet);
      done(refused);
    },
  });
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    guard(socket);
    aedes.handle(socket);
  });
  server.maxConnections = CONNECTIONS;
  const address = { host: HOST, port: await listen(server, port), tls: false };
  return { address, has: (id) => id in clientsOf(aedes), close: () => close(aedes, server, sockets) };
}

const clientsOf = (aedes: Aedes): object => (aedes as unknown as { clients: object }).clients;
const subscriptionsOf = (client: Client): object =>
  (client as unknown as { subscriptions: object }).subscriptions;

/** Bounds what is retained, by number and bytes. */
class RetainedLimit {
  readonly #sizes = new Map<string, number>();
  #total = 0;

  admits(topic: string, size: number): boolean {
    const total = this.#total - (this.#sizes.get(topic) ?? 0) + size;
    const tooMany = !this.#sizes.has(topic) && this.#sizes.size >= RETAINED_TOPICS;
    if (size > 0 && (tooMany || total > RETAINED_BYTES)) return false;
    this.#total = total;
    if (size > 0) this.#sizes.set(topic, size);
    else this.#sizes.delete(topic);
    return true;
  }
}

/** Why a peer may not publish this; an answer ends its connection. */
function refusal({ topic, retain, payload }: PublishPacket, retained: RetainedLimit): Error | null {
  if (topic.startsWith("$SYS/")) return new Error("$SYS is the broker's own");
  if (retain && !retained.admits(topic, payload.length)) return new Error("too much is retained");
  return null;
}

/** Ends the connection before a huge packet is collected: the broker reads by read(), so that is where to look. */
function guard(socket: Socket): void {
  const packets = new PacketGuard(LARGEST_PACKET);
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk: Buffer | null = read(size);
    if (chunk === null || packets.admits(chunk)) return chunk;
    socket.destroy();
    return null;
  };
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; ; port++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once("error", resolve);
      server.listen(port, HOST, () => {
        server.off("error", resolve);
        resolve(null);
      });
    });
    if (error === null) return (server.address() as AddressInfo).port;
    if (error.code !== "EADDRINUSE" || port === first + TRIES) throw error;
  }
}

async function close(aedes: Aedes, server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const ended = new Promise<void>((resolve) => aedes.close(() => resolve()));
  const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSING).unref());
  await Promise.race([ended, late]);
  for (const socket of sockets) socket.destroy();
  await Promise.race([closed, late]);
}
