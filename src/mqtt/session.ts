import { createRequire } from "node:module";
import type { IClientOptions, IClientPublishOptions, IPublishPacket, MqttClient } from "mqtt";
import type { Broker, ProtocolVersion } from "./broker.ts";
import { API_VERSION, EMPTY, type Incoming, type Message, type Value } from "./message.ts";
import { IN_FLIGHT } from "./outbox.ts";
import type { Failure } from "./problem.ts";
import { Wire } from "./wire.ts";

/** After DISCONNECT the broker closes; it need not be waited for longer than this, ms. */
const PARTING = 200;
/** Bytes: the largest packet that this side takes, and sends when the broker names no limit of its own. */
const LARGEST_PACKET = 65_536;
/** Bytes of a packet that are neither topic nor payload: fixed header, lengths, properties. Generous. */
const OVERHEAD = 256;
/** MQTT 5, retain handling 2: the broker sends no retained message when a subscription begins. */
const NO_RETAINED = 2;

export interface SessionOptions {
  readonly broker: Broker;
  readonly clientId: string;
  /** Seconds. */
  readonly keepalive: number;
  /** How long the broker may take to answer CONNECT, ms. */
  readonly answer: number;
  readonly will: Message | null;
  readonly subscriptions: readonly string[];
  readonly onUp: (session: Session) => void;
  /** It ended, or never began, without having been asked to. `undefined`: no reason is known. */
  readonly onOver: (error: Failure | undefined) => void;
  readonly onMessage: (message: Incoming) => void;
  /** The broker is up and refuses a topic, or the packet is too large for it. */
  readonly onWithheld: (topic: string, reason: string) => void;
}

/**
 * One MQTT connection, from CONNECT to its end: it never comes back, the next try is a new session. So the
 * library keeps nothing that could be resent late, and its own reconnecting plays no part.
 */
export class Session {
  /** Unacknowledged messages that the broker takes at once. */
  receiveMaximum = IN_FLIGHT;
  readonly #options: SessionOptions;
  readonly #version: ProtocolVersion;
  readonly #wire: Wire;
  readonly #client: MqttClient;
  #largest = LARGEST_PACKET;
  #error: Error | undefined;
  #over = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#version = options.broker.version;
    this.#wire = new Wire(options.broker.address);
    const { MqttClient: Client } = library();
    this.#client = new Client(() => this.#wire, clientOptions(options));
    this.#client.on("error", (error) => {
      this.#error ??= error;
      // After a packet that cannot be parsed the library would sit there, deaf.
      this.#wire.destroy();
    });
    this.#client.on("connect", ({ properties }) => {
      this.receiveMaximum = properties?.receiveMaximum ?? IN_FLIGHT;
      this.#largest = Math.min(properties?.maximumPacketSize ?? LARGEST_PACKET, LARGEST_PACKET);
      this.#subscribe();
      options.onUp(this);
    });
    this.#client.on("message", (topic, payload, packet) => this.#hear(topic, payload, packet));
    this.#client.on("close", () => {
      if (this.#over) return;
      this.#end();
      options.onOver(this.#error);
    });
  }

  /** At QoS 1. `done` is called once. */
  publish({ topic, value, retain }: Message, done: (error?: Error) => void): void {
    const withheld = this.#tooLarge(topic, value);
    if (withheld !== null) {
      this.#options.onWithheld(topic, withheld);
      done(new Error(withheld));
      return;
    }
    const options: IClientPublishOptions = { qos: 1, retain };
    if (this.#version === 5) options.properties = propertiesOf(value);
    this.#client.publish(topic, value.text, options, (error) => {
      if (refused(error)) this.#options.onWithheld(topic, error.message);
      done(error ?? undefined);
    });
  }

  /** A packet that the broker finds too large would be a reason to disconnect, again and again. */
  #tooLarge(topic: string, { text }: Value): string | null {
    const size = Buffer.byteLength(topic) + Buffer.byteLength(text) + OVERHEAD;
    return size > this.#largest ? `${size} bytes are more than the ${this.#largest} of a packet` : null;
  }

  /** Says DISCONNECT, so that the broker forgets the will. Everything should have been acknowledged before. */
  async disconnect(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    await Promise.race([this.#client.endAsync(), delay(PARTING)]);
    this.#wire.destroy();
  }

  /** Breaks the connection: the broker publishes the will. */
  cut(): void {
    this.#wire.cut();
    this.#end();
  }

  /** Goes mute with the socket open; returns what closes it. Only for a session that is up. */
  mute(): () => void {
    const close = this.#wire.mute();
    this.#end();
    return close;
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#client.end(true);
  }

  #subscribe(): void {
    const { subscriptions, onWithheld } = this.#options;
    if (subscriptions.length === 0) return;
    this.#client.subscribe([...subscriptions], { qos: 1, rh: NO_RETAINED }, (error) => {
      if (refused(error)) onWithheld(subscriptions.join(" or "), error.message);
    });
  }

  /** A retained command is an old one: it is never obeyed. */
  #hear(topic: string, payload: Buffer, packet: IPublishPacket): void {
    if (!packet.retain && !this.#over) this.#options.onMessage({ topic, payload });
  }
}

function clientOptions({ broker, clientId, keepalive, answer, will }: SessionOptions): IClientOptions {
  const five = broker.version === 5;
  const limits = {
    sessionExpiryInterval: 0,
    receiveMaximum: IN_FLIGHT,
    maximumPacketSize: LARGEST_PACKET,
    requestProblemInformation: true,
  };
  return {
    protocolVersion: broker.version,
    clientId,
    keepalive,
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: answer,
    queueQoSZero: false,
    resubscribe: false,
    ...broker.credentials(),
    ...(five ? { properties: limits } : {}),
    ...(will === null ? {} : { will: willOf(will, five) }),
  };
}

function willOf({ topic, value, retain }: Message, five: boolean): NonNullable<IClientOptions["will"]> {
  const will = { topic, payload: Buffer.from(value.text), qos: 1, retain } as const;
  return five ? { ...will, properties: { willDelayInterval: 0, ...propertiesOf(value) } } : will;
}

function propertiesOf(value: Value) {
  if (value === EMPTY) return {};
  return {
    payloadFormatIndicator: true,
    contentType: value.json ? "application/json" : "text/plain",
    userProperties: { v: String(API_VERSION), ...value.user },
  };
}

/** Whether the broker itself said no: it gives a reason code. An error without one is a connection that ended. */
const refused = (error: Error | null | undefined): error is Error =>
  typeof (error as { code?: unknown })?.code === "number";

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** import() of this library takes twice as long as require(). */
const library = (): typeof import("mqtt") => createRequire(import.meta.url)("mqtt");
