import type { Schedule } from "../nvm/schedule.ts";
import type { StartUp } from "../profiles/profile.ts";
import type { Instant, Millis } from "../time.ts";

/** Who asked for the outlet to change; `protection`: the plug itself, against heat or overload. */
export const SOURCES = [
  "button",
  "mqtt",
  "ctl",
  "page",
  "key",
  "power",
  "reset",
  "timer",
  "schedule",
  "protection",
] as const;
export type Source = (typeof SOURCES)[number];

/** Why the plug cannot use its network, as it finds out. */
export const NETWORK_TROUBLES = [
  "weak_signal",
  "wrong_password",
  "not_found",
  "no_address",
  "no_names",
  "blocked",
  "cloud_down",
] as const;
export type NetworkTrouble = (typeof NETWORK_TROUBLES)[number];

/** Why set-up failed, as the plug is told or finds out. */
export const JOIN_FAILURES = [
  "wrong_password",
  "unknown_network",
  "owned_by_other",
  "cloud_unreachable",
  "timeout",
  "network_lost",
  "not_saved",
] as const;
export type JoinFailure = (typeof JOIN_FAILURES)[number];

export interface Provision {
  readonly kind: "provision";
  readonly ssid: string;
  /** Salted key of the Wi-Fi password, hexadecimal. */
  readonly key: string;
  /** null joins the Wi-Fi only: the plug stays signed out. */
  readonly account: string | null;
}

/** Everything that can reach a powered plug. Power itself comes through powerOn(). */
export type PlugInput =
  | { readonly kind: "powerLost" }
  /** A raw, bouncing edge of the Action button, or a clean one of the profile's other `button`. */
  | { readonly kind: "edge"; readonly down: boolean; readonly button?: string }
  /** The host found the button up and knows no edge for it: a hold ends without effect. */
  | { readonly kind: "buttonLost" }
  /** The host could not look since `since`: what became due in between is only shown now. */
  | { readonly kind: "stalled"; readonly since: Instant }
  /** `for`: ms after which the outlet is switched the other way, even if it already was as asked. */
  | {
      readonly kind: "relaySet";
      readonly to: "on" | "off" | "toggle";
      readonly source: Source;
      readonly for?: Millis;
    }
  | { readonly kind: "startUpSet"; readonly to: StartUp }
  | { readonly kind: "identify" }
  | Provision
  /** What it measures: the heat inside passed the profile's trip, or fell to its release; more than the rating flows. */
  | { readonly kind: "hot" }
  | { readonly kind: "cool" }
  | { readonly kind: "overloaded" }
  /** W, at least 0, from now on. */
  | { readonly kind: "metered"; readonly watts: number }
  /** Mains is gone, for less than the plug can bridge. */
  | { readonly kind: "mainsDip" }
  | { readonly kind: "mainsBack" }
  | { readonly kind: "energyReset" }
  /** All of them, in the old ones' place. */
  | { readonly kind: "schedulesSet"; readonly schedules: readonly Schedule[] }
  /** `wall`: when it was due, ISO 8601, UTC. `late`: too long ago to be on time. */
  | { readonly kind: "scheduleDue"; readonly id: string; readonly wall: string; readonly late: boolean }
  | { readonly kind: "updateOffered"; readonly version: string; readonly required: boolean }
  | { readonly kind: "updateInstall" }
  /** `share`: 0 to 1 of the image. */
  | { readonly kind: "downloading"; readonly share: number }
  | { readonly kind: "downloaded" }
  | { readonly kind: "downloadFailed"; readonly reason: string }
  | { readonly kind: "imageAccepted"; readonly version: string }
  | { readonly kind: "imageRefused"; readonly reason: string }
  | { readonly kind: "networkTrouble"; readonly reason: NetworkTrouble }
  /** The account took it off its list. */
  | { readonly kind: "removed" }
  /** `action`: one of the profile's `app`. */
  | { readonly kind: "appReset"; readonly action: string }
  | { readonly kind: "voice"; readonly says: "factory reset" | "yes" | "no" }
  | { readonly kind: "linkUp" }
  | { readonly kind: "linkDown" }
  | { readonly kind: "cloudUp" }
  | { readonly kind: "cloudDown" }
  | { readonly kind: "joined" }
  | { readonly kind: "joinFailed"; readonly reason: JoinFailure }
  | { readonly kind: "deregistered" }
  /** The topics that the device plane now keeps retained in the broker. */
  | { readonly kind: "announced"; readonly topics: readonly string[] }
  /** `cleared`: the broker has taken the goodbye; else it is owed. */
  | { readonly kind: "goodbyeDone"; readonly cleared: boolean }
  | { readonly kind: "goodbyePaid" }
  | { readonly kind: "saved"; readonly ticket: number }
  | { readonly kind: "saveFailed"; readonly ticket: number; readonly code: string }
  | { readonly kind: "wiped"; readonly ticket: number };
