import type { Profile, Provenance } from "../../../firmware-sim/index.ts";

/** Every provenance in a profile, with the path to it. */
export function provenancesOf(profile: Profile): [path: string, from: Provenance][] {
  return provenances(profile, "profile");
}

function provenances(value: unknown, path: string): [string, Provenance][] {
  if (typeof value !== "object" || value === null) return [];
  const own: [string, Provenance][] = "basis" in value ? [[path, value as unknown as Provenance]] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => provenances(inner, `${path}.${key}`))];
}
