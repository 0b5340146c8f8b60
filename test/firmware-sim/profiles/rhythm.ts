import type { WorldRig } from "../../support/world-rig.ts";

/** What the lamp shows from now on, for `rounds` of its changes: "blue 250, off 250". Begins at the next change. */
export function rhythmOf(rig: WorldRig, rounds = 2): string {
  const from = rig.lamp.length;
  for (let waited = 0; rig.lamp.length <= from + rounds && waited < 10_000; waited += 10) rig.wait(10);
  const seen = rig.lamp.slice(from, from + rounds + 1);
  const steps = seen.slice(0, -1).map(({ at, color }, i) => `${color} ${seen[i + 1]!.at - at}`);
  return steps.length === 0 ? `steady ${rig.color}` : steps.sort().join(", ");
}
