import {
  type ColorName,
  type LedPattern,
  type Profile,
  type ProfilePattern,
  patternWords,
} from "../../../firmware-sim/index.ts";
import type { Dependency } from "../verdict.ts";

/** The colours of one of a profile's patterns. */
export interface ProfileColor extends Dependency {
  /** The profile with `color` here instead of what shines, or of the dark where nothing does; null where that is no change. */
  with(color: ColorName): Profile | null;
}

/** The colours of every pattern for which they are not documented. */
export const colorsOf = (profile: Profile): readonly ProfileColor[] =>
  Object.entries(profile.patterns).flatMap(([name, shown]) =>
    shown.color.basis === "documented" ? [] : [colorOf(profile, name, shown)],
  );

const colorOf = (profile: Profile, name: string, shown: ProfilePattern): ProfileColor => ({
  place: `patterns.${name}.color`,
  value: patternWords(shown.pattern),
  basis: shown.color.basis,
  source: shown.color.source,
  with(color) {
    const pattern = recolored(shown.pattern, color);
    if (colorsIn(pattern).join() === colorsIn(shown.pattern).join()) return null;
    return {
      ...profile,
      patterns: { ...profile.patterns, [name]: { ...shown, pattern }, [UNLIT]: { ...shown, pattern: dark } },
      // Whatever the dark of a plug with power is: without power no lamp shines.
      indicator: profile.indicator.map((rule) =>
        rule.show === name && rule.when.supply === "off" ? { ...rule, show: UNLIT } : rule,
      ),
    };
  },
});

/** No pattern's name has a blank. */
const UNLIT = "without power";
const dark: LedPattern = { kind: "steady", color: "off" };

const colorsIn = (pattern: LedPattern): readonly ColorName[] =>
  pattern.kind === "steady" ? [pattern.color] : pattern.steps.map(({ color }) => color);

function recolored(pattern: LedPattern, color: ColorName): LedPattern {
  const shines = colorsIn(pattern).some((each) => each !== "off");
  const put = (each: ColorName) => (shines && each === "off" ? each : color);
  if (pattern.kind === "steady") return { kind: "steady", color };
  return { ...pattern, steps: pattern.steps.map((step) => ({ ...step, color: put(step.color) })) };
}
