import type { Profile, Rung } from "../../../firmware-sim/index.ts";
import type { WorldRig } from "../../support/world-rig.ts";

/** What a press of this length does: written down from the meaning of a profile, not from how a plug works. */
export function outcomeOf({ rungs, timings, resets, outlet }: Profile, heldFor: number): string {
  const resetBy = (name: string) => (resets[name]!.erases.length === 0 ? "restarts" : `resets: ${name}`);
  const reached = rungs.filter((rung) => rung.at <= heldFor);
  const acted = reached.find((rung) => rung.reset?.when === "reached");
  if (acted !== undefined) return resetBy(acted.reset!.name);
  const top = reached.at(-1);
  if (top === undefined) return heldFor <= timings.tapMax.for && outlet !== null ? "toggles" : "does nothing";
  const shown = heldFor - top.at >= guardOf(top);
  return top.reset?.when === "released" && shown ? resetBy(top.reset.name) : "does nothing";
}

/** What the plug has done since it had shown so many effects. */
export function doneSince(rig: WorldRig, effects: number): string {
  const since = rig.effects.slice(effects);
  const kinds = since.flatMap((effect) => {
    if (effect.kind === "save" && effect.record.intent !== null)
      return [`resets: ${effect.record.intent.kind}`];
    if (effect.kind === "restart") return ["restarts"];
    return effect.kind === "relay" && effect.source === "button" ? ["toggles"] : [];
  });
  return kinds.join(", ") || "does nothing";
}

export const guardOf = (rung: Rung): number => rung.guard?.for ?? 0;

/** Lengths of a press around everything that decides about it, and far beyond, ms. */
export function lengthsOf({ rungs, timings }: Profile): number[] {
  const edges = [timings.tapMax.for, timings.tapMax.for + 1].concat(
    rungs.flatMap((rung) => [
      rung.at - 1,
      rung.at,
      rung.at + guardOf(rung),
      ...(guardOf(rung) > 0 ? [rung.at + guardOf(rung) - 1] : []),
    ]),
  );
  return [...new Set([1, 100, ...edges, 3_600_000])].sort((a, b) => a - b);
}

/** Presses until the rung's reset has begun, and lets go. */
export function resetBy(rig: WorldRig, rung: Rung): WorldRig {
  rig.hold(rung.at + guardOf(rung));
  return rung.reset?.when === "confirmed" ? rig.wait(100).tap() : rig.wait(100);
}
