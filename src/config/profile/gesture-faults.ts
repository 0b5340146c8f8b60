import { beginnings, type Profile, REGIONS, type Rung } from "../../../firmware-sim/index.ts";
import { ACTION } from "../../runtime/words.ts";
import type { Fault } from "./faults.ts";
import { repeated, unknown } from "./unknown.ts";

/** What is wrong with the ways to begin a reset: rungs, buttons, counts, and the resets that all of them name. */
export const gestureFaults = (profile: Profile): readonly Fault[] => [
  ...ladderFaults("rungs", profile.rungs, "button"),
  ...ladderFaults("combination.rungs", profile.combination?.rungs ?? [], "combination"),
  ...beginnings(profile).flatMap(({ place, reset }) =>
    unknown(place, "reset", reset, Object.keys(profile.resets)),
  ),
  ...buttonFaults(profile),
  ...countFaults(profile),
];

function ladderFaults(
  place: string,
  rungs: readonly Rung[],
  region: "button" | "combination",
): readonly Fault[] {
  // Whatever the ladder.
  const states: readonly string[] = [...REGIONS[region], "confirming"];
  const names = rungs.map(({ name }) => name);
  return names.flatMap((name, i) => {
    const path = `${place}[${i}].name`;
    const first = names.indexOf(name);
    return [
      ...(states.includes(name)
        ? [{ path, what: `"${name}" is a state that every ${region} has; choose another` }]
        : []),
      ...(first < i ? [{ path, what: `"${name}" is ${place}[${first}] already` }] : []),
    ];
  });
}

function buttonFaults({ otherButtons, combination }: Profile): readonly Fault[] {
  const own = otherButtons.indexOf(ACTION);
  const taken: readonly Fault[] =
    own < 0 ? [] : [{ path: `otherButtons[${own}]`, what: "every plug has this one; name the others" }];
  const faults = [...taken, ...repeated("otherButtons", otherButtons)];
  if (combination === null) return faults;
  const { buttons, when } = combination;
  const path = "combination.buttons";
  const alone = buttons.includes(ACTION);
  return [
    ...faults,
    ...buttons.flatMap((name, i) => unknown(`${path}[${i}]`, "button", name, [...otherButtons, ACTION])),
    ...repeated(path, buttons),
    ...(alone && buttons.length > 1
      ? [{ path, what: `"${ACTION}" is held alone, or the others without it` }]
      : []),
    ...(alone && when !== "powerOn"
      ? [{ path: "combination.when", what: `"${ACTION}" alone is a hold of its own later: say powerOn` }]
      : []),
  ];
}

const countFaults = ({ counts }: Profile): readonly Fault[] =>
  counts.flatMap(({ of }, i) => {
    const first = counts.findIndex((count) => count.of === of);
    return first < i ? [{ path: `counts[${i}].of`, what: `${of} is counts[${first}] already` }] : [];
  });
