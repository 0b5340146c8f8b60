import type { Broker, ProtocolVersion } from "./broker.ts";
import type { BrokerHealth } from "./broker-health.ts";
import type { Incoming, Message, Retained, Value } from "./message.ts";
import { Outbox } from "./outbox.ts";
import { type Failure, problemOf, refusesVersion } from "./problem.ts";
import { Session } from "./session.ts";

/** Spans of a connection; seconds where MQTT counts seconds, else ms. */
export interface Timing {
  /** Seconds without traffic after which client and broker doubt each other. */
  readonly keepalive: number;
  /** The first wait before another try; doubled each time, up to the last. */
  readonly firstRetry: number;
  readonly lastRetry: number;
  /** How long the broker may take to answer CONNECT. */
  readonly answer: number;
  /** What was said last must be acknowledged within this. */
  readonly farewell: number;
}

/** 15 s: a mute connection is found out by the broker after 1.5 times that. */
export const TIMING: Timing = {
  keepalive: 15,
  firstRetry: 1000,
  lastRetry: 60_000,
  answer: 10_000,
  farewell: 1000,
};

export interface ConnectionOptions {
  readonly broker: Broker;
  readonly health: BrokerHealth;
  readonly clientId: string;
  readonly timing: Timing;
  /** Retained topics, the whole of them: every new session publishes them all. */
  readonly retained: Retained;
  readonly will?: Message;
  readonly subscriptions?: readonly string[];
  readonly onMessage?: (message: Incoming) => void;
  readonly onUp?: () => void;
}

/**
 * A wish to be connected: begins at once and tries for ever, until it is ended in one of four ways. Each
 * session republishes every retained topic, so whatever a broker lost or missed is right again.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #session: Session | null = null;
  #outbox: Outbox | null = null;
  #retry: NodeJS.Timeout | undefined;
  #tries = 0;
  #ended = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#begin();
  }

  get connected(): boolean {
    return this.#outbox !== null;
  }

  /** The value of a retained topic changed. */
  changed(topic: string): void {
    this.#outbox?.changed(topic);
  }

  /** Published once, not retained; lost when there is no contact. */
  event(topic: string, value: Value): void {
    this.#outbox?.event(topic, value);
  }

  /**
   * Says `last` and disconnects without a will. False when the broker did not acknowledge it in time, or there was
   * no contact: then the connection was cut. `drop`: what still waited is not said.
   */
  async leave(last: readonly Message[], { drop = false } = {}): Promise<boolean> {
    const session = this.#session;
    const outbox = this.#outbox;
    this.#stop();
    if (session === null || outbox === null) {
      session?.cut();
      return false;
    }
    let deadline: NodeJS.Timeout | undefined;
    const tooLate = new Promise<false>((resolve) => {
      deadline = setTimeout(() => resolve(false), this.#options.timing.farewell);
    });
    const delivered = await Promise.race([outbox.finish(last, drop), tooLate]);
    clearTimeout(deadline);
    if (delivered) await session.disconnect();
    else session.cut();
    return delivered;
  }

  /** Breaks off at once: the broker publishes the will. */
  cut(): void {
    this.#session?.cut();
    this.#stop();
  }

  /** Says and hears nothing any more, and leaves the broker to find out. Returns what closes the socket at last. */
  mute(): () => void {
    const close = this.connected ? this.#session?.mute() : undefined;
    if (close === undefined) this.#session?.cut();
    this.#stop();
    return close ?? (() => {});
  }

  #stop(): void {
    this.#ended = true;
    clearTimeout(this.#retry);
    this.#options.health.forget(this);
    this.#session = null;
    this.#outbox = null;
  }

  #begin(): void {
    const { broker, health, clientId, timing, will, subscriptions, onMessage } = this.#options;
    const { version } = broker;
    this.#session = new Session({
      broker,
      clientId,
      keepalive: timing.keepalive,
      answer: timing.answer,
      will: will ?? null,
      subscriptions: subscriptions ?? [],
      onUp: (session) => this.#up(session),
      onOver: (error) => this.#over(error, version),
      onMessage: (message) => onMessage?.(message),
      onWithheld: (topic, reason) => health.withholds(topic, reason),
    });
  }

  #up(session: Session): void {
    const { health, retained, onUp } = this.#options;
    this.#tries = 0;
    health.settled(this);
    const send = (message: Message, done: (error?: Error) => void) => session.publish(message, done);
    this.#outbox = new Outbox(retained, send, session.receiveMaximum);
    for (const topic of retained.keys()) this.#outbox.changed(topic);
    onUp?.();
  }

  #over(error: Failure | undefined, version: ProtocolVersion): void {
    if (this.#ended) return;
    const { broker, health, timing } = this.#options;
    this.#session = null;
    this.#outbox = null;
    if (refusesVersion(error) && version === 5) {
      broker.version = 4;
      this.#begin();
      return;
    }
    health.lost(this, problemOf(error));
    const span = Math.min(timing.firstRetry * 2 ** this.#tries++, timing.lastRetry);
    // Spread over the second half of the span, so that many plugs do not come back at one moment.
    this.#retry = setTimeout(() => this.#begin(), span * (0.5 + Math.random() / 2));
  }
}
