import { type Cancel, type Instant, instant } from "../../../firmware-sim/index.ts";
import type { Told, ToldClass, ToldSeat } from "../../classroom/told.ts";
import { browser } from "../link/means.ts";

/** ms. */
const PATIENCE = 10_000;
/** Between attempts. */
const PAUSE = 3000;

const LOST = "The classroom's program does not answer. It is tried again by itself.";
const NO_KEY =
  "This page has no right to the overview. Open the bench page's address as run printed it, and then this page again.";

/** All plugs of a class, as far as they were told. */
export class OverviewLink {
  class: ToldClass | undefined;
  /** In the order in which they joined. */
  seats: readonly ToldSeat[] = [];
  /** What keeps it from being told; "" for nothing. */
  trouble = "";
  readonly #listeners = new Set<() => void>();
  /** From this page's clock to the plugs': of the message that took the shortest way. */
  #ahead = Number.NEGATIVE_INFINITY;

  /** Begins, and goes on by itself. */
  async open(): Promise<void> {
    const token = browser.takeToken();
    try {
      if (token !== null) await browser.post("/api/session", { token }, PATIENCE);
      const { status } = await browser.post("/api/clock", {}, PATIENCE);
      if (status === 401 || status === 403) return this.#lose(NO_KEY);
      this.#listen();
    } catch {
      this.#again();
    }
  }

  /** The plugs' now. */
  now(): Instant {
    return instant(Math.floor(browser.now() + (Number.isFinite(this.#ahead) ? this.#ahead : 0)));
  }

  onUpdate(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #listen(): void {
    const stream = browser.stream("/api/class/events", {
      opened: () => {
        this.#ahead = Number.NEGATIVE_INFINITY;
        this.trouble = "";
      },
      message: (data) => this.#take(JSON.parse(data) as Told),
      failed: () => {
        if (stream.retries) return this.#lose(LOST);
        stream.close();
        this.#again();
      },
    });
  }

  #take({ at, all, seats = [], gone = [] }: Told): void {
    this.#ahead = Math.max(this.#ahead, at - browser.now());
    if (all !== undefined) ({ class: this.class, seats: this.seats } = all);
    if (seats.length > 0 || gone.length > 0) {
      const byId = new Map(this.seats.map((seat) => [seat.id, seat]));
      for (const seat of seats) byId.set(seat.id, seat);
      for (const id of gone) byId.delete(id);
      this.seats = [...byId.values()];
    }
    this.#tell();
  }

  #again(): void {
    browser.wakeIn(PAUSE, () => void this.open());
    this.#lose(LOST);
  }

  #lose(why: string): void {
    this.trouble = why;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
