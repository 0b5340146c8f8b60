import type { Profile } from "../profiles/profile.ts";
import { type Beginning, beginnings, isSoft } from "../profiles/resets.ts";
import { bootLength } from "./boot-length.ts";
import { REGIONS, type Region, type Row, type TimerRow } from "./row.ts";
import { buttonRows, buttonTimers } from "./rows/button.ts";
import { combinationRows, combinationTimers } from "./rows/combination.ts";
import { countRows, countTimers } from "./rows/counts.ts";
import { fingerRows, healthRows, mainsRows, mainsTimers, tripRows } from "./rows/health.ts";
import { buttonLadder, interruptRows, ladderStates, ofAction } from "./rows/ladder.ts";
import { lifecycleRows, lifecycleTimers } from "./rows/lifecycle.ts";
import { meterRows, meterTimers } from "./rows/meter.ts";
import { networkRows } from "./rows/network.ts";
import { outletRows, outletTimers } from "./rows/outlet.ts";
import { remoteRows, voiceTimers } from "./rows/remote.ts";
import { nvmRows, nvmTimers, resetRows, resetTimers, waitingRows } from "./rows/reset.ts";
import { scheduleRows } from "./rows/schedules.ts";
import { supplyRows, supplyTimers } from "./rows/supply.ts";
import { updateRows, updateTimers } from "./rows/update.ts";

export interface Chart {
  readonly rows: readonly Row[];
  readonly timers: readonly TimerRow[];
}

/** The states of every region, the initial one first; a rung of a ladder is a state of what climbs it. */
export function statesOf(profile: Profile): Readonly<Record<Region, readonly string[]>> {
  return {
    ...REGIONS,
    button: [...REGIONS.button, ...ladderStates(profile.rungs)],
    combination: [...REGIONS.combination, ...ladderStates(profile.combination?.rungs ?? [])],
  };
}

/** Whether a reset can be begun while the plug boots. */
const beginsInBoot = (profile: Profile): boolean =>
  profile.counts.some(({ of }) => of === "powerOns") ||
  (profile.combination !== null &&
    profile.combination.when !== "running" &&
    profile.combination.rungs.some(({ at, reset }) => reset !== null && at < bootLength(profile)));

/** Whether what begins a reset can do so in the middle of a hold of the Action button. */
const interrupts = ({ combination }: Profile, by: Beginning["by"]): boolean =>
  by === "app" || by === "voice" || (by === "combination" && !ofAction(combination!));

/**
 * The whole state chart of a profile. Rows of different regions may answer one event, in this order:
 * the supply first, the store's health last, so that who awaits a save sees its failure before it is retried.
 */
export function chartOf(profile: Profile): Chart {
  const { combination, voice } = profile;
  const erasing = beginnings(profile).filter(({ reset }) => !isSoft(profile.resets[reset]!));
  const keepers = erasing
    .map(({ reset }) => profile.resets[reset]!)
    .filter(({ erases }) => !erases.includes("wifi"));
  const leaves = {
    keepsWifi: keepers.length > 0,
    signsOut: keepers.some(({ erases }) => erases.includes("account")),
  };
  return {
    rows: [
      ...supplyRows,
      ...networkRows,
      ...updateRows,
      ...resetRows,
      ...(beginsInBoot(profile) ? waitingRows : []),
      ...remoteRows(profile),
      ...lifecycleRows(leaves),
      ...buttonRows(profile),
      ...(erasing.some(({ by }) => interrupts(profile, by))
        ? interruptRows(buttonLadder(profile.rungs))
        : []),
      ...(combination === null ? [] : combinationRows(profile, combination)),
      ...countRows(profile),
      ...tripRows(profile),
      ...outletRows(profile),
      ...healthRows(profile),
      ...meterRows(profile),
      ...mainsRows,
      ...fingerRows,
      ...scheduleRows(profile),
      ...nvmRows,
    ],
    timers: [
      ...supplyTimers,
      ...updateTimers,
      ...lifecycleTimers,
      ...buttonTimers(profile.rungs),
      ...(combination === null ? [] : combinationTimers(combination)),
      ...countTimers(profile),
      ...(voice === null ? [] : voiceTimers),
      ...outletTimers(profile),
      ...meterTimers,
      ...mainsTimers,
      ...resetTimers,
      ...nvmTimers,
    ],
  };
}
