import { type Cancel, type Instant, instant } from "../../../firmware-sim/index.ts";
import { type Answer, type Request, readAnswer, refusedAnswer } from "../../control/protocol.ts";
import type { Batch } from "../../view/batch.ts";
import { Mirror } from "../../view/mirror.ts";
import type { BenchLink, Contact } from "./bench-link.ts";
import { ClockSync } from "./clock-sync.ts";
import { browser, type Means, type Stream } from "./means.ts";

/** The server says something every 5 s; twice that and a little is silence. */
const SILENCE = 12_000;
/** Between attempts: 1 s, then twice as long, up to this. */
const LONGEST_PAUSE = 15_000;
/** A request without a span of its own is answered within this, ms: the longest set-up there is, and more. */
const PATIENCE = 180_000;
/** No button must stay down for a packet that was lost, ms. */
const BUTTON_PATIENCE = 3000;
const CLOCK_PATIENCE = 5000;
const ROUND_TRIPS = 5;
/** Two quartz clocks part by some ms in so long. */
const CLOCK_EVERY = 60_000;
/** A message so much later than it was sent, ms, may mean that the clock is believed to be further than it is. */
const LATE = 1000;

const CONNECTING = "Connecting to the plug.";
const GONE = "The program that runs the plug does not answer. It is tried again by itself.";
const SILENT = "Nothing has been heard from the plug for a while. It is tried again by itself.";
const REFUSED =
  "This page has no right to the plug. Run “plugbench ctl page” where the plug runs, and open the address that it prints.";

/** A plug behind the server that this page came from. */
export class ServerLink implements BenchLink {
  contact: Contact = { is: "lost", why: CONNECTING };
  readonly #means: Means;
  readonly #clock = new ClockSync();
  readonly #listeners = new Set<() => void>();
  #mirror: Mirror | undefined;
  #token: string | null = null;
  #stream: Stream | undefined;
  #stopWaiting: Cancel = () => {};
  #failures = 0;
  /** Counts attempts, so that what an earlier one still brings is not taken for the latest. */
  #attempt = 0;
  #lastWord = 0;
  #measuring = false;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #stoodAt: Instant = instant(0);

  constructor(means: Means = browser) {
    this.#means = means;
  }

  /** Whether there has been something to show. */
  get opened(): boolean {
    return this.#mirror !== undefined;
  }

  get mirror(): Mirror {
    if (this.#mirror === undefined) throw new Error("nothing has been told of the plug yet");
    return this.#mirror;
  }

  /** Begins, and goes on by itself for as long as the page is there. */
  open(): void {
    const again = (): void => {
      this.#failures = 0;
      void this.#connect();
    };
    this.#means.onAddress(again);
    this.#means.onReturn(() => {
      if (this.contact.is === "live") void this.#measure();
      else again();
    });
    this.#watch();
    again();
  }

  now(): Instant {
    const { mirror, contact } = this;
    if (mirror.card.time === "stands") return mirror.at;
    return contact.is === "live" ? this.#told() : this.#stoodAt;
  }

  onUpdate(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async ask(request: Request): Promise<Answer> {
    const button = request.do === "press" || request.do === "release";
    const patience = button ? BUTTON_PATIENCE : PATIENCE + ("ms" in request ? request.ms : 0);
    try {
      const { status, text } = await this.#means.post("/api/ask", request, patience);
      if (status === 401) {
        this.#refuse();
        return refusedAnswer("unauthorized", REFUSED);
      }
      return readAnswer(text) ?? refusedAnswer("no_answer", GONE);
    } catch {
      return refusedAnswer("no_answer", GONE);
    }
  }

  async #connect(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#stopWaiting();
    this.#stream?.close();
    this.#stream = undefined;
    this.#token = this.#means.takeToken() ?? this.#token;
    const may = this.#token === null ? await this.#mayListen() : await this.#session(this.#token);
    if (attempt !== this.#attempt) return;
    if (may === "no") return this.#refuse();
    if (may === "nobody") return this.#pause(GONE);
    this.#token = null;
    this.#listen(attempt);
  }

  async #status(path: string, body: unknown): Promise<number> {
    try {
      return (await this.#means.post(path, body, CLOCK_PATIENCE)).status;
    } catch {
      return 0;
    }
  }

  async #session(token: string): Promise<"yes" | "no" | "nobody"> {
    return verdict(await this.#status("/api/session", { token }));
  }

  /** A stream does not tell why it was refused; a question does. */
  async #mayListen(): Promise<"yes" | "no" | "nobody"> {
    return verdict(await this.#status("/api/clock", {}));
  }

  #listen(attempt: number): void {
    this.#lastWord = this.#means.now();
    this.#stream = this.#means.stream("/api/events", {
      opened: () => {
        this.#lastWord = this.#means.now();
      },
      message: (data) => {
        if (attempt === this.#attempt) this.#take(JSON.parse(data) as Batch);
      },
      failed: () => {
        if (attempt !== this.#attempt) return;
        if (this.#stream?.retries) this.#lose(GONE);
        else this.#pause(GONE);
      },
    });
  }

  #take(batch: Batch): void {
    const received = this.#means.now();
    const { at, hello } = batch;
    this.#lastWord = received;
    this.#failures = 0;
    if (hello !== undefined) this.#clock.restart(at, received);
    const late = this.#clock.heard(at, received);
    if (this.#mirror !== undefined) this.#mirror.apply(batch);
    else if (hello !== undefined) this.#mirror = new Mirror(hello, at);
    else return;
    const wasLost = this.contact.is !== "live";
    this.contact = { is: "live" };
    if (wasLost || late < 0 || late > LATE) {
      this.#clock.forget();
      void this.#measure();
    }
    this.#tell();
  }

  /** Notices silence, and measures the clock now and then; both late after a sleep, which is soon enough. */
  #watch(): void {
    this.#means.wakeIn(1000, () => {
      this.#watch();
      const now = this.#means.now();
      if (this.contact.is !== "live") return;
      if (now - this.#lastWord > SILENCE) this.#pause(SILENT);
      else if (now - this.#measuredAt > CLOCK_EVERY) void this.#measure();
    });
  }

  async #measure(): Promise<void> {
    if (this.#measuring || this.#mirror?.card.time === "stands") return;
    this.#measuring = true;
    this.#measuredAt = this.#means.now();
    const attempt = this.#attempt;
    try {
      for (let i = 0; i < ROUND_TRIPS && attempt === this.#attempt; i++) {
        const sent = this.#means.now();
        const { status, text } = await this.#means.post("/api/clock", {}, CLOCK_PATIENCE);
        const received = this.#means.now();
        if (status !== 200) break;
        const { at } = JSON.parse(text) as { at: number };
        this.#clock.measured({ sent, received, at });
      }
    } catch {
      // The stream notices by itself when nobody is there.
    } finally {
      this.#measuring = false;
    }
    if (this.contact.is !== "live") return;
    if (attempt === this.#attempt) this.#tell();
    else void this.#measure();
  }

  #told(): Instant {
    return instant(Math.floor(this.#clock.at(this.#means.now())));
  }

  #lose(why: string): void {
    if (this.contact.is === "live") this.#stoodAt = this.#told();
    this.contact = { is: "lost", why };
    this.#tell();
  }

  #pause(why: string): void {
    this.#stream?.close();
    this.#stream = undefined;
    const pause = Math.min(1000 * 2 ** this.#failures, LONGEST_PAUSE);
    this.#failures += 1;
    this.#stopWaiting();
    this.#stopWaiting = this.#means.wakeIn(pause, () => void this.#connect());
    this.#lose(why);
  }

  #refuse(): void {
    this.#attempt += 1;
    this.#stopWaiting();
    this.#stream?.close();
    this.#stream = undefined;
    this.#token = null;
    if (this.contact.is === "live") this.#stoodAt = this.#told();
    this.contact = { is: "refused", why: REFUSED };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** 401: not with this token; 403: not from this address. */
function verdict(status: number): "yes" | "no" | "nobody" {
  if (status === 401 || status === 403) return "no";
  return status >= 200 && status < 300 ? "yes" : "nobody";
}
