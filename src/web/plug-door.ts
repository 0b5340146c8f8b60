import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Clock } from "../../firmware-sim/index.ts";
import type { Answerer } from "../control/answer.ts";
import { readRequest } from "../control/protocol.ts";
import type { Feed } from "../view/feed.ts";
import { Broadcast } from "./broadcast.ts";
import { openStream } from "./open-stream.ts";
import { PageRequests, tooMany } from "./page-requests.ts";
import { refuse, type WebContext } from "./refuse.ts";

/** A plug as pages come to it. */
export interface ServedPlug {
  readonly feed: Feed;
  /** The plug's time. */
  readonly clock: Clock;
  /** Answers in the page's name. */
  readonly answer: Answerer;
}

/** How pages look at one plug and ask it: the handlers of three routes. Close it when the plug ends. */
export class PlugDoor {
  readonly #clock: Clock;
  readonly #broadcast: Broadcast;
  readonly #requests: PageRequests;

  /** `pace`: the time in which people look. */
  constructor({ feed, clock, answer }: ServedPlug, pace: Clock) {
    this.#clock = clock;
    this.#broadcast = new Broadcast({ feed, clock, pace });
    this.#requests = new PageRequests(answer, pace);
  }

  /** Bytes that wait in this program for all who look. */
  get waiting(): number {
    return this.#broadcast.waiting;
  }

  /** GET: tells what is different, until either side ends it. */
  events = (c: WebContext): Response => {
    const { incoming, outgoing } = c.env;
    if (incoming.method !== "GET") return refuse(c, 405, "bad_value", "this is only to be read with GET");
    if (this.#broadcast.isFull)
      return refuse(c, 503, "too_many", "too many pages look at this plug: close some, and try again");
    openStream(outgoing);
    this.#broadcast.join(outgoing, c.req.header("last-event-id"));
    return RESPONSE_ALREADY_SENT;
  };

  /** POST: one request of `ctl`'s language, answered in the same. */
  ask = async (c: WebContext): Promise<Response> => {
    const request = readRequest(await c.req.text());
    if ("ok" in request) return c.json(request, 400);
    const gone = new AbortController();
    c.env.outgoing.once("close", () => gone.abort());
    const answered = await this.#requests.ask(request, gone.signal);
    return c.json(answered, answered === tooMany ? 429 : 200);
  };

  /** POST: the plug's now. */
  now = (c: WebContext): Response => c.json({ at: this.#clock.now() });

  close(): void {
    this.#broadcast.close();
  }
}
