import { randomBytes } from "node:crypto";
import type { Writable } from "node:stream";
import { after, type Cancel, type Clock, type Instant, millis } from "../../firmware-sim/index.ts";
import type { Batch, Change } from "../view/batch.ts";
import type { Feed } from "../view/feed.ts";
import { merge } from "../view/merge.ts";
import { helloBytes } from "./hello.ts";
import { Reader } from "./reader.ts";
import { type Missed, Recent } from "./recent.ts";
import { message } from "./server-sent.ts";

/** No eye follows more than 20 batches a second; the lamp between them is computed by whoever looks. */
export const BATCH_EVERY = millis(50);
/** A write takes some 10 µs, and assumed ten times that on a small Raspberry Pi: no crowd may take more than a tenth of it. */
const FOR_EACH_READER = 1;
/** So that whoever looks notices a lost contact, and corrects its clock. */
export const HEARTBEAT = millis(5000);
export const MOST_READERS = 256;
/** For so long after the last one left, what happens is kept for one who comes back and had most of it. */
export const KEPT_FOR = millis(60_000);

interface BroadcastOptions {
  readonly feed: Feed;
  /** The plug's time. */
  readonly clock: Clock;
  /** The time in which people look. */
  readonly pace: Clock;
}

/**
 * Tells everyone who looks at a plug what is different. Each batch is encoded once and written once a reader; nothing of it
 * happens inside the plug's own step.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;
  /** Sequence numbers mean nothing to another run, nor after a time in which nobody looked. */
  #run = "";
  readonly #readers = new Set<Reader>();
  /** They get all there is with the next batch, for only then is nothing told twice. */
  readonly #newcomers = new Set<Reader>();
  #recent = new Recent();
  #pending: Change | undefined;
  #sentAt: Instant | undefined;
  #cancelNext: Cancel | undefined;
  #cancelHeartbeat: Cancel;
  /** Absent while nobody looks: then nothing is encoded, which would delay the plug's own messages. */
  #unlisten: Cancel | undefined;
  #lastLeft: Instant;

  constructor(options: BroadcastOptions) {
    this.#options = options;
    this.#lastLeft = options.pace.now();
    this.#cancelHeartbeat = this.#nextHeartbeat();
  }

  get isFull(): boolean {
    return this.#readers.size >= MOST_READERS;
  }

  /** Bytes that wait in this program for all readers together. */
  get waiting(): number {
    return [...this.#readers].reduce((sum, reader) => sum + reader.waiting, 0);
  }

  /** Takes a reader in, whose response, if it is one, has its head. `last`: the id of the latest batch it had, if it had any. */
  join(out: Writable, last: string | undefined): void {
    const reader = new Reader({
      out,
      pace: this.#options.pace,
      drained: (late) => this.#greet(late),
      gone: (left) => {
        this.#readers.delete(left);
        this.#newcomers.delete(left);
        this.#lastLeft = this.#options.pace.now();
      },
    });
    this.#listen();
    this.#readers.add(reader);
    const missed = this.#missedSince(last);
    if (missed === undefined) this.#greet(reader);
    else for (const bytes of missed) reader.take(bytes);
  }

  close(): void {
    this.#rest();
    this.#cancelHeartbeat();
    for (const reader of this.#readers) reader.end();
  }

  #listen(): void {
    if (this.#unlisten !== undefined) return;
    this.#run = randomBytes(6).toString("hex");
    this.#recent = new Recent();
    this.#unlisten = this.#options.feed.listen((change) => {
      this.#pending = this.#pending === undefined ? change : merge(this.#pending, change);
      this.#plan();
    });
  }

  #rest(): void {
    this.#unlisten?.();
    this.#unlisten = undefined;
    this.#cancelNext?.();
    this.#cancelNext = undefined;
    this.#pending = undefined;
  }

  #missedSince(last: string | undefined): Missed {
    const [run, number, ...more] = last?.split("-") ?? [];
    if (run !== this.#run || number === undefined || more.length > 0) return undefined;
    return this.#recent.since(Number(number));
  }

  #greet(reader: Reader): void {
    this.#newcomers.add(reader);
    this.#plan();
  }

  /** The first change after a silence goes out at once, but never in the tick of who made it. */
  #plan(): void {
    if (this.#cancelNext !== undefined) return;
    const { pace } = this.#options;
    const now = pace.now();
    const pause = millis(Math.max(BATCH_EVERY, this.#readers.size * FOR_EACH_READER));
    const due = this.#sentAt === undefined ? now : after(this.#sentAt, pause);
    this.#cancelNext = pace.wakeAt(due > now ? due : now, () => this.#send());
  }

  #send(): void {
    const { pace, clock, feed } = this.#options;
    this.#cancelNext = undefined;
    this.#sentAt = pace.now();
    const at = clock.now();
    if (this.#pending !== undefined) {
      const batch = this.#recent.add((number) => this.#encode({ at, change: this.#pending! }, number));
      this.#pending = undefined;
      for (const reader of this.#readers) if (!this.#newcomers.has(reader)) reader.take(batch);
    }
    if (this.#newcomers.size > 0) {
      const all = helloBytes(feed.hello(), (hello) => this.#encode({ at, hello }, this.#recent.latest));
      for (const reader of this.#newcomers) reader.take(all);
      this.#newcomers.clear();
    }
  }

  #nextHeartbeat(): Cancel {
    const { pace, clock } = this.#options;
    return pace.wakeAt(after(pace.now(), HEARTBEAT), () => {
      const beat = message({ at: clock.now() } satisfies Batch);
      for (const reader of this.#readers) if (!this.#newcomers.has(reader)) reader.take(beat);
      if (this.#readers.size === 0 && pace.now() - this.#lastLeft >= KEPT_FOR) this.#rest();
      this.#cancelHeartbeat = this.#nextHeartbeat();
    });
  }

  #encode = (batch: Batch, number: number): Buffer => message(batch, `${this.#run}-${number}`);
}
