import type { LedPattern, Profile } from "../../../firmware-sim/index.ts";
import type { Episode } from "../../seen/lamp.ts";
import type { Observer, Verdict } from "../verdict.ts";

/** What one run tells of a number of the profile, ms. */
export interface Sample {
  /** Such as `rungs.armed.at`. */
  readonly place: string;
  readonly value: number;
}

/**
 * What a person's marks on a real plug tell of the profile's numbers: how long the Action button was down when a rung's light
 * began, and how long the light of the reset lasted. Only what nothing else can be taken for counts.
 */
export function samplesOf({ steps, observer }: Verdict, profile: Profile): readonly Sample[] {
  if (observer === undefined) return [];
  const seen = steps.flatMap((step) => step.seen?.episodes ?? []);
  const episodes = seen.filter((episode, i) => seen.findLastIndex(({ from }) => from === episode.from) === i);
  return holdsOf(observer).flatMap(({ from, to }) => {
    const after = episodes.filter((episode) => episode.from >= to);
    return [
      ...rungSamples(
        profile,
        episodes.filter((episode) => episode.from >= from && episode.from < to),
        from,
      ),
      ...resetSample(profile, after),
    ];
  });
}

/** The Action button's; one that never ended tells nothing. */
function holdsOf({ moves }: Observer): readonly { readonly from: number; readonly to: number }[] {
  return moves.flatMap((move, i) => {
    if (move.do !== "press" || move.button !== "action") return [];
    const end = moves.slice(i + 1).find((later) => later.do === "release" && later.button === "action");
    return end === undefined ? [] : [{ from: move.at, to: end.at }];
  });
}

function rungSamples(profile: Profile, held: readonly Episode[], from: number): readonly Sample[] {
  const lights = profile.rungs.map(({ name }) => ({ name, light: lightOf(profile, "button", name) }));
  return lights.flatMap(({ name, light }) => {
    if (light === null || lights.filter((other) => other.light === light).length > 1) return [];
    const first = held.find((episode) => shapeOf(episode) === light);
    return first === undefined ? [] : [{ place: `rungs.${name}.at`, value: first.from - from }];
  });
}

/** The light right after the button was let go; it must have ended. */
function resetSample(profile: Profile, after: readonly Episode[]): readonly Sample[] {
  const [first, next] = after;
  if (
    first === undefined ||
    next === undefined ||
    shapeOf(first) !== lightOf(profile, "lifecycle", "resetting")
  )
    return [];
  return [{ place: "timings.resetting", value: first.to - first.from }];
}

/** What the lamp shows in a state; null where no rule is of it. */
function lightOf(profile: Profile, region: "button" | "lifecycle", state: string): string | null {
  const rule = profile.indicator.find(({ when }) => when[region] === state);
  return rule === undefined ? null : patternShape(profile.patterns[rule.show]!.pattern);
}

function patternShape(pattern: LedPattern): string {
  if (pattern.kind === "steady") return shape(pattern.color === "off" ? "off" : "solid", [pattern.color]);
  const lit = [...new Set(pattern.steps.map(({ color }) => color))].filter((color) => color !== "off");
  return shape(lit.length > 1 ? "alternating" : lit.length === 1 ? "blinking" : "off", lit);
}

const shapeOf = ({ cadence, colors }: Episode): string => shape(cadence, colors);
const shape = (cadence: string, colors: readonly string[]): string =>
  cadence === "off" ? "off" : `${cadence} ${[...colors].sort().join()}`;
