import { compile, type Firmware, type Profile } from "../../firmware-sim/index.ts";

const compiled = new WeakMap<Profile, Firmware>();

/** The same firmware for the same profile: compiling takes as long as a minute of a plug's life. */
export function compiledOnce(profile: Profile): Firmware {
  const firmware = compiled.get(profile) ?? compile(profile);
  compiled.set(profile, firmware);
  return firmware;
}
