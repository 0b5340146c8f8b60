import type { Context } from "./chart/context.ts";
import { CLOUD, NO_POWER, NO_UPDATE, RESETTING, RUNNING, UPDATE_UNCONFIRMED } from "./chart/places.ts";
import type { RefusalCode } from "./effects.ts";
import type { PlugInput } from "./input/inputs.ts";
import type { Profile } from "./profiles/profile.ts";

/** Whether a powered plug cannot obey now. */
export const busy = (c: Context): boolean => !c.is(RUNNING) || c.is(RESETTING);

/** Why it cannot. */
export const busyReason = (c: Context): string =>
  c.is(RESETTING) ? "a reset is going on" : "the plug is starting";

interface Refusal {
  readonly code: RefusalCode;
  readonly reason: string;
}

/** Why no row answered an input: for the trace, and for whoever sent it. */
export function refusalOf(c: Context, input: PlugInput): Refusal {
  if (c.is(NO_POWER)) return { code: "no_power", reason: "the plug has no power" };
  switch (input.kind) {
    case "provision":
      return { code: "not_in_setup", reason: "set-up is only possible while the plug is in set-up" };
    case "energyReset":
      return { code: "no_effect", reason: "this make of plug measures nothing" };
    case "relaySet":
    case "startUpSet":
    case "schedulesSet":
    case "scheduleDue":
      return { code: "no_effect", reason: "this make of plug has no outlet" };
    case "edge":
      return { code: "no_effect", reason: buttonReason(c.firmware.profile, input.button ?? "") };
    case "appReset":
      return appRefusal(c, input.action);
    case "voice":
      return voiceRefusal(c);
    case "updateOffered":
    case "updateInstall":
      return updateRefusal(c);
    case "downloading":
    case "downloaded":
    case "downloadFailed":
    case "imageAccepted":
    case "imageRefused":
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

function buttonReason({ otherButtons }: Profile, button: string): string {
  if (otherButtons.includes(button)) return `the button ${button} does nothing of its own`;
  return `this make of plug has no button "${button}"; it has ${["action", ...otherButtons].join(", ")}`;
}

function appRefusal(c: Context, action: string): Refusal {
  const { app } = c.firmware.profile;
  const actions = Object.keys(app);
  if (Object.hasOwn(app, action)) return unreached(c);
  const known = actions.length === 0 ? "nothing of this make" : `of this make ${actions.join(", ")}`;
  return { code: "no_effect", reason: `there is no "${action}" in the phone app: it can begin ${known}` };
}

function voiceRefusal(c: Context): Refusal {
  if (c.firmware.profile.voice === null)
    return { code: "no_effect", reason: "this make of plug is not reset by voice" };
  if (c.as("voice").says !== "factory reset") return { code: "no_effect", reason: "nothing was asked" };
  return unreached(c);
}

/** Why the account cannot tell the plug anything. */
function unreached(c: Context): Refusal {
  if (busy(c)) return { code: "busy", reason: busyReason(c) };
  const reason = c.is(CLOUD) ? "the plug is signed in to no account" : "the plug does not reach its cloud";
  return { code: "offline", reason };
}

function updateRefusal(c: Context): Refusal {
  if (c.is(NO_UPDATE)) return { code: "no_update", reason: "no update is on offer" };
  if (c.is(UPDATE_UNCONFIRMED)) return { code: "busy", reason: "the new firmware has to prove itself first" };
  return { code: "busy", reason: "an update is going on" };
}
