import { type Instant, type Millis, NEVER } from "../time.ts";

/**
 * The button's contact, debounced. A press counts at its leading edge. A release counts when it has been
 * stable, and is dated to the first edge up of its burst, so that neither bounce nor a short drop-out
 * bends the length of a hold.
 */
export interface Contact {
  /** The debounced level. */
  down: boolean;
  /** The raw level of the last edge. */
  raw: boolean;
  lastEdgeAt: Instant;
  /** First edge up of the burst that goes on now; NEVER when there is none. */
  burstUpAt: Instant;
}

export const contactAt = (down: boolean, at: Instant): Contact => ({
  down,
  raw: down,
  lastEdgeAt: at,
  burstUpAt: NEVER,
});

/** What an edge means: a press, a release that waits to be stable, that release refuted, or nothing new. */
export type EdgeMeaning = "press" | "releasing" | "refuted" | "nothing";

export function takeEdge(contact: Contact, down: boolean, at: Instant, debounce: Millis): EdgeMeaning {
  if (down === contact.raw) return "nothing";
  const sameBurst = at - contact.lastEdgeAt < debounce;
  contact.raw = down;
  contact.lastEdgeAt = at;
  if (down) {
    if (contact.down) return "refuted";
    contact.down = true;
    contact.burstUpAt = NEVER;
    return "press";
  }
  if (!sameBurst || contact.burstUpAt === NEVER) contact.burstUpAt = at;
  return "releasing";
}

/** The pending release has been stable: it counts, and this is when it happened. */
export function settle(contact: Contact): Instant {
  const releasedAt = contact.burstUpAt;
  contact.down = false;
  contact.burstUpAt = NEVER;
  return releasedAt;
}
