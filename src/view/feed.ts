import type { Cancel, Clock, Instant } from "../../firmware-sim/index.ts";
import { Ring } from "../runtime/history-ring.ts";
import type { Host } from "../runtime/host.ts";
import { same } from "../runtime/same.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { ACTION } from "../runtime/words.ts";
import type { States } from "../runtime/world.ts";
import type { BenchEvent, Card, Change, Hello, Published } from "./batch.ts";
import { entryOf } from "./story.ts";

/** Kept for whoever begins to look. Messages come in floods, which drive out nothing else. */
const KEPT = { messages: 200, others: 300 };
export const LONGEST_PAYLOAD = 2048;

export type ChangeTaker = (change: Change, at: Instant) => void;
type Happened = BenchEvent extends infer E ? (E extends BenchEvent ? Omit<E, "at"> : never) : never;

interface Kept {
  readonly event: BenchEvent;
  readonly order: number;
}

interface FeedOptions {
  readonly host: Host;
  readonly clock: Clock;
  readonly card: Card;
}

/** Tells whoever looks on what is different, as it happens; and all of it to whoever begins. Make it before the host starts. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #takers = new Set<ChangeTaker>();
  readonly #messages = new Ring<Kept>(KEPT.messages);
  readonly #others = new Ring<Kept>(KEPT.others);
  #order = 0;
  readonly #ends: readonly Cancel[];
  #toldStates: States | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    const { host } = options;
    this.#ends = [
      host.onReport((report) => {
        const entry = entryOf(report, host.profile);
        if (entry === undefined) return;
        const { level, event, text } = entry;
        this.#tell({ events: [this.#dated({ kind: "said", level, event, text })] });
      }),
      host.onChange((now, before) => this.#changed(now, now === before ? undefined : before)),
      // Some steps of the chart change nothing that a snapshot has.
      host.onSettled(() => {
        if (this.#takers.size === 0) return;
        const { states } = host;
        if (!same(states, this.#toldStates)) this.#tell({ states, events: [] });
      }),
    ];
  }

  get card(): Card {
    return this.#options.card;
  }

  /** Only after the host's start. */
  hello(): Hello {
    const { host, card } = this.#options;
    const { profile, snapshot, states } = host;
    this.#toldStates = states;
    return { card, profile, snapshot, states, events: this.#kept() };
  }

  /** A message went out. */
  published({ topic, payload, retain }: Published): void {
    this.#tell({
      events: [this.#dated({ kind: "mqtt", topic, payload: payload.slice(0, LONGEST_PAYLOAD), retain })],
    });
  }

  listen(taker: ChangeTaker): Cancel {
    this.#takers.add(taker);
    return () => this.#takers.delete(taker);
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#takers.clear();
  }

  #dated = (happened: Happened): BenchEvent => ({ at: this.#options.clock.now(), ...happened }) as BenchEvent;

  #changed(now: Snapshot, before: Snapshot | undefined): void {
    const { host } = this.#options;
    const events = happenedBetween(now, before).map(this.#dated);
    // A plug that nobody looks at has better things to do.
    if (this.#takers.size === 0) {
      this.#tell({ events });
      return;
    }
    const different = Object.entries(now).filter(
      ([name, value]) => value !== before?.[name as keyof Snapshot],
    );
    this.#tell({
      ...(now.profile.id !== before?.profile.id && { profile: host.profile }),
      snapshot: Object.fromEntries(different),
      states: host.states,
      events,
    });
  }

  #kept(): readonly BenchEvent[] {
    return [...this.#messages.list(), ...this.#others.list()]
      .sort((a, b) => a.order - b.order)
      .map(({ event }) => event);
  }

  #tell(change: Change): void {
    this.#toldStates = change.states ?? this.#toldStates;
    for (const event of change.events)
      (event.kind === "mqtt" ? this.#messages : this.#others).add({ event, order: this.#order++ });
    const at = this.#options.clock.now();
    for (const taker of this.#takers) taker(change, at);
  }
}

function happenedBetween(now: Snapshot, before: Snapshot | undefined): readonly Happened[] {
  const differs = (look: (snapshot: Snapshot) => unknown): boolean =>
    before === undefined || look(now) !== look(before);
  const happened: Happened[] = [];
  if (differs(({ board }) => board)) happened.push({ kind: "board", online: now.board === "online" });
  if (differs(({ power }) => power)) happened.push({ kind: "power", on: now.power === "on" });
  if (differs(({ button }) => button))
    happened.push({ kind: "button", button: ACTION, down: now.button === "down" });
  for (const button of now.otherButtons)
    if (!before?.otherButtons.includes(button)) happened.push({ kind: "button", button, down: true });
  for (const button of before?.otherButtons ?? [])
    if (!now.otherButtons.includes(button)) happened.push({ kind: "button", button, down: false });
  if (differs(({ lifecycle }) => lifecycle)) happened.push({ kind: "lifecycle", state: now.lifecycle });
  if (differs(({ led }) => led.name) || differs(({ led }) => led.since)) {
    const { name, pattern, since } = now.led;
    happened.push({ kind: "lamp", name, pattern, since });
  }
  if (differs(({ relay }) => relay.closed))
    happened.push({ kind: "outlet", on: now.relay.closed, source: now.relay.source });
  return happened;
}
