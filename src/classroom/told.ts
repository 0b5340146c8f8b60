import type { Instant, LedPattern } from "../../firmware-sim/index.ts";

/** What everyone before the overview sees of one plug. */
export interface ToldSeat {
  /** Of the plug, unique. */
  readonly id: string;
  /** Whoever sits there. */
  readonly name: string;
  /** Somebody looks at its page. */
  readonly present: boolean;
  /** In plain words. */
  readonly lifecycle: string;
  /** null: it has no power. */
  readonly lamp: { readonly pattern: LedPattern; readonly since: Instant } | null;
  /** The light in words, and why, when it is dark. */
  readonly light: string;
  /** A hold that counts, since when; null for none. */
  readonly heldSince: Instant | null;
  /** null: its make has no outlet. */
  readonly outlet: "on" | "off" | null;
}

/** How to come in. */
export interface ToldClass {
  readonly code: string;
  /** http://HOST:PORT/class */
  readonly addresses: readonly string[];
}

/** One message to the overview. */
export interface Told {
  /** The plugs' now as it was sent. */
  readonly at: Instant;
  /** Everything: for whoever begins to look. */
  readonly all?: { readonly class: ToldClass; readonly seats: readonly ToldSeat[] };
  /** What is different. */
  readonly seats?: readonly ToldSeat[];
  /** Ids of plugs that are closed. */
  readonly gone?: readonly string[];
}
