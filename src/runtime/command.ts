import type { Millis, Outage, Source, StartUp } from "../../firmware-sim/index.ts";
import type { WireFault, WireFaultKind } from "./wire-faults.ts";

/** What anyone at the bench or on the device plane can ask for; every way in ends here. */
export type Command =
  | { readonly do: "press" }
  | { readonly do: "release" }
  | {
      readonly do: "relay";
      readonly to: "on" | "off" | "toggle";
      readonly source: Source;
      readonly for?: Millis;
    }
  | { readonly do: "startUp"; readonly to: StartUp }
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
  /** Takes the plug off every account's list; the plug itself is not told. */
  | { readonly do: "removeFromAccount" }
  /** Another plug in this one's place: of the make with this id, as from the factory. */
  | { readonly do: "profile"; readonly to: string }
  /** `for`: ms until it is undone by itself. A fault already in force is replaced. */
  | { readonly do: "fault"; readonly fault: WireFault; readonly for?: Millis }
  | { readonly do: "clearFault"; readonly kind: WireFaultKind | "all" };

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
  | "rate_limited"
  | "forbidden";

export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

export const done: Outcome = { ok: true };
export const refused = (code: ErrorCode, message: string): Outcome => ({ ok: false, code, message });
