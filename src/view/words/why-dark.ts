import { colorAt, millis } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";

/** Why the lamp is dark, when it is dark for longer than between two flashes. */
export function whyDark(now: Snapshot): string | undefined {
  if (now.board === "offline") return "the board is gone, waiting for it";
  if (now.power === "off") return "unplugged";
  const { pattern } = now.led;
  if (pattern.kind !== "steady" || colorAt(pattern, millis(0)) !== "off") return undefined;
  if (now.lifecycle === "idle-unprovisioned") return "set-up time is over, a short press reopens it";
  if (now.lifecycle === "off") return "no power";
  if (now.relay.closed) return "dark by itself";
  return now.profile.outlet ? "the outlet is off and all is well" : "all is well";
}
