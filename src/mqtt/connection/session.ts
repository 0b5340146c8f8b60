import { createRequire } from "node:module";
import type {
  IClientOptions,
  IClientPublishOptions,
  IConnackPacket,
  IPublishPacket,
  MqttClient,
  Packet,
} from "mqtt";
import type { Broker, ProtocolVersion } from "../broker/broker.ts";
import { type Failure, refusalText } from "../broker/problem.ts";
import { type BrokerPacket, type Properties, readPacket } from "./broker-packet.ts";
import { API_VERSION, EMPTY, type Incoming, type Message, type Value } from "./message.ts";
import { IN_FLIGHT } from "./outbox.ts";
import { Wire } from "./wire.ts";

/** After DISCONNECT the broker closes; it need not be waited for longer than this, ms. */
const PARTING = 200;
/** Bytes: the largest packet that this side takes, and sends when the broker names no limit of its own. */
const LARGEST_PACKET = 65_536;
/** MQTT 3.1.1 cannot say that: somebody's huge message must not end the connection, nor fill the memory. */
const LARGEST_OF_3_1_1 = 2 * 1024 * 1024;
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
  /** The packet is too large for the broker, or the broker refused it: then it may take it later. */
  readonly onWithheld: (topic: string, reason: string, refused: boolean) => void;
  /** The broker refused the subscriptions. */
  readonly onDeaf: (reason: string) => void;
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
  #answered = false;
  #failed = false;
  #error: Failure | undefined;
  #over = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#version = options.broker.version;
    this.#wire = new Wire(options.broker.dial(), this.#version === 5 ? LARGEST_PACKET : LARGEST_OF_3_1_1);
    const { MqttClient: Client } = library();
    this.#client = new Client(() => this.#wire, clientOptions(options));
    // After a packet that cannot be parsed the library would sit there, deaf.
    this.#client.on("error", (error) => this.#fail(error));
    this.#client.on("packetreceive", (packet) => {
      if (this.#admits(packet)) return;
      // The library passes over a kind of packet that it does not know.
      (packet as { cmd: string }).cmd = "none";
    });
    this.#client.on("connect", () => {
      this.subscribe();
      options.onUp(this);
    });
    this.#client.on("message", (topic, payload, packet) => this.#hear(topic, payload, packet));
    this.#client.on("close", () => {
      if (this.#over) return;
      this.#over = true;
      options.onOver(this.#error);
      this.#client.end(true);
    });
  }

  /** At QoS 1, or a reading at 0. `done` is called once. */
  publish({ topic, value, retain }: Message, done: (error?: Error) => void): void {
    const withheld = this.#tooLarge(topic, value);
    if (withheld !== null) {
      this.#options.onWithheld(topic, withheld, false);
      done(new Error(withheld));
      return;
    }
    const options: IClientPublishOptions = { qos: value.lasts === undefined ? 1 : 0, retain };
    if (this.#version === 5) options.properties = propertiesOf(value);
    this.#client.publish(topic, value.text, options, (error) => {
      if (refused(error)) this.#options.onWithheld(topic, refusalText(error), true);
      done(error ?? undefined);
    });
  }

  subscribe(): void {
    const { subscriptions, onDeaf } = this.#options;
    if (subscriptions.length === 0) return;
    this.#client.subscribe([...subscriptions], { qos: 1, rh: NO_RETAINED }, (error) => {
      const code = refusalIn(error);
      if (code !== undefined) onDeaf(refusalText({ code, message: error!.message }));
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

  /**
   * Looks at a packet before the library does, which trusts its broker: an exception of it, for a packet that no
   * broker should send or that comes after the end, would end the program.
   */
  #admits(parsed: Packet): boolean {
    if (this.#over || this.#failed) return false;
    const packet = readPacket(parsed);
    if (packet === null || (packet.cmd !== "connack" && !this.#answered)) {
      this.#fail({ message: `a packet that no broker should send: ${parsed.cmd}` });
      return false;
    }
    if (packet.cmd === "connack") this.#answer(parsed as IConnackPacket, packet);
    // The library only tells of it, and waits for a broker that may not close.
    if (packet.cmd === "disconnect") this.#fail(failureOf(packet.reasonCode, packet.properties));
    return true;
  }

  #answer(parsed: IConnackPacket, packet: Extract<BrokerPacket, { cmd: "connack" }>): void {
    const { properties } = packet;
    const code = "reasonCode" in packet ? packet.reasonCode : packet.returnCode;
    this.#answered = true;
    if (code !== 0) this.#error = failureOf(code, properties);
    this.receiveMaximum = properties.receiveMaximum ?? IN_FLIGHT;
    this.#largest = Math.min(properties.maximumPacketSize ?? LARGEST_PACKET, LARGEST_PACKET);
    // A broker may want to be asked more often than this, but a broker that wants less must not hide its death.
    const serverKeepAlive = Math.min(properties.serverKeepAlive || Infinity, this.#options.keepalive);
    parsed.properties = { serverKeepAlive };
  }

  #fail(error: Failure): void {
    this.#error ??= error;
    this.#failed = true;
    this.#wire.destroy();
  }

  /** A retained command is an old one: it is never obeyed. */
  #hear(topic: string, payload: Buffer, packet: IPublishPacket): void {
    if (packet.retain || this.#over) return;
    const { responseTopic, correlationData: correlation } = packet.properties ?? {};
    const reply = responseTopic && { topic: responseTopic, ...(correlation && { correlation }) };
    this.#options.onMessage({ topic, payload, ...(reply && { reply }) });
    // Whoever asked waits for the answer, not for the acknowledgement that the library writes next.
    this.#wire.flush();
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
    ...(value.lasts === undefined ? {} : { messageExpiryInterval: value.lasts }),
    ...(value.correlation === undefined ? {} : { correlationData: value.correlation }),
  };
}

function failureOf(code: number, { serverReference, reasonString }: Properties): Failure {
  const reference = serverReference === undefined ? {} : { reference: serverReference };
  return { code, message: reasonString ?? "", ...reference };
}

/** Whether the broker itself said no: it gives a reason code. An error without one is a connection that ended. */
const refused = (error: Error | null | undefined): error is Error =>
  typeof (error as { code?: unknown })?.code === "number";

/** The library names no code for a subscription, but gives the broker's answer. */
const refusalIn = (error: unknown): number | undefined =>
  (error as { packet?: { granted?: readonly number[] } } | null)?.packet?.granted?.find(
    (code) => code >= 128,
  );

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** import() of this library takes twice as long as require(). */
const library = (): typeof import("mqtt") => createRequire(import.meta.url)("mqtt");
