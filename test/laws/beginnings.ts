import {
  type Climb,
  type Firmware,
  type Plug,
  type Profile,
  type Rung,
  stateOf,
  type Visit,
} from "../../firmware-sim/index.ts";

/** Whether the last move is what a profile asks for before it begins `reset`. */
export function mayBegin(firmware: Firmware, reset: string, visit: Visit): boolean {
  const before = visit.from?.node.plug;
  if (before === undefined) return false;
  if (before.resetWaits) return before.resetKind === reset;
  return (
    climbed(firmware, reset, visit, before) ||
    tapped(firmware.profile, reset, visit, before) ||
    told(firmware, reset, visit, before)
  );
}

/** Whether what the plug has noted while it boots was asked for. */
export function mayWait(firmware: Firmware, visit: Visit): boolean {
  const { plug, stored } = visit.node;
  const before = visit.from?.node.plug;
  if (before?.resetWaits && before.resetKind === plug.resetKind) return true;
  const boots = firmware.profile.counts.find(({ of }) => of === "powerOns");
  const powered = visit.move.startsWith("power on");
  if (powered && boots?.reset === plug.resetKind) return stored?.shortBoots === boots.times - 1;
  return before !== undefined && climbed(firmware, plug.resetKind, visit, before);
}

function climbed(firmware: Firmware, reset: string, visit: Visit, before: Plug): boolean {
  const { profile } = firmware;
  const { plug } = visit.node;
  const ladders: readonly ["button" | "combination", Climb, readonly Rung[]][] = [
    ["button", plug, profile.rungs],
    ["combination", plug.combo, profile.combination?.rungs ?? []],
  ];
  return ladders.some(([region, climb, rungs]) => {
    if (["up", "ignored"].includes(stateOf(firmware, before, region))) return false;
    const rung = rungs[climb.nextRung - 1];
    return rung?.reset?.name === reset && isDue(rung, climb, plug);
  });
}

/** Whether a hold has just done what this rung's reset waits for. */
function isDue({ at, guard, reset }: Rung, climb: Climb, { now }: Plug): boolean {
  if (reset?.when === "reached") return now - climb.pressedAt >= at;
  const seen = climb.pressedAt + climb.heldFor - climb.rungShownAt >= (guard?.for ?? 0);
  return climb.heldFor >= at && seen;
}

function tapped({ counts }: Profile, reset: string, { node: { plug } }: Visit, before: Plug): boolean {
  const taps = counts.find(({ of }) => of === "taps");
  return taps?.reset === reset && before.taps === taps.times - 1 && plug.taps === 0;
}

function told(firmware: Firmware, reset: string, { move }: Visit, before: Plug): boolean {
  const { app, voice } = firmware.profile;
  const reached = stateOf(firmware, before, "network") === "cloud" && before.nvm.account !== null;
  if (!move.startsWith("{")) return false;
  const input = JSON.parse(move) as { kind: string; action?: string; says?: string };
  switch (input.kind) {
    case "appReset":
      return reached && app[input.action!]?.reset === reset;
    case "removed":
      return app["remove"]?.reset === reset;
    case "voice":
      return (
        voice?.reset === reset && input.says === "yes" && stateOf(firmware, before, "voice") === "asking"
      );
    default:
      return false;
  }
}
