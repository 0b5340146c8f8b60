import type { Log } from "../../log.ts";
import type { Broker } from "./broker.ts";
import { type Failure, problemOf } from "./problem.ts";

/** Without another takeover for so long, ms, the next one is news. */
const PEACE = 600_000;

/** Tells people once when the broker is lost and once when it is back, whichever connections notice. */
export class BrokerHealth {
  readonly #log: Log;
  readonly #broker: Broker;
  readonly #lost = new Set<object>();
  readonly #told = new Set<string>();
  #loss: string | null = null;
  #hasAnswered = false;
  /** Of performance.now(). */
  #lastTaken = Number.NEGATIVE_INFINITY;

  constructor(log: Log, broker: Broker) {
    this.#log = log;
    this.#broker = broker;
  }

  /** What was told of the loss that is not over; null: none is, as far as is known. */
  get loss(): string | null {
    return this.#loss;
  }

  /** `undefined`: it was closed without a reason. `wasUp`: it worked until then. */
  lost(connection: object, failure: Failure | undefined, wasUp: boolean): void {
    this.#lost.add(connection);
    const { address, files } = this.#broker;
    const { kind, text } = problemOf(failure, { address, files, hasAnswered: this.#hasAnswered, wasUp });
    const comfort = "The plug goes on without it, and tries again at least once a minute";
    if (!this.#isNew(kind)) return;
    this.#loss = `MQTT: no contact with ${this.#broker}: ${text}. ${comfort}.`;
    this.#log({ level: "warn", event: "broker-lost", text: this.#loss });
  }

  /** Another client connected with the same id; `sure`: the broker says so. Not for each turn of the two. */
  taken(clientId: string, sure: boolean): void {
    const isNews = performance.now() - this.#lastTaken > PEACE;
    this.#lastTaken = performance.now();
    if (!isNews) return;
    const what = sure
      ? `another client at ${this.#broker} uses the client id ${clientId}`
      : `${this.#broker} soon ends each connection of the client id ${clientId}, as for another client with that id`;
    const text = `MQTT: ${what}. Two plugs with the same id take turns there: give each its own by --id.`;
    this.#log({ level: "warn", event: "id-taken", text });
  }

  /** The connection works. */
  settled(connection: object): void {
    this.#hasAnswered = true;
    if (!this.#endsLoss(connection)) return;
    this.#log({ level: "info", event: "broker-back", text: `MQTT: in contact with ${this.#broker} again.` });
  }

  /** The connection is no longer wanted, which says nothing of the broker. */
  forget(connection: object): void {
    this.#endsLoss(connection);
  }

  /** The broker, or a limit of it, keeps a topic from being published or heard. */
  withholds(topic: string, reason: string): void {
    if (!this.#isNew(topic)) return;
    const text = `MQTT: ${this.#broker} does not take ${topic}: ${reason}.`;
    this.#log({ level: "warn", event: "broker-refuses", text });
  }

  /** The connection is lost no more; true when it was the last that was. */
  #endsLoss(connection: object): boolean {
    if (!this.#lost.delete(connection) || this.#lost.size > 0) return false;
    this.#told.clear();
    this.#loss = null;
    return true;
  }

  #isNew(key: string): boolean {
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }
}
