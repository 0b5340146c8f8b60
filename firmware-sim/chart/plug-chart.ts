import type { Profile } from "../profiles/profile.ts";
import { REGIONS, type Region, type Row, type TimerRow } from "./row.ts";
import { buttonRows, buttonTimers, ladderStates } from "./rows/button.ts";
import { lifecycleRows, lifecycleTimers } from "./rows/lifecycle.ts";
import { networkRows } from "./rows/network.ts";
import { outletRows, outletTimers } from "./rows/outlet.ts";
import { nvmRows, nvmTimers, resetRows, resetTimers } from "./rows/reset.ts";
import { supplyRows, supplyTimers } from "./rows/supply.ts";

export interface Chart {
  readonly rows: readonly Row[];
  readonly timers: readonly TimerRow[];
}

/** The states of every region, the initial one first; a rung of the profile is a state of the button. */
export function statesOf(profile: Profile): Readonly<Record<Region, readonly string[]>> {
  return { ...REGIONS, button: [...REGIONS.button, ...ladderStates(profile.rungs)] };
}

/**
 * The whole state chart of a profile. Rows of different regions may answer one event, in this order:
 * the supply first, the store's health last, so that who awaits a save sees its failure before it is retried.
 */
export function chartOf(profile: Profile): Chart {
  const ends = profile.rungs.flatMap(({ reset }) => (reset === null ? [] : [profile.resets[reset.name]]));
  const keepsWifi = ends.some((reset) => reset !== undefined && !reset.erases.includes("wifi"));
  return {
    rows: [
      ...supplyRows,
      ...networkRows,
      ...resetRows,
      ...lifecycleRows(keepsWifi),
      ...buttonRows(profile),
      ...outletRows,
      ...nvmRows,
    ],
    timers: [
      ...supplyTimers,
      ...lifecycleTimers,
      ...buttonTimers(profile.rungs),
      ...outletTimers,
      ...resetTimers,
      ...nvmTimers,
    ],
  };
}
