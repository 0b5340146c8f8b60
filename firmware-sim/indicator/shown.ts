import type { Firmware } from "../chart/compile.ts";
import type { Plug } from "../plug.ts";
import { type Instant, millis } from "../time.ts";
import { type ColorName, changeAfter, colorAt, type LedPattern } from "./pattern.ts";

export interface Shown {
  /** The pattern's name in the profile. */
  readonly name: string;
  readonly pattern: LedPattern;
  readonly since: Instant;
}

/** The first rule of the profile that matches the plug's states; looked for once for each combination of them. */
export function ruleOf(firmware: Firmware, states: readonly number[]): number {
  const { lampRegions, ruleTable } = firmware;
  let place = 0;
  for (let i = 0; i < lampRegions.length; i++) {
    const { region, size } = lampRegions[i]!;
    place = place * size + states[region]!;
  }
  let rule = ruleTable.get(place);
  if (rule === undefined) ruleTable.set(place, (rule = firstMatch(firmware, states)));
  return rule;
}

function firstMatch({ rules, profile }: Firmware, states: readonly number[]): number {
  const found = rules.findIndex(({ tests }) => tests.every(({ region, state }) => states[region] === state));
  if (found >= 0) return found;
  throw new Error(`profile ${profile.id}: no indicator rule matches; the last rule must be unconditional`);
}

/** The pattern that the lamp shows now, and since when. */
export function shown(firmware: Firmware, plug: Plug): Shown {
  const rule = firmware.rules[plug.shown]!;
  return { name: rule.name, pattern: rule.pattern, since: plug.shownAt };
}

/** The lamp's colour at `at`, which must not be before the last step. */
export function lampAt(firmware: Firmware, plug: Plug, at: Instant): ColorName {
  return colorAt(firmware.rules[plug.shown]!.pattern, millis(at - plug.shownAt));
}

/** When the lamp next changes by itself, if no input and no deadline comes first. */
export function lampChangesAt(firmware: Firmware, plug: Plug, at: Instant): Instant {
  return changeAfter(firmware.rules[plug.shown]!.pattern, plug.shownAt, at);
}
