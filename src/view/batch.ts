import type { PinMap } from "../../board/pins/pin-map.ts";
import type { BoardName } from "../../board/port.ts";
import type { Instant, LedPattern, Profile, Source } from "../../firmware-sim/index.ts";
import type { Level } from "../log.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import type { States } from "../runtime/world.ts";

/** What does not change while the plug runs. */
export interface Card {
  readonly id: string;
  readonly serial: string;
  /** Of this program, x.y.z. */
  readonly version: string;
  readonly board: BoardName;
  /** How the board is wired; null for one without pins. */
  readonly pins: PinMap | null;
  /** Address of the broker, for people; null when the plug runs without one. */
  readonly broker: string | null;
  /** "stands": the plug's time passes only when it is let pass. */
  readonly time: "goes" | "stands";
  /** Whether the button can be pressed from here: a board's real one only where that is allowed. */
  readonly mayPress: boolean;
}

/** Something that happened, in the plug's time. */
export type BenchEvent = { readonly at: Instant } & (
  | { readonly kind: "lamp"; readonly name: string; readonly pattern: LedPattern; readonly since: Instant }
  /** `button`: "action", or one of the make's others. */
  | { readonly kind: "button"; readonly button: string; readonly down: boolean }
  | { readonly kind: "outlet"; readonly on: boolean; readonly source: Source }
  | { readonly kind: "power"; readonly on: boolean }
  | { readonly kind: "board"; readonly online: boolean }
  | { readonly kind: "lifecycle"; readonly state: string }
  /** A sentence for people. */
  | { readonly kind: "said"; readonly level: Level; readonly event: string; readonly text: string }
  | ({ readonly kind: "mqtt" } & Published)
);

/** A message of the plug or of its bench as it went out. */
export interface Published {
  readonly topic: string;
  /** At most LONGEST_PAYLOAD characters of it. */
  readonly payload: string;
  readonly retain: boolean;
}

/** Everything, for whoever begins to look. */
export interface Hello {
  readonly card: Card;
  /** Of the plug that is in place. */
  readonly profile: Profile;
  readonly snapshot: Snapshot;
  readonly states: States;
  /** The latest, oldest first. */
  readonly events: readonly BenchEvent[];
}

/** What is different; a key of the snapshot is told whole. */
export interface Change {
  /** Another plug is in the place. */
  readonly profile?: Profile;
  readonly snapshot?: Partial<Snapshot>;
  readonly states?: States;
  /** In the order in which they happened. */
  readonly events: readonly BenchEvent[];
  /** So many more events happened than are told. */
  readonly missed?: number;
}

/** One message to whoever looks on. */
export interface Batch {
  /** The plug's now as it was sent. */
  readonly at: Instant;
  readonly hello?: Hello;
  readonly change?: Change;
}
