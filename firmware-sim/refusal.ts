import type { Context } from "./chart/context.ts";
import { NO_POWER, RESETTING } from "./chart/places.ts";
import type { RefusalCode } from "./effects.ts";
import type { PlugInput } from "./input/inputs.ts";

/** Why a powered plug cannot obey now. */
export const busyReason = (c: Context): string =>
  c.is(RESETTING) ? "a reset is going on" : "the plug is starting";

/** Why no row answered an input: for the trace, and for whoever sent it. */
export function refusalOf(
  c: Context,
  input: PlugInput,
): { readonly code: RefusalCode; readonly reason: string } {
  if (c.is(NO_POWER)) return { code: "no_power", reason: "the plug has no power" };
  switch (input.kind) {
    case "provision":
      return { code: "not_in_setup", reason: "set-up is only possible while the plug is in set-up" };
    case "joined":
    case "joinFailed":
    case "deregistered":
    case "goodbyeDone":
    case "goodbyePaid":
    case "saved":
    case "saveFailed":
    case "wiped":
      return { code: "stale", reason: "nothing waits for this answer any more" };
    default:
      return { code: "no_effect", reason: "it changes nothing as the plug is now" };
  }
}
