import { roundOf } from "../indicator/pattern.ts";
import type { Profile } from "../profiles/profile.ts";
import { type Millis, millis } from "../time.ts";

/** How long a plug of this make boots: as long as its boot pattern lasts. */
export function bootLength({ patterns }: Pick<Profile, "patterns">): Millis {
  const boot = patterns.boot.pattern;
  return millis(boot.kind === "steps" && boot.times !== "forever" ? roundOf(boot) * boot.times : 0);
}
