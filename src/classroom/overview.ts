import type { ServerResponse } from "node:http";
import { after, type Cancel, type Clock, type Instant, millis } from "../../firmware-sim/index.ts";
import { HEARTBEAT } from "../web/broadcast.ts";
import { Reader } from "../web/reader.ts";
import { message } from "../web/server-sent.ts";
import { type Seat, toldSeat } from "./seat.ts";
import type { Told, ToldClass } from "./told.ts";

/** Ten times a second is soon enough for a wall; the lamps between are computed there. */
const TELL_EVERY = millis(100);
/** A teacher's desk, a projector, and some that forgot to close theirs. */
const MOST_READERS = 16;

interface OverviewOptions {
  readonly clock: Clock;
  readonly seats: () => readonly Seat[];
  readonly class: () => ToldClass;
}

/** Tells all plugs of a class in one stream. */
export class Overview {
  readonly #options: OverviewOptions;
  readonly #readers = new Set<Reader>();
  readonly #newcomers = new Set<Reader>();
  readonly #different = new Set<Seat>();
  #toldAt: Instant | undefined;
  #cancelNext: Cancel | undefined;
  #cancelHeartbeat: Cancel;

  constructor(options: OverviewOptions) {
    this.#options = options;
    this.#cancelHeartbeat = this.#nextHeartbeat();
  }

  get isFull(): boolean {
    return this.#readers.size >= MOST_READERS;
  }

  /** Something of it is different, or it is closed. */
  changed(seat: Seat): void {
    if (this.#readers.size === 0) return;
    this.#different.add(seat);
    this.#plan();
  }

  /** Takes a reader in whose response has its head. */
  join(out: ServerResponse): void {
    const reader = new Reader({
      out,
      pace: this.#options.clock,
      drained: (late) => this.#greet(late),
      gone: (left) => {
        this.#readers.delete(left);
        this.#newcomers.delete(left);
      },
    });
    this.#readers.add(reader);
    this.#greet(reader);
  }

  close(): void {
    this.#cancelNext?.();
    this.#cancelHeartbeat();
    for (const reader of this.#readers) reader.end();
  }

  #greet(reader: Reader): void {
    this.#newcomers.add(reader);
    this.#plan();
  }

  #plan(): void {
    if (this.#cancelNext !== undefined) return;
    const { clock } = this.#options;
    const due = this.#toldAt === undefined ? clock.now() : after(this.#toldAt, TELL_EVERY);
    this.#cancelNext = clock.wakeAt(due, () => this.#tell());
  }

  #tell(): void {
    const { clock, seats, class: room } = this.#options;
    this.#cancelNext = undefined;
    const at = clock.now();
    this.#toldAt = at;
    const here = new Set(seats());
    const different = [...this.#different];
    this.#different.clear();
    if (different.length > 0)
      this.#send({
        at,
        seats: different.filter((seat) => here.has(seat)).map(toldSeat),
        gone: different.filter((seat) => !here.has(seat)).map(({ id }) => id),
      });
    if (this.#newcomers.size === 0) return;
    const all = message({ at, all: { class: room(), seats: [...here].map(toldSeat) } } satisfies Told);
    for (const reader of this.#newcomers) reader.take(all);
    this.#newcomers.clear();
  }

  #send(told: Told): void {
    const bytes = message(told);
    for (const reader of this.#readers) if (!this.#newcomers.has(reader)) reader.take(bytes);
  }

  #nextHeartbeat(): Cancel {
    const { clock } = this.#options;
    return clock.wakeAt(after(clock.now(), HEARTBEAT), () => {
      this.#send({ at: clock.now() });
      this.#cancelHeartbeat = this.#nextHeartbeat();
    });
  }
}
