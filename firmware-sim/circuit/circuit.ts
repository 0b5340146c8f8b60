import type { PlugInput } from "../input/inputs.ts";
import type { Outlet } from "../profiles/profile.ts";
import { type Instant, NEVER } from "../time.ts";
import { type Air, ROOM } from "./body.ts";
import type { Heat } from "./heat.ts";
import type { Load } from "./load.ts";
import type { Loose } from "./loose.ts";
import { warm } from "./settle.ts";

/** What can be wrong with the plug's body, its socket, or what is plugged into it. */
export const CIRCUIT_FAULTS = ["overheat", "overload", "loose-connection", "welded-relay"] as const;
export type CircuitFault = (typeof CIRCUIT_FAULTS)[number];

/**
 * All that current flows through: the socket, the plug's body with its relay, and what is plugged into its outlet.
 * JSON-able, changed in place by stepCircuit().
 */
export interface Circuit {
  now: Instant;
  /** Of the make that is in place; null for one without an outlet: nothing can be attached to it. */
  outlet: Outlet | null;
  /** The plug is in a socket that has mains. */
  plugged: boolean;
  /** It sits loose there. */
  loose: Loose | null;
  /** Its electronics have run out of power in a dip. */
  sagging: boolean;
  sagsAt: Instant;
  /** Whether the plug wants the contact closed. */
  coil: boolean;
  welded: boolean;
  contact: boolean;
  load: Load | null;
  /** More is plugged in than the plug is made for. */
  surplus: boolean;
  /** When the load was given power; NEVER while it has none. */
  fedSince: Instant;
  /** W that flow through the outlet. */
  watts: number;
  /** When the load's curve changes next. */
  stepsAt: Instant;
  /** When what flows has been too much for too long; NEVER when it is not, or when that was told. */
  overAt: Instant;
  overTold: boolean;
  air: Air;
  /** Inside the plug. */
  heat: Heat;
  /** It passed the limit, and has not come down to where it counts as cool again. */
  hot: boolean;
  /** When it passes the other of the two limits. */
  turnsAt: Instant;
  /** W that the plug was last told of; -1 to tell it in any case. */
  told: number;
}

export type CircuitInput =
  /** The plug's electronics switch the relay. */
  | { readonly kind: "coil"; readonly closed: boolean }
  /** They start: whatever was told before is not known any more. */
  | { readonly kind: "plugOn" }
  /** Into a live socket, or out of it, which also reseats a loose plug. */
  | { readonly kind: "mains"; readonly on: boolean }
  /** In place of what was plugged in; null: nothing. See Load for what its numbers must be. */
  | { readonly kind: "attach"; readonly load: Load | null }
  | { readonly kind: "air"; readonly air: Air }
  /** `seed`, of a loose connection: a whole number from 0 to 2^32 - 1. */
  | { readonly kind: "raise"; readonly fault: CircuitFault; readonly seed: number }
  | { readonly kind: "clear"; readonly fault: CircuitFault }
  /** Another plug, cold, in the old one's place; its release limit is below its trip. */
  | { readonly kind: "replace"; readonly outlet: Outlet | null };

export type CircuitEffect =
  /** What the plug measures, while it has power. */
  | { readonly kind: "tell"; readonly input: PlugInput }
  /** What the real contact does. */
  | { readonly kind: "contact"; readonly closed: boolean }
  /** A dip lasted longer than the plug can bridge, or such a dip is over. */
  | { readonly kind: "supply"; readonly on: boolean };

export type CircuitSink = (effect: CircuitEffect) => void;

/** A plug in a live socket, at room temperature, with nothing plugged into it. */
export function newCircuit(outlet: Outlet | null, at: Instant): Circuit {
  const circuit: Circuit = {
    now: at,
    outlet,
    plugged: true,
    loose: null,
    sagging: false,
    sagsAt: NEVER,
    coil: false,
    welded: false,
    contact: false,
    load: null,
    surplus: false,
    fedSince: NEVER,
    watts: 0,
    stepsAt: NEVER,
    overAt: NEVER,
    overTold: false,
    air: "open",
    heat: { since: at, celsius: ROOM, settles: ROOM, tau: 1 },
    hot: false,
    turnsAt: NEVER,
    told: 0,
  };
  warm(circuit);
  return circuit;
}
