import { createHash } from "node:crypto";
import type { Profile } from "../../firmware-sim/index.ts";

const known = new WeakMap<Profile, string>();

/** SHA-256, hexadecimal, of all that a profile says. Found once for each, for a trace may name its make on every line. */
export function profileHash(profile: Profile): string {
  const hash = known.get(profile) ?? createHash("sha256").update(JSON.stringify(profile)).digest("hex");
  known.set(profile, hash);
  return hash;
}
