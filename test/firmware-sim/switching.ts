import type { WorldRig } from "../support/world-rig.ts";

/** What is asked of the outlet, whether it is on then, and whether it is on afterwards. */
export const SWITCHING = [
  ["on", false, true],
  ["on", true, true],
  ["off", false, false],
  ["off", true, false],
  ["toggle", false, true],
  ["toggle", true, false],
] as const;

/** Every switching of the relay, as "closed source". */
export const switched = (rig: WorldRig): readonly string[] =>
  rig.effectsOf("relay").map(({ closed, source }) => `${closed} ${source}`);
