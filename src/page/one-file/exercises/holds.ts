import type { Instant, Profile, Rung } from "../../../../firmware-sim/index.ts";
import { ACTION } from "../../../runtime/words.ts";
import type { Seen } from "./exercise.ts";

/** A hold of the Action button that is over, or has led to a reset. */
export interface Hold {
  /** ms; up to the reset, if that came with the button still down. */
  readonly for: number;
  readonly reset: boolean;
}

/** A reset that begins this long after the release, ms, has come of it: longer than any make takes to confirm a release. */
const OF_IT = 1000;
/** A plug that is off, starts or resets does not look at its button. */
const BLIND: readonly string[] = ["off", "booting", "resetting"];

/** What came of each hold, oldest first. */
export function holdsIn({
  events,
  lifecycleBefore,
}: Pick<Seen, "events" | "lifecycleBefore">): readonly Hold[] {
  const holds: Hold[] = [];
  let from: Instant | null = null;
  let upAt: Instant | null = null;
  let blind = BLIND.includes(lifecycleBefore);
  for (const event of events) {
    if (event.kind === "button" && event.button === ACTION) {
      if (event.down) from = blind ? null : event.at;
      else if (from !== null) {
        holds.push({ for: event.at - from, reset: false });
        from = null;
        upAt = event.at;
      }
    } else if (event.kind === "lifecycle") {
      blind = BLIND.includes(event.state);
      if (!blind) continue;
      const resets = event.state === "resetting";
      if (from !== null) {
        if (resets) holds.push({ for: event.at - from, reset: true });
      } else if (resets && upAt !== null && event.at - upAt <= OF_IT) {
        holds.push({ ...holds.pop()!, reset: true });
      }
      // Whatever else ended it: the power was cut while it was held.
      from = null;
      upAt = null;
    }
  }
  return holds;
}

/** The lowest step of the hold at which this make resets by itself or on letting go; undefined when it has none. */
export const firstReset = ({ rungs }: Profile): Rung | undefined =>
  rungs.find(({ reset }) => reset !== null && reset.when !== "confirmed");
