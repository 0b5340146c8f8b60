import type { Clock, Instant } from "../../firmware-sim/index.ts";
import type { Log } from "../log.ts";
import type { Outcome } from "../runtime/command.ts";
import type { Host } from "../runtime/host.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import type { Broker } from "./broker.ts";
import type { BrokerHealth } from "./broker-health.ts";
import type { CommandError } from "./command-gate.ts";
import type { Connection, Timing } from "./connection.ts";
import type { Message, Value } from "./message.ts";

/** What a plane needs of the host. */
export type HostView = Pick<Host, "onChange" | "onReport" | "command">;

/** What every plane is given. */
export interface PlaneOptions {
  readonly broker: Broker;
  readonly health: BrokerHealth;
  readonly log: Log;
  /** First level of every topic. */
  readonly base: string;
  /** The plug's. */
  readonly id: string;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly wall?: () => Date;
}

/** The topics of one plane, as they should be in the broker; whoever is connected is told of each change. */
export class TopicTree {
  readonly retained = new Map<string, Value>();
  connection: Connection | null = null;
  readonly #prefix: string;
  readonly #options: PlaneOptions;
  readonly #contents = new Map<string, string>();
  /** The plug's instant 0 on the wall. Taken once, so that one moment has one date however often it is told. */
  readonly #epoch: number;
  #seq = 0;

  constructor(prefix: string, options: PlaneOptions) {
    this.#prefix = prefix;
    this.#options = options;
    this.#epoch = this.#wall().getTime() - options.clock.now();
  }

  /** The whole topic. */
  topic(name: string): string {
    return `${this.#prefix}/${name}`;
  }

  /** Plain text. */
  leaf(name: string, text: string, user?: Value["user"]): void {
    this.#put(name, text, () => ({ text, json: false, ...(user === undefined ? {} : { user }) }));
  }

  /** JSON, told again only when `content` is another; `render` adds what changes by itself. */
  json(name: string, content: object, render: () => object = () => content): void {
    this.#put(name, JSON.stringify(content), () => ({ text: JSON.stringify(render()), json: true }));
  }

  /** The snapshot topic of a plane: numbered and dated. */
  state(content: object, render: () => object, user?: Value["user"]): void {
    this.#put("state", JSON.stringify(content), () => {
      const seq = ++this.#seq;
      const text = JSON.stringify({ ...render(), seq, ts: this.now() });
      return { text, json: true, user: { ...user, seq: String(seq) } };
    });
  }

  event(name: string, content: object): void {
    const text = JSON.stringify({ ...content, seq: ++this.#seq, ts: this.now() });
    this.connection?.event(this.topic(name), { text, json: true });
  }

  readonly refuse = ({ code, message, topic }: CommandError): void => {
    const text = JSON.stringify({ code, message, topic, ts: this.now() });
    this.connection?.event(this.topic("error"), { text, json: true });
  };

  readonly onFault = (error: unknown): void => {
    const text = `MQTT: a command met a fault of the program: ${error instanceof Error ? error.message : String(error)}`;
    this.#options.log({ level: "error", event: "command-fault", text });
  };

  /** Now, on the wall. */
  now(): string {
    return this.#wall().toISOString();
  }

  /** A moment of the plug's clock, on the wall. */
  time(at: Instant): string {
    return new Date(this.#epoch + at).toISOString();
  }

  /** What the broker is to say when the connection breaks, and we when it ends. */
  offline(): Message {
    return { topic: this.topic("availability"), value: { text: "offline", json: false }, retain: true };
  }

  #wall(): Date {
    return this.#options.wall?.() ?? new Date();
  }

  #put(name: string, content: string, value: () => Value): void {
    if (this.#contents.get(name) === content) return;
    this.#contents.set(name, content);
    const topic = this.topic(name);
    this.retained.set(topic, value());
    this.connection?.changed(topic);
  }
}

export const notAttached: Outcome = { ok: false, code: "busy", message: "the plug is starting" };

export const outlet = (now: Snapshot): "on" | "off" => (now.relay.closed ? "on" : "off");
