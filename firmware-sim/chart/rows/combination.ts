import type { Combination, Profile } from "../../profiles/profile.ts";
import { bootLength } from "../boot-length.ts";
import type { Row, TimerRow } from "../row.ts";
import { climbRows, combinationLadder, heldStates, interruptRows, ladderTimers, ofAction } from "./ladder.ts";

/** Whether its ladder goes on once the plug runs, when another reset can begin. */
export const outlastsBoot = (profile: Profile, combination: Combination): boolean =>
  !ofAction(combination) ||
  !combination.rungs.some(({ at, reset }) => reset?.when === "reached" && at < bootLength(profile));

/**
 * Several buttons together, or one while power comes: the same ladder as a hold of the Action button, in a region of its own.
 * Buttons beside the Action button do not bounce. Held as power comes, it climbs while the plug boots.
 */
export function combinationRows(profile: Profile, combination: Combination): readonly Row[] {
  const { when } = combination;
  const region = "combination";
  const ladder = combinationLadder(combination);
  const { first, release } = ladder;
  const held = heldStates(ladder);
  const atPowerOn: readonly Row[] =
    when === "running"
      ? []
      : [{ region, from: "up", on: "powered", when: "comboStarts", to: first, do: ["startHold"] }];
  const later: readonly Row[] =
    when === "powerOn"
      ? []
      : [{ region, from: "up", on: "comboPress", when: "notBusy", to: first, do: ["startHold"] }];
  const contact: readonly Row[] = ofAction(combination)
    ? [
        { region, from: held, on: "edge", when: "ofAction", do: ["followContact"] },
        { region, from: [...held, "ignored"], on: "buttonLost", to: "up" },
      ]
    : [
        { region, from: "*", on: "edge", when: "ofCombination", do: ["noteOther"] },
        ...later,
        { region, from: "up", on: "comboPress", to: "ignored", do: ["refuseCombination"] },
      ];
  return [
    ...atPowerOn,
    { region, from: "up", on: "powered", when: "comboDown", to: "ignored" },
    ...contact,
    { region, from: "ignored", on: release, to: "up" },
    { region, from: first, on: release, to: "up", do: ["reportCancel"] },
    ...climbRows(ladder),
    ...(outlastsBoot(profile, combination) ? interruptRows(ladder) : []),
  ];
}

export const combinationTimers = (combination: Combination): readonly TimerRow[] =>
  ladderTimers(combinationLadder(combination));
