import type { Message, Retained } from "./message.ts";

/** Unacknowledged messages at once, at most: what MQTT 5 clients usually grant, and ourselves too. */
export const IN_FLIGHT = 20;
/** Events that may wait for a slow broker; the rest is lost, for an old event is worth less than a new one. */
const EVENTS = 100;

/** Sends one message; `done` is called once, with an error when it did not arrive. */
export type Send = (message: Message, done: (error?: Error) => void) => void;

/**
 * What one connection has still to say, in order: of retained topics only that they changed (what is sent is
 * the latest value), of events all. Never more than IN_FLIGHT at once, whatever a broker tolerates.
 */
export class Outbox {
  readonly #retained: Retained;
  readonly #send: Send;
  readonly #limit: () => number;
  readonly #queue: (string | Message)[] = [];
  readonly #inFlight = new Set<Message>();
  #last: readonly Message[] = [];
  #failed = false;
  #closed = false;
  #whenEmpty: ((delivered: boolean) => void) | null = null;

  /** `limit`: how many unacknowledged messages the broker may be sent now. */
  constructor(retained: Retained, send: Send, limit: () => number = () => IN_FLIGHT) {
    this.#retained = retained;
    this.#send = send;
    this.#limit = () => Math.max(1, Math.min(limit(), IN_FLIGHT));
  }

  /** The topics of what was sent and is not answered. */
  get unanswered(): readonly string[] {
    return [...this.#inFlight].map(({ topic }) => topic);
  }

  /** Something is still to be said, or acknowledged. */
  get busy(): boolean {
    return this.#inFlight.size > 0 || this.#queue.length > 0;
  }

  changed(topic: string): void {
    if (this.#closed || this.#queue.includes(topic)) return;
    this.#queue.push(topic);
    this.#pump();
  }

  say(message: Message): void {
    if (this.#closed || this.#queue.length >= EVENTS) return;
    this.#queue.push(message);
    this.#pump();
  }

  /**
   * Nothing more is taken but `last`. Resolves when all is answered; false when one of `last` failed.
   * `drop`: forget what was waiting.
   */
  finish(last: readonly Message[], drop: boolean): Promise<boolean> {
    this.#closed = true;
    if (drop) this.#queue.length = 0;
    this.#last = last;
    this.#queue.push(...last);
    const delivered = this.#settled();
    this.#pump();
    return delivered;
  }

  #settled(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#whenEmpty = resolve;
    });
  }

  #pump(): void {
    while (this.#inFlight.size < this.#limit()) {
      const next = this.#queue.shift();
      if (next === undefined) break;
      const message = this.#messageOf(next);
      this.#inFlight.add(message);
      this.#send(message, (error) => {
        this.#inFlight.delete(message);
        if (error !== undefined && this.#last.includes(message)) this.#failed = true;
        this.#pump();
      });
    }
    if (!this.busy) this.#whenEmpty?.(!this.#failed);
  }

  #messageOf(next: string | Message): Message {
    return typeof next === "string" ? { topic: next, value: this.#retained.get(next)!, retain: true } : next;
  }
}
