import type { Instant, Profile } from "../../firmware-sim/index.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import type { States } from "../runtime/world.ts";
import type { Batch, BenchEvent, Card, Hello } from "./batch.ts";

/** Events kept; a plug that is played with makes some 20 a minute. */
const KEPT = 5000;

/** A plug as far as it was told, at whoever looks on. */
export class Mirror {
  card: Card;
  profile: Profile;
  snapshot: Snapshot;
  states: States;
  /** Oldest first. */
  events: readonly BenchEvent[];
  /** The plug's time at the latest batch. */
  at: Instant;

  constructor(hello: Hello, at: Instant) {
    ({
      card: this.card,
      profile: this.profile,
      snapshot: this.snapshot,
      states: this.states,
      events: this.events,
    } = hello);
    this.at = at;
  }

  apply({ at, hello, change }: Batch): void {
    this.at = at;
    if (hello !== undefined) {
      const { card, profile, snapshot, states, events } = hello;
      const first = events[0]?.at ?? at;
      // What was seen before the contact was lost stays to be scrolled back to, unless it is of another run.
      const earlier = card.id === this.card.id ? this.events.filter((event) => event.at < first) : [];
      Object.assign(this, { card, profile, snapshot, states, events: bounded([...earlier, ...events]) });
    }
    if (change === undefined) return;
    this.profile = change.profile ?? this.profile;
    this.snapshot = { ...this.snapshot, ...change.snapshot };
    this.states = change.states ?? this.states;
    if (change.events.length > 0) this.events = bounded([...this.events, ...change.events]);
  }
}

const bounded = (events: readonly BenchEvent[]): readonly BenchEvent[] => events.slice(-KEPT);
