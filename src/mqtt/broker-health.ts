import type { Log } from "../log.ts";
import type { Problem } from "./problem.ts";

/** Tells people once when the broker is lost and once when it is back, whichever connections notice. */
export class BrokerHealth {
  readonly #log: Log;
  readonly #broker: string;
  readonly #lost = new Set<object>();
  readonly #told = new Set<string>();

  constructor(log: Log, broker: string) {
    this.#log = log;
    this.#broker = broker;
  }

  lost(connection: object, problem: Problem): void {
    this.#lost.add(connection);
    const text = `no contact with ${this.#broker}: ${problem.text}. The plug goes on without it, and tries again at least once a minute`;
    this.#once("broker-lost", problem.kind, text);
  }

  /** The connection works. */
  settled(connection: object): void {
    if (!this.#lost.delete(connection) || this.#lost.size > 0) return;
    this.#told.clear();
    this.#log({ level: "info", event: "broker-back", text: `MQTT: in contact with ${this.#broker} again.` });
  }

  /** The connection is no longer wanted, which says nothing of the broker. */
  forget(connection: object): void {
    this.#lost.delete(connection);
  }

  /** The broker, or a limit of it, keeps a topic from being published or heard. */
  withholds(topic: string, reason: string): void {
    this.#once("broker-refuses", topic, `${this.#broker} does not take ${topic}: ${reason}`);
  }

  #once(event: string, key: string, text: string): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#log({ level: "warn", event, text: `MQTT: ${text}.` });
  }
}
