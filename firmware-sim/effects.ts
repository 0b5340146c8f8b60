import type { NetworkTrouble, PlugInput, Source } from "./input/inputs.ts";
import type { NvmRecord } from "./nvm/record.ts";
import type { Millis } from "./time.ts";

/** Why an input did nothing, as a word for programs. */
export type RefusalCode =
  | "no_power"
  | "not_in_setup"
  | "busy"
  | "stale"
  | "no_effect"
  | "tripped"
  | "offline"
  | "no_update";

/** What a press was, in the words of Matter's Switch cluster. */
export type Gesture = (
  | { readonly gesture: "initialPress" }
  | { readonly gesture: "shortRelease"; readonly heldFor: Millis }
  | { readonly gesture: "longPress"; readonly rung: string }
  /** `cancelled`: it left a rung without its consequence. `rung` null: too long for a tap, too short for a rung. */
  | {
      readonly gesture: "longRelease";
      readonly heldFor: Millis;
      readonly rung: string | null;
      readonly cancelled: boolean;
    }
) & {
  /** Of a combination; absent: the Action button. */
  readonly buttons?: readonly string[];
};

/** Something a person at the bench wants to know of. */
export type Notice =
  /** `reset`: one of the profile's. */
  | {
      readonly notice: "resetBegun";
      readonly reset: string;
      readonly linkUp: boolean;
      readonly removal: boolean;
    }
  | { readonly notice: "resetResumed" }
  | { readonly notice: "resetDone"; readonly removed: boolean; readonly owedGoodbye: number }
  /** The press that was to confirm it did not come. */
  | { readonly notice: "resetUnconfirmed" }
  | { readonly notice: "setupOpened" }
  | { readonly notice: "setupEnded" }
  | { readonly notice: "setupDone" }
  | { readonly notice: "setupFailed"; readonly reason: string }
  | { readonly notice: "buttonStuck" }
  | { readonly notice: "buttonFree" }
  | { readonly notice: "tripped"; readonly cause: "overheat" | "overload" }
  | { readonly notice: "tripCleared"; readonly cause: "overheat" | "overload" }
  | { readonly notice: "mainsFlickering" }
  | { readonly notice: "mainsSteady" }
  | { readonly notice: "relayWelded" }
  | { readonly notice: "relayFree" }
  | { readonly notice: "networkTrouble"; readonly reason: NetworkTrouble }
  /** What flowed until then, Wh. */
  | { readonly notice: "energyReset"; readonly energy: number }
  | { readonly notice: "scheduleFired"; readonly id: string }
  /** `wall`: when it was due, ISO 8601. It is not made up for. */
  | { readonly notice: "scheduleMissed"; readonly id: string; readonly wall: string }
  | { readonly notice: "updateOffered"; readonly version: string; readonly required: boolean }
  | { readonly notice: "updateBegun"; readonly version: string }
  | { readonly notice: "updateFailed"; readonly version: string; readonly reason: string }
  | { readonly notice: "updateTried"; readonly version: string }
  | { readonly notice: "updateDone"; readonly version: string }
  | { readonly notice: "updateRolledBack"; readonly version: string }
  | { readonly notice: "restarting" }
  /** By voice, whether it is really to be reset. */
  | { readonly notice: "resetAsked" }
  | { readonly notice: "resetDeclined" }
  | { readonly notice: "holdLost" }
  | { readonly notice: "saveFailing"; readonly code: string }
  | { readonly notice: "saveWorking" };

/**
 * What the plug does or says; written to the sink in order. The lamp is not among them: it is derived
 * from the plug and the instant (indicator/shown.ts).
 */
export type Effect =
  | { readonly kind: "relay"; readonly closed: boolean; readonly source: Source }
  | { readonly kind: "save"; readonly ticket: number; readonly record: NvmRecord }
  /** Erase everything that is kept outside the record. */
  | { readonly kind: "wipe"; readonly ticket: number }
  | { readonly kind: "join"; readonly ssid: string; readonly key: string; readonly account: string | null }
  | { readonly kind: "connect"; readonly ssid: string; readonly key: string }
  | { readonly kind: "leave" }
  /** All that was in RAM is gone; it boots as soon as it is given power again. */
  | { readonly kind: "restart" }
  | { readonly kind: "download"; readonly version: string }
  /** Nobody waits for the download any more. */
  | { readonly kind: "dropDownload" }
  /** Look at what was downloaded. */
  | { readonly kind: "verify" }
  /** Keep what was verified in this slot; answered as a save is. */
  | { readonly kind: "stage"; readonly ticket: number; readonly version: string; readonly slot: 0 | 1 }
  | { readonly kind: "deregister" }
  | { readonly kind: "goodbye"; readonly topics: readonly string[] }
  | ({ readonly kind: "gesture" } & Gesture)
  | ({ readonly kind: "notice" } & Notice)
  | {
      readonly kind: "ignored";
      readonly input: PlugInput["kind"] | "press" | "tap" | "timer";
      readonly code: RefusalCode;
      readonly reason: string;
    };

export type Sink = (effect: Effect) => void;
