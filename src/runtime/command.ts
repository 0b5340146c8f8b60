import type { Air, Load, Millis, Outage, Schedule, Source, StartUp } from "../../firmware-sim/index.ts";
import type { HouseholdFault, HouseholdWish, Remedy } from "./household/kinds.ts";
import type { WireFault, WireFaultKind } from "./wire-faults.ts";

/** How an image of firmware can be bad. */
export const IMAGE_DAMAGES = ["truncated", "bit-flip", "unsigned", "wrong-model"] as const;
export type ImageDamage = (typeof IMAGE_DAMAGES)[number];

/** What anyone at the bench or on the device plane can ask for; every way in ends here. */
export type Command =
  /** `button`: one of the profile's others; absent: the Action button. */
  | { readonly do: "press"; readonly button?: string }
  | { readonly do: "release"; readonly button?: string }
  | {
      readonly do: "relay";
      readonly to: "on" | "off" | "toggle";
      readonly source: Source;
      readonly for?: Millis;
    }
  | { readonly do: "startUp"; readonly to: StartUp }
  | { readonly do: "resetEnergy" }
  /** All of them, in the old ones' place. */
  | { readonly do: "schedules"; readonly schedules: readonly Schedule[] }
  /** What the phone app begins: one of the profile's `app`. */
  | { readonly do: "app"; readonly action: string }
  | { readonly do: "voice"; readonly says: "factory reset" | "yes" | "no" }
  /** The maker offers an update. `damage`: its image is a bad one. */
  | {
      readonly do: "offerFirmware";
      readonly version: string;
      readonly required: boolean;
      readonly damage?: ImageDamage;
    }
  | { readonly do: "installFirmware" }
  | { readonly do: "identify" }
  /** The firmware starts anew: as a short power cut, except that it is refused while the plug resets. */
  | { readonly do: "restart" }
  /** Mains under the plug. */
  | { readonly do: "power"; readonly to: "on" | "off" }
  /** Absent `wifi`: the home's own credentials. `account` null: Wi-Fi only; absent: the home's own account. */
  | {
      readonly do: "provision";
      readonly wifi?: { readonly ssid: string; readonly key: string };
      readonly account?: string | null;
    }
  | { readonly do: "wifi"; readonly to: "up" | "down"; readonly how: Outage }
  | { readonly do: "cloud"; readonly to: "up" | "down" }
  /** Takes the plug off every account's list. A make with an `app` action "remove" hears of it, now or when it is back. */
  | { readonly do: "removeFromAccount" }
  /** Another plug in this one's place: of the make with this id, as from the factory. */
  | { readonly do: "profile"; readonly to: string }
  /** `for`: ms until it is undone by itself. A fault already in force is replaced. */
  | { readonly do: "fault"; readonly fault: WireFault | HouseholdFault; readonly for?: Millis }
  | { readonly do: "clearFault"; readonly kind: WireFaultKind | HouseholdWish | "all" }
  /** What a household tries against what is wrong. */
  | { readonly do: "remedy"; readonly name: Remedy }
  /** Into the outlet, in place of what was plugged in there; null: nothing. See Load for what its numbers must be. */
  | { readonly do: "load"; readonly load: Load | null }
  | { readonly do: "air"; readonly to: Air };

export type ErrorCode =
  | "bad_json"
  | "bad_value"
  | "unknown_command"
  | "too_large"
  | "busy"
  | "board_offline"
  | "no_power"
  | "not_in_setup"
  | "no_effect"
  | "tripped"
  | "offline"
  | "no_update"
  | "rate_limited"
  | "forbidden";

export type Outcome =
  /** `note`: what came of it, for people, where that does not go without saying. */
  | { readonly ok: true; readonly note?: string }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

export const done: Outcome = { ok: true };
export const refused = (code: ErrorCode, message: string): Outcome => ({ ok: false, code, message });
