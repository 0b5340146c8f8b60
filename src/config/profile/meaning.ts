import {
  type LedPattern,
  PLAIN,
  type Profile,
  type Region,
  roundOf,
  statesOf,
  UNKNOWN_OUTLET,
  UNKNOWN_TIMINGS,
} from "../../../firmware-sim/index.ts";
import { PROFILES } from "../profiles.ts";
import type { Fault, ProfileFile } from "./faults.ts";
import { gestureFaults } from "./gesture-faults.ts";
import { LIMITS } from "./limits.ts";
import { unknown } from "./unknown.ts";

/** The file as a profile, or every place where its names and numbers, each fine by itself, make no profile. */
export function readMeaning({
  $schema: _,
  version: __,
  ...profile
}: ProfileFile): Profile | readonly Fault[] {
  const make = withDefaults(profile);
  const faults = [
    ...idFaults(profile.id),
    ...bootFaults(profile.patterns.boot.pattern),
    ...variantFaults(make),
    ...gestureFaults(make),
    ...ruleFaults(make),
    ...outletFaults(make),
  ];
  return faults.length > 0 ? faults : make;
}

/** What a file leaves out: a plug of a plain make, whose outlet nobody rated. */
const withDefaults = ({ timings, ...said }: Omit<ProfileFile, "$schema" | "version">): Profile => ({
  ...PLAIN,
  outlet: UNKNOWN_OUTLET,
  ...said,
  timings: { ...UNKNOWN_TIMINGS, ...timings },
});

function idFaults(id: string): readonly Fault[] {
  if (!PROFILES.some((profile) => profile.id === id)) return [];
  return [{ path: "id", what: `"${id}" comes with the program; choose another name` }];
}

/** Without a span between the two the outlet would trip and be released without end. */
function outletFaults({ outlet }: Profile): readonly Fault[] {
  const heat = outlet?.overheat;
  if (heat == null || heat.release < heat.trip) return [];
  const what = `${heat.release} °C is not below the ${heat.trip} °C of trip`;
  return [{ path: "outlet.overheat.release", what }];
}

function bootFaults(pattern: LedPattern): readonly Fault[] {
  const path = "patterns.boot.pattern";
  if (pattern.kind === "steady" || pattern.times === "forever")
    return [{ path, what: "must end, for so long the plug boots: give steps, and a number for times" }];
  const length = roundOf(pattern) * pattern.times;
  return length > LIMITS.span ? [{ path, what: `lasts ${length} ms; at most ${LIMITS.span}` }] : [];
}

/** Only of a make that comes with the program: so no reading is a reading of itself, however far around. */
function variantFaults({ variantOf }: Profile): readonly Fault[] {
  const known = PROFILES.map(({ id }) => id);
  return variantOf === null ? [] : unknown("variantOf.profile", "profile", variantOf.profile, known);
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
