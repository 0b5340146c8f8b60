import type { StartUp } from "../profiles/profile.ts";
import type { Instant, Millis } from "../time.ts";

/** Who asked for the outlet to change. */
export type Source = "button" | "mqtt" | "ctl" | "key" | "power" | "reset" | "timer";

/** Why set-up failed, as the plug is told or finds out. */
export type JoinFailure =
  | "wrong_password"
  | "unknown_network"
  | "owned_by_other"
  | "cloud_unreachable"
  | "timeout"
  | "network_lost"
  | "not_saved";

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
  /** A raw, bouncing edge of the Action button. */
  | { readonly kind: "edge"; readonly down: boolean }
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
