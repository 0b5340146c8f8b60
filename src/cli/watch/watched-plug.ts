import { type Instant, instant } from "../../../firmware-sim/index.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import type { Batch, BenchEvent, Hello } from "../../view/batch.ts";
import { Mirror } from "../../view/mirror.ts";
import type { Scene } from "../live/live.ts";

/** A plug in another process, as far as it was told. */
export class WatchedPlug implements Scene {
  readonly mirror: Mirror;
  #heard = systemClock.now();
  readonly #takers = new Set<() => void>();

  constructor(hello: Hello, at: Instant) {
    this.mirror = new Mirror(hello, at);
  }

  now = (): Instant => {
    const { at, card } = this.mirror;
    return card.time === "stands" ? at : instant(at + systemClock.now() - this.#heard);
  };

  onChange(taker: () => void): () => void {
    this.#takers.add(taker);
    return () => this.#takers.delete(taker);
  }

  /** Returns what happened that was not known yet. */
  apply(batch: Batch): readonly BenchEvent[] {
    const { at } = this.mirror;
    this.mirror.apply(batch);
    this.#heard = systemClock.now();
    for (const taker of this.#takers) taker();
    return batch.hello?.events.filter((event) => event.at > at) ?? batch.change?.events ?? [];
  }
}
