import {
  type Cancel,
  changeAfter,
  type Instant,
  type LedPattern,
  NEVER,
} from "../../../firmware-sim/index.ts";

/** A pattern that lasts longer is looked at again meanwhile, ms: a timer counts to 2^31 at most. */
const LONGEST_WAIT = 60_000;

/** Wakes when a pattern begins or next changes, if it ever does. */
export function atChange(
  { pattern, since }: { readonly pattern: LedPattern; readonly since: Instant },
  now: Instant,
  wake: () => void,
): Cancel {
  const next = since > now ? since : changeAfter(pattern, since, now);
  if (next === NEVER) return () => {};
  const timer = setTimeout(wake, Math.min(Math.max(1, next - now), LONGEST_WAIT));
  return () => clearTimeout(timer);
}
