import { within } from "../../runtime/within.ts";
import type { Broker, ProtocolVersion } from "../broker/broker.ts";
import type { BrokerHealth } from "../broker/broker-health.ts";
import { type Failure, refusesVersion } from "../broker/problem.ts";
import { AskAgain } from "./ask-again.ts";
import { Backoff } from "./backoff.ts";
import { Culprits } from "./culprits.ts";
import type { Incoming, Message, Retained } from "./message.ts";
import { Outbox } from "./outbox.ts";
import { Rivalry } from "./rivalry.ts";
import { Session } from "./session.ts";

/** Spans of a connection; seconds where MQTT counts seconds, else ms. */
export interface Timing {
  /** Seconds without traffic after which client and broker doubt each other. */
  readonly keepalive: number;
  /** The first wait before another try; doubled each time, up to the last. */
  readonly firstRetry: number;
  readonly lastRetry: number;
  /** A connection that lasted longer than this was no failure: the next wait is the first again. */
  readonly lasting: number;
  /** What the broker ended the connection for is tried again after this: once more it may cost the connection. */
  readonly pardon: number;
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
  lasting: 10_000,
  pardon: 600_000,
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
  /** Called with each message as it goes out. */
  readonly onPublish?: ((message: Message) => void) | undefined;
}

/**
 * A wish to be connected: begins at once and tries for ever, until it is ended in one of four ways. Each
 * session republishes every retained topic, so whatever a broker lost or missed is right again.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #session: Session | null = null;
  #outbox: Outbox | null = null;
  readonly #backoff: Backoff;
  readonly #rivalry: Rivalry;
  /** ms: by then whoever waits before another try has been there again. */
  readonly #longest: number;
  readonly #culprits = new Culprits();
  readonly #askAgain: AskAgain;
  #pardon: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  /** Of performance.now(). */
  #upSince = 0;
  #ended = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { firstRetry, lastRetry } = options.timing;
    this.#backoff = new Backoff(firstRetry, lastRetry);
    this.#longest = 2 * lastRetry;
    this.#rivalry = new Rivalry(this.#longest);
    this.#askAgain = new AskAgain(lastRetry, (topics, subscriptions) => {
      if (subscriptions) this.#session?.subscribe();
      for (const topic of topics) this.changed(topic);
    });
    this.#begin();
  }

  get connected(): boolean {
    return this.#outbox !== null;
  }

  /** It is trying, or has something to say; not while it waits before another try. */
  get busy(): boolean {
    return this.#session !== null && (this.#outbox?.busy ?? true);
  }

  /** The value of a retained topic changed. */
  changed(topic: string): void {
    if (!this.#culprits.has(topic)) this.#outbox?.changed(topic);
  }

  /** Published once; lost when there is no contact. */
  say(message: Message): void {
    this.#outbox?.say(message);
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
    const delivered = await within(this.#options.timing.farewell, outbox.finish(last, drop), false);
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
    this.#drop();
  }

  #drop(): void {
    clearTimeout(this.#pardon);
    this.#askAgain.stop();
    this.#session = null;
    this.#outbox = null;
  }

  #begin(): void {
    const { broker, health, clientId, timing, retained, will, subscriptions = [], onMessage } = this.#options;
    const { version } = broker;
    this.#session = new Session({
      broker,
      clientId,
      keepalive: timing.keepalive,
      answer: timing.answer,
      will: will ?? null,
      subscriptions,
      onUp: (session) => this.#up(session),
      onOver: (error) => this.#over(error, version),
      onMessage: (message) => onMessage?.(message),
      onWithheld: (topic, reason, refused) => {
        health.withholds(topic, reason);
        if (refused && retained.has(topic)) this.#askAgain.forTopic(topic);
      },
      onDeaf: (reason) => {
        health.withholds(subscriptions.join(" or "), reason);
        this.#askAgain.forSubscriptions();
      },
    });
  }

  #up(session: Session): void {
    const { health, retained, timing, onUp, onPublish } = this.#options;
    const culprits = this.#culprits;
    culprits.begin();
    this.#upSince = performance.now();
    health.settled(this);
    const send = (message: Message, done: (error?: Error) => void) => {
      onPublish?.(message);
      session.publish(message, (error) => {
        done(error);
        if (outbox === this.#outbox && !outbox.busy) culprits.saidAll();
      });
    };
    const outbox = new Outbox(retained, send, () => culprits.inFlight(session.receiveMaximum));
    this.#outbox = outbox;
    for (const topic of retained.keys()) this.changed(topic);
    if (culprits.some) {
      this.#pardon = setTimeout(() => {
        for (const topic of culprits.pardon()) this.changed(topic);
      }, timing.pardon);
    }
    onUp?.();
  }

  #over(error: Failure | undefined, version: ProtocolVersion): void {
    if (this.#ended) return;
    const { broker, health, timing, clientId } = this.#options;
    const outbox = this.#outbox;
    const lasted = outbox === null ? 0 : performance.now() - this.#upSince;
    this.#drop();
    if (refusesVersion(error)) {
      broker.version = version === 5 ? 4 : 5;
      if (version === 5) {
        this.#begin();
        return;
      }
    }
    const rival = this.#rivalry.suspects(error, this.#culprits.hasSaidAll ? lasted : 0);
    if (rival) health.taken(clientId, error !== undefined);
    else health.lost(this, error, outbox !== null);
    if (outbox === null) this.#culprits.forget();
    else this.#learn(error, outbox);
    // Two that take each other's place would else do so for ever at the pace of the first waits.
    if (lasted > (rival ? this.#longest : timing.lasting)) this.#backoff.reset();
    this.#retry = setTimeout(() => this.#begin(), this.#backoff.next());
  }

  #learn(error: Failure | undefined, outbox: Outbox): void {
    const guilty = this.#culprits.ended(error, outbox.unanswered);
    if (guilty === undefined) return;
    this.#options.health.withholds(guilty, "it ends the connection whenever it is sent this");
  }
}
