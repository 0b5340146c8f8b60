import type { Profile } from "../../../firmware-sim/index.ts";
import type { Flip } from "../verdict.ts";
import { endsOf } from "./ends.ts";
import { numbersOf, type ProfileNumber } from "./numbers.ts";

/** Whether the procedure passes on a plug of this profile. */
export type Passes = (profile: Profile) => Promise<boolean>;

/**
 * Where the verdict turns while one number is moved within its bounds, to the ms: for each number that is not documented and
 * each way it can go, the first value with which it is not `now` any more. A verdict that turns twice is not noticed.
 */
export async function flipsOf(profile: Profile, now: boolean, passes: Passes): Promise<readonly Flip[]> {
  const flips: Flip[] = [];
  for (const number of numbersOf(profile)) {
    for (const end of endsOf(number)) {
      if ((await passes(end.profile)) === now) continue;
      const { place, value, unit, basis } = number;
      flips.push({ place, now: value, at: await turn(number, end.value, now, passes), unit, basis });
    }
  }
  return flips;
}

/** The value nearest to the present one with which the verdict is another; `end` is one. */
async function turn(number: ProfileNumber, end: number, now: boolean, passes: Passes): Promise<number> {
  let [same, other] = [number.value, end];
  while (Math.abs(other - same) > 1) {
    const value = Math.trunc((same + other) / 2);
    // Between two values that are legal every one is.
    const profile = number.with(value)!;
    if ((await passes(profile)) === now) same = value;
    else other = value;
  }
  return other;
}
