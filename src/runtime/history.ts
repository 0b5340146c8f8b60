import {
  type Clock,
  type Instant,
  lineOf,
  type TraceRecord,
  type TraceSink,
} from "../../firmware-sim/index.ts";
import { Ring } from "./history-ring.ts";

/** Trace records kept. */
const TRACE = 200;
/** Notes kept of each topic: what comes in floods drives out nothing else. */
const NOTES = 50;
/** Trace lines are given out up to so many characters: a record may carry 256 topics of 256 characters. */
const LONGEST_LINES = 128 * 1024;
/** What may stand under these names in a record is a secret, or opens one. */
const SECRETS = ["key", "password", "salt"];

/** In the plug's time, ms, and on the wall, ISO 8601. */
export interface Moment {
  readonly at: Instant;
  readonly wall: string;
}

/** Something that happened. */
export interface Note extends Moment {
  /** One word. */
  readonly topic: string;
  /** For people. */
  readonly text: string;
  /** For programs; JSON-able. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What happened lately to a plug: bounded, and without a word formatted before it is asked for. */
export class History {
  readonly began: Moment;
  readonly #clock: Clock;
  readonly #wall: () => Date;
  readonly #trace = new Ring<TraceRecord>(TRACE);
  readonly #notes = new Map<string, Ring<Note & { readonly order: number }>>();
  #order = 0;

  constructor(clock: Clock, wall: () => Date) {
    this.#clock = clock;
    this.#wall = wall;
    this.began = this.now();
  }

  now(): Moment {
    return { at: this.#clock.now(), wall: this.#wall().toISOString() };
  }

  /** For the host: keeps the record as it is. */
  readonly trace: TraceSink = (record) => this.#trace.add(record);

  note(topic: string, text: string, details: Note["details"] = {}): void {
    let ring = this.#notes.get(topic);
    if (ring === undefined) this.#notes.set(topic, (ring = new Ring(NOTES)));
    ring.add({ ...this.now(), topic, text, details, order: this.#order++ });
  }

  /** What is kept of every topic, in the order in which it happened. */
  notes(): readonly Note[] {
    return [...this.#notes.values()]
      .flatMap((ring) => ring.list())
      .sort((a, b) => a.order - b.order)
      .map(({ order: _, ...note }) => note);
  }

  /** How many notes there ever were, by topic. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#notes].map(([topic, ring]) => [topic, ring.total]));
  }

  /** How many trace records there ever were. */
  get traced(): number {
    return this.#trace.total;
  }

  /** The last trace records in their one written form, secrets replaced by ***. */
  lines(): readonly string[] {
    const lines = this.#trace.list().map((record) => lineOf(redacted(record)));
    let room = LONGEST_LINES;
    const first = lines.findLastIndex((line) => (room -= line.length) < 0);
    return lines.slice(first + 1);
  }
}

const redacted = (record: TraceRecord): TraceRecord =>
  JSON.parse(JSON.stringify(record, (name, value) => (SECRETS.includes(name) ? "***" : value)));
