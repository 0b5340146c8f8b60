import type { ColorName, LedStep, Profile } from "../../../../firmware-sim/index.ts";

/** Who looks. */
export const SIGHTS = ["every colour", "red and green alike", "no colour"] as const;
export type Sight = (typeof SIGHTS)[number];

/**
 * Simplified: eyes differ, and so do lamps. With red and green alike, blue and white stand apart from warm colours and from
 * each other.
 */
const ALIKE: Readonly<Record<ColorName, ColorName>> = {
  off: "off",
  red: "yellow",
  green: "yellow",
  orange: "yellow",
  yellow: "yellow",
  blue: "blue",
  magenta: "blue",
  cyan: "white",
  white: "white",
};

/** The colour as this eye has it. */
export function seenAs(color: ColorName, sight: Sight): ColorName {
  if (sight === "every colour" || color === "off") return color;
  return sight === "no colour" ? "white" : ALIKE[color];
}

/** A light of a make, as it goes on while it is shown. */
export interface Light {
  readonly name: string;
  readonly steps: readonly LedStep[];
}

/** Every light that the lamp can show, each once; being dark is none. */
export function lightsOf({ indicator, patterns }: Profile): readonly Light[] {
  const names = [...new Set(indicator.map(({ show }) => show))];
  return names.flatMap((name): readonly Light[] => {
    const pattern = patterns[name]?.pattern;
    if (pattern === undefined) return [];
    const steps =
      pattern.kind === "steady" ? [{ color: pattern.color, for: 1000 as LedStep["for"] }] : pattern.steps;
    return steps.every(({ color }) => color === "off") ? [] : [{ name, steps }];
  });
}

/** Two lights look alike to this eye when their rhythms of colours are the same; how often they repeat is not seen. */
function lookOf({ steps }: Light, sight: Sight): string {
  const merged: { color: ColorName; for: number }[] = [];
  for (const step of steps) {
    const color = seenAs(step.color, sight);
    const last = merged.at(-1);
    if (last?.color === color) last.for += step.for;
    else merged.push({ color, for: step.for });
  }
  const first = merged[0]!;
  if (merged.length > 1 && merged.at(-1)!.color === first.color) first.for += merged.pop()!.for;
  if (merged.length === 1) return first.color;
  const words = merged.map((step) => `${step.color} ${step.for}`);
  // Nobody sees where a round begins.
  const turned = words.map((_, i) => [...words.slice(i), ...words.slice(0, i)].join(", "));
  return turned.sort()[0]!;
}

/** The names of the lights that some other light looks like, to this eye. */
export function lookalikes(profile: Profile, sight: Sight): ReadonlySet<string> {
  const groups = new Map<string, string[]>();
  for (const light of lightsOf(profile)) {
    const look = lookOf(light, sight);
    groups.set(look, [...(groups.get(look) ?? []), light.name]);
  }
  return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}

/** What to say of `chosen` as an answer; right when it is all of them and no other. */
export function judgeLookalikes(
  profile: Profile,
  sight: Sight,
  chosen: ReadonlySet<string>,
): { readonly right: boolean; readonly text: string } {
  const alike = lookalikes(profile, sight);
  const wrong = [...chosen].filter((name) => !alike.has(name)).length;
  const missing = [...alike].filter((name) => !chosen.has(name)).length;
  if (wrong === 0 && missing === 0)
    return {
      right: true,
      text:
        alike.size === 0
          ? "Right: each of them can be told from every other."
          : `Right: ${[...alike].join(", ")}. Only what was done before tells these apart.`,
    };
  const parts = [
    ...(wrong > 0 ? [`${wrong} of those chosen can be told from every other`] : []),
    ...(missing > 0 ? [`${missing} more look like another`] : []),
  ];
  return { right: false, text: `Not yet: ${parts.join(", and ")}.` };
}
