import type { Profile } from "../../../firmware-sim/index.ts";
import type { ProfileNumber } from "./numbers.ts";

/** A profile in which one number is another one. */
export interface Variant {
  readonly value: number;
  readonly profile: Profile;
}

/** As far down and as far up as a number may go within its bounds and with the rest of its profile; none where it cannot move. */
export const endsOf = (number: ProfileNumber): readonly Variant[] =>
  number.between.flatMap((end) => {
    const profile = number.with(end);
    const found = profile === null ? lastLegal(number, end) : { value: end, profile };
    return found === null || found.value === number.value ? [] : [found];
  });

/** What is wrong with a number, such as a rung that comes after the next one, is wrong from somewhere on. */
function lastLegal(number: ProfileNumber, end: number): Variant | null {
  let [legal, wrong] = [number.value, end];
  let last: Variant | null = null;
  while (Math.abs(wrong - legal) > 1) {
    const value = Math.trunc((legal + wrong) / 2);
    const profile = number.with(value);
    if (profile === null) wrong = value;
    else [legal, last] = [value, { value, profile }];
  }
  return last;
}
