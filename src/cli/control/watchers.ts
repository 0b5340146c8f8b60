import type { Socket } from "node:net";
import type { Clock } from "../../../firmware-sim/index.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import type { Feed } from "../../view/feed.ts";
import { Broadcast } from "../../web/broadcast.ts";

/** Terminals that look on at once. */
export const MOST_WATCHERS = 8;

/** Visitors of the control socket that are told what changes until they leave. */
export class Watchers {
  readonly #feed: Feed;
  readonly #clock: Clock;
  /** One each, so that nothing is encoded for nobody. */
  readonly #broadcasts = new Set<Broadcast>();

  constructor(feed: Feed, clock: Clock) {
    this.#feed = feed;
    this.#clock = clock;
  }

  /** false: there are too many already. */
  take(socket: Socket): boolean {
    if (this.#broadcasts.size >= MOST_WATCHERS) return false;
    const broadcast = new Broadcast({ feed: this.#feed, clock: this.#clock, pace: systemClock });
    this.#broadcasts.add(broadcast);
    socket.once("close", () => {
      this.#broadcasts.delete(broadcast);
      broadcast.close();
    });
    // Whatever it says is let pass; that it leaves is noticed.
    socket.resume();
    broadcast.join(socket, undefined);
    return true;
  }

  close(): void {
    for (const broadcast of this.#broadcasts) broadcast.close();
  }
}
