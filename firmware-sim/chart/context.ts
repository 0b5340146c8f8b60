import type { Effect, Sink } from "../effects.ts";
import type { PlugInput } from "../input/inputs.ts";
import type { Plug } from "../plug.ts";
import { after, type Instant, type Millis, NEVER } from "../time.ts";
import type { TraceSink } from "../trace.ts";
import type { Firmware } from "./compile.ts";
import { WIPING } from "./places.ts";
import { EVENT, type EventId, type Place, type TimerId } from "./row.ts";

/** Most steps raise nothing: they share this one. */
const NONE: EventId[] = [];

/** What guards and actions see of one step. */
export class Context {
  readonly firmware: Firmware;
  readonly plug: Plug;
  readonly sink: Sink;
  readonly trace: TraceSink | undefined;
  /** Events that wait for the one in hand to be finished. */
  queue: EventId[] = NONE;
  /** How many of them have had their turn. */
  taken = 0;
  /** The input in hand; null while a deadline fires. */
  input: PlugInput | null = null;
  event: EventId = EVENT.powered;
  /** The region whose row is in hand. */
  region = 0;
  /** A region changed its state since the lamp was last derived. */
  moved = false;

  constructor(firmware: Firmware, plug: Plug, sink: Sink, trace: TraceSink | undefined) {
    this.firmware = firmware;
    this.plug = plug;
    this.sink = sink;
    this.trace = trace;
  }

  emit(effect: Effect): void {
    this.trace?.({ at: this.plug.now, kind: "effect", effect });
    this.sink(effect);
  }

  raise(event: EventId): void {
    if (this.queue === NONE) this.queue = [event];
    else this.queue.push(event);
  }

  is({ region, state }: Place): boolean {
    return this.plug.states[region] === state;
  }

  /** Starts `timer` anew, `span` ms from now or for its own length. */
  start(timer: TimerId, span?: Millis): void {
    this.plug.deadlines[timer] = after(this.plug.now, span ?? this.firmware.spans[timer]!);
  }

  startAt(timer: TimerId, at: Instant): void {
    this.plug.deadlines[timer] = at;
  }

  stop(timer: TimerId): void {
    this.plug.deadlines[timer] = NEVER;
  }

  runs(timer: TimerId): boolean {
    return this.plug.deadlines[timer] !== NEVER;
  }

  /**
   * Asks the store to keep `plug.nvm`, and returns the ticket it will be acknowledged by. During a wipe nothing is
   * asked, so that its ticket stays the newest: the record that follows it has the change.
   */
  save(): number {
    if (this.is(WIPING)) return this.plug.ticket;
    const ticket = ++this.plug.ticket;
    this.emit({ kind: "save", ticket, record: this.plug.nvm });
    return ticket;
  }

  /** Asks the store to erase what is kept outside the record, and returns the ticket it will be acknowledged by. */
  wipe(): number {
    const ticket = ++this.plug.ticket;
    this.emit({ kind: "wipe", ticket });
    return ticket;
  }

  /** The input in hand, known to be of this kind because only that kind leads to the caller's row. */
  as<K extends PlugInput["kind"]>(_kind: K): Extract<PlugInput, { kind: K }> {
    return this.input as Extract<PlugInput, { kind: K }>;
  }
}
