import type { Clock } from "../../firmware-sim/index.ts";
import type { Answerer } from "../control/answer.ts";
import { type Answer, type Request, refusedAnswer } from "../control/protocol.ts";
import { TokenBucket } from "../runtime/token-bucket.ts";

/** A hand at each of many pages; a script that runs wild is slowed down. */
const PER_SECOND = 50;
/** Answers that are still to come: a hold takes minutes, and a wait can take days. */
const MOST_OPEN = 64;

/** What ends the plug, tidies another machine or leads to a key is for whoever has a terminal there. */
const FOR_PAGES: Readonly<Record<Request["do"], boolean>> = {
  press: true,
  release: true,
  hold: true,
  app: true,
  voice: true,
  wait: true,
  advance: true,
  relay: true,
  power: true,
  setup: true,
  wifi: true,
  cloud: true,
  removeFromAccount: true,
  fault: true,
  clearFault: true,
  remedy: true,
  faults: true,
  load: true,
  air: true,
  resetEnergy: true,
  startUp: true,
  identify: true,
  account: true,
  schedules: true,
  firmware: true,
  wiring: true,
  state: true,
  report: true,
  forget: false,
  page: false,
  stop: false,
};

export const tooMany = refusedAnswer("too_many", "too many requests at once: wait a moment, and ask again");

/**
 * What pages may ask of a plug. A button that a page pressed stays down when that page goes away, and any page can let it go:
 * letting go by itself would be a gesture that nobody made, at 12 s a factory reset. Letting go is therefore never refused for
 * being too much.
 */
export class PageRequests {
  readonly #answer: Answerer;
  readonly #bucket: TokenBucket;
  #open = 0;

  constructor(answer: Answerer, pace: Clock) {
    this.#answer = answer;
    this.#bucket = new TokenBucket(pace, PER_SECOND, PER_SECOND);
  }

  async ask(request: Request, gone: AbortSignal): Promise<Answer> {
    if (!FOR_PAGES[request.do])
      return refusedAnswer("forbidden", `that is not for a page: use plugbench ctl ${request.do}`);
    const isBusy = this.#open >= MOST_OPEN || !this.#bucket.take();
    if (isBusy && request.do !== "release") return tooMany;
    this.#open += 1;
    try {
      return await this.#answer(request, gone);
    } catch (error) {
      return refusedAnswer("failed", (error as Error).message);
    } finally {
      this.#open -= 1;
    }
  }
}
