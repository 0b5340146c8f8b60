import {
  type LedPattern,
  type Profile,
  REGIONS,
  type Region,
  roundOf,
  statesOf,
} from "../../../firmware-sim/index.ts";
import { PROFILES } from "../profiles.ts";
import { didYouMean } from "../suggest.ts";
import type { Fault, ProfileFile } from "./faults.ts";
import { LIMITS } from "./limits.ts";

/** States that the button region has or may have whatever the ladder. */
const BUTTON_STATES: readonly string[] = [...REGIONS.button, "confirming"];

/** The file as a profile, or every place where its names and numbers, each fine by itself, make no profile. */
export function readMeaning({
  $schema: _,
  version: __,
  ...profile
}: ProfileFile): Profile | readonly Fault[] {
  const faults = [
    ...idFaults(profile.id),
    ...bootFaults(profile.patterns.boot.pattern),
    ...rungFaults(profile),
    ...ruleFaults(profile),
  ];
  return faults.length > 0 ? faults : profile;
}

function idFaults(id: string): readonly Fault[] {
  if (!PROFILES.some((profile) => profile.id === id)) return [];
  return [{ path: "id", what: `"${id}" comes with the program; choose another name` }];
}

function bootFaults(pattern: LedPattern): readonly Fault[] {
  const path = "patterns.boot.pattern";
  if (pattern.kind === "steady" || pattern.times === "forever")
    return [{ path, what: "must end, for so long the plug boots: give steps, and a number for times" }];
  const length = roundOf(pattern) * pattern.times;
  return length > LIMITS.span ? [{ path, what: `lasts ${length} ms; at most ${LIMITS.span}` }] : [];
}

function rungFaults({ rungs, resets }: Profile): readonly Fault[] {
  const names = rungs.map(({ name }) => name);
  return rungs.flatMap(({ name, reset }, i) => {
    const path = `rungs[${i}]`;
    const faults: Fault[] = [];
    if (BUTTON_STATES.includes(name))
      faults.push({
        path: `${path}.name`,
        what: `"${name}" is a state that every button has; choose another`,
      });
    if (names.indexOf(name) < i)
      faults.push({ path: `${path}.name`, what: `"${name}" is rungs[${names.indexOf(name)}] already` });
    if (reset !== null)
      faults.push(...unknown(`${path}.reset.name`, "reset", reset.name, Object.keys(resets)));
    return faults;
  });
}

function ruleFaults(profile: Profile): readonly Fault[] {
  const states = statesOf(profile);
  const faults = profile.indicator.flatMap(({ when, show }, i) => [
    ...(Object.entries(when) as [Region, string][]).flatMap(([region, state]) =>
      unknown(`indicator[${i}].when.${region}`, "state", state, states[region]),
    ),
    ...unknown(`indicator[${i}].show`, "pattern", show, Object.keys(profile.patterns)),
  ]);
  const last = profile.indicator.length - 1;
  if (Object.keys(profile.indicator[last]!.when).length === 0) return faults;
  const what = "the last rule must match whatever the rest do not: leave it empty, {}";
  return [...faults, { path: `indicator[${last}].when`, what }];
}

function unknown(path: string, kind: string, name: string, names: readonly string[]): readonly Fault[] {
  if (names.includes(name)) return [];
  const known = names.length === 0 ? "There is none" : `There is ${names.join(", ")}`;
  return [{ path, what: `there is no ${kind} "${name}".${didYouMean(name, names)} ${known}` }];
}
