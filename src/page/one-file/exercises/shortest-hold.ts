import type { Profile } from "../../../../firmware-sim/index.ts";
import { spanText } from "../../../config/duration.ts";
import type { Exercise, Seen } from "./exercise.ts";
import { firstReset, holdsIn } from "./holds.ts";

/** So close, ms, must the two holds come that the limit lies between: nearer, a hand would need a stopwatch. */
const CLOSE = 2000;

interface Bounds {
  /** The longest hold that did not reset, ms; 0 when there was none. */
  readonly without: number;
  /** The shortest that did; null when there was none. */
  readonly reset: number | null;
}

function boundsOf(seen: Seen): Bounds {
  const holds = holdsIn(seen);
  const reset = Math.min(...holds.filter((hold) => hold.reset).map((hold) => hold.for));
  const without = Math.max(0, ...holds.filter((hold) => !hold.reset).map((hold) => hold.for));
  return { without, reset: Number.isFinite(reset) ? reset : null };
}

const isClose = ({ without, reset }: Bounds): boolean =>
  reset !== null && without > 0 && reset - without <= CLOSE;

const tenths = (span: number): string => `${(span / 1000).toFixed(1)} s`;

/** null for a make that no hold resets. */
export function shortestHold(profile: Profile): Exercise | null {
  const rung = firstReset(profile);
  if (rung === undefined) return null;
  return {
    name: "shortest-hold",
    title: "Find the shortest hold that resets",
    goal: "How long must the Action button be held? Close in on it from both sides.",
    hint: "Each hold that resets tells you an upper limit, each one that does not a lower one. Try half way between the two, and watch how the lamp changes on the way.",
    steps: [
      {
        text: `Bring a hold that resets and one that does not within ${spanText(CLOSE)} of each other.`,
        isDone: (seen) => isClose(boundsOf(seen)),
      },
    ],
    soFar: (seen) => {
      const { without, reset } = boundsOf(seen);
      return `Longest without a reset: ${without === 0 ? "none yet" : tenths(without)}. Shortest with one: ${reset === null ? "none yet" : tenths(reset)}.`;
    },
    found: (seen) => {
      const { without, reset } = boundsOf(seen);
      const when = rung.reset!.when === "released" ? "once it is let go" : "with the button still down";
      return `It lies between ${tenths(without)} and ${tenths(reset!)}. This bench's ${profile.name} resets from ${spanText(rung.at)} on, ${when} (${rung.basis}: ${rung.source}).`;
    },
  };
}
