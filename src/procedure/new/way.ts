import { type Beginning, beginnings, type Profile } from "../../../firmware-sim/index.ts";
import { UsageError } from "../../usage-error.ts";

/** By hand first: whoever reads how to reset a plug stands in front of it. */
const ORDER: readonly Beginning["by"][] = ["hold", "combination", "powerOns", "taps", "app", "voice"];

/**
 * The way in which an article has a plug reset: by hand where it can be, and of several resets the one that erases most.
 * @param reset one of the profile's; absent: any
 * @throws UsageError where there is none
 */
export function wayOf(profile: Profile, reset?: string): Beginning {
  const all = beginnings(profile);
  const fitting = all.filter((way) => reset === undefined || way.reset === reset);
  const by = ORDER.find((each) => fitting.some((way) => way.by === each));
  const erased = (way: Beginning) => profile.resets[way.reset]!.erases.length;
  const [best] = fitting.filter((way) => way.by === by).sort((one, other) => erased(other) - erased(one));
  if (best !== undefined) return best;
  if (all.length === 0)
    throw new UsageError(`The ${profile.name} has no reset that an article could tell of.`);
  const names = [...new Set(all.map((way) => way.reset))].join(", ");
  throw new UsageError(`the ${profile.name} has no reset ${JSON.stringify(reset)}. It has: ${names}.`);
}
