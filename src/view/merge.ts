import type { Change } from "./batch.ts";

/** Events told at once. */
export const MOST_EVENTS = 500;

/** Two changes as one. Of a flood of events the latest are told, and how many were before them. */
export function merge(a: Change, b: Change): Change {
  const events = [...a.events, ...b.events];
  const tooMany = Math.max(0, events.length - MOST_EVENTS);
  const missed = (a.missed ?? 0) + (b.missed ?? 0) + tooMany;
  return {
    ...a,
    ...b,
    ...((a.snapshot ?? b.snapshot) && { snapshot: { ...a.snapshot, ...b.snapshot } }),
    events: events.slice(tooMany),
    ...(missed > 0 && { missed }),
  };
}
