import { isSoft } from "../../profiles/resets.ts";
import type { Context } from "../context.ts";
import { BOOTING, NO_RESET, RESETTING } from "../places.ts";
import { EVENT } from "../row.ts";

/**
 * Begins one of the profile's resets: while the plug boots, as soon as it has; while another one goes on, not at all. One
 * that erases nothing is a restart.
 */
export function beginReset(c: Context, name: string): void {
  if (!c.is(NO_RESET) || c.is(RESETTING)) return;
  c.plug.resetKind = name;
  c.plug.resetWaits = c.is(BOOTING);
  if (c.plug.resetWaits) return;
  c.raise(isSoft(c.firmware.profile.resets[name]!) ? EVENT.restart : EVENT.resetConfirmed);
}
