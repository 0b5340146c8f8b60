import type { Failure } from "../broker/problem.ts";

/** Reason codes of DISCONNECT. */
const SHUTTING_DOWN = 139;
export const TAKEN_OVER = 142;
/** The library's words for what Mosquitto 2.0.11 answers to a message larger than its `message_size_limit`. */
const STRANGE_PUBACK = "Invalid puback reason code";

/**
 * Finds the topic for which a broker ends the connection, as many do for a message that is forbidden or too large.
 * Else the plug would connect, say it, and be thrown out, for ever.
 *
 * After a session that ended before all was said, the next says one thing at a time; the one that it ends with is not
 * said any more.
 */
export class Culprits {
  readonly #found = new Set<string>();
  #careful = false;
  #saidAll = false;

  get hasSaidAll(): boolean {
    return this.#saidAll;
  }

  get some(): boolean {
    return this.#found.size > 0;
  }

  has(topic: string): boolean {
    return this.#found.has(topic);
  }

  /** A session begins. */
  begin(): void {
    this.#saidAll = false;
  }

  /** Messages that may be in flight now, of `limit`. */
  inFlight(limit: number): number {
    return this.#careful ? 1 : limit;
  }

  /** All has been said, and the broker is still there. */
  saidAll(): void {
    this.#saidAll = true;
    this.#careful = false;
  }

  /** The session ended with `unanswered` in flight. Returns the topic that was found guilty of it. */
  ended(error: Failure | undefined, unanswered: readonly string[]): string | undefined {
    if (this.#saidAll || !isVerdict(error)) return undefined;
    const [guilty, ...others] = unanswered;
    const sure = this.#careful && others.length === 0;
    this.#careful = true;
    if (!sure || guilty === undefined) return undefined;
    this.#found.add(guilty);
    return guilty;
  }

  /** Gives all another chance in this session, and returns them. */
  pardon(): readonly string[] {
    const topics = [...this.#found];
    this.#found.clear();
    this.#careful = true;
    this.#saidAll = false;
    return topics;
  }

  /** The broker was away: it may be another one, or have another configuration, next time. */
  forget(): void {
    this.#found.clear();
    this.#careful = false;
  }
}

/** Whether the broker may have ended the session for something that it was sent. */
function isVerdict(error: Failure | undefined): boolean {
  if (error === undefined) return true;
  const { code, message } = error;
  if (typeof code === "number") return code !== SHUTTING_DOWN && code !== TAKEN_OVER;
  return code === "ECONNRESET" || code === "EPIPE" || message === STRANGE_PUBACK;
}
