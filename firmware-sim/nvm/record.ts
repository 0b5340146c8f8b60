import type { Erasable, StartUp } from "../profiles/profile.ts";
import type { Schedule } from "./schedule.ts";

/** What a power cut must not lose. Never holds a Wi-Fi password: a salted key, made outside the core. */
export interface NvmRecord {
  readonly version: 1;
  readonly wifi: WifiCredentials | null;
  /** The account the plug is signed in to; null when set up without one. */
  readonly account: string | null;
  readonly startUp: StartUp;
  /** The outlet when it was last switched: what start-up policy `previous` restores. */
  readonly relayClosed: boolean;
  /** A reset that was begun: a boot that finds it finishes the wipe. What it erases is not in the record any more. */
  readonly intent: ResetIntent | null;
  /** Retained topics that a reset could not clear from the broker, to be cleared at next contact. */
  readonly owedGoodbye: readonly string[];
  readonly schedules: readonly Schedule[];
  /** What flowed through the outlet, Wh, when it was last kept. */
  readonly energy: number;
  readonly firmware: FirmwareSlots;
  /** Power-ons in a row, this one included, each shorter than the make counts; 0 once one lasted. */
  readonly shortBoots: number;
  /** Whether it keeps anything of its user's. */
  readonly personal: boolean;
}

/** Two slots for firmware: one runs; the other takes an update. */
export interface FirmwareSlots {
  /** Of the slot that is confirmed, x.y.z. */
  readonly version: string;
  readonly slot: 0 | 1;
  /** An update in the other slot. `booted`: it was given its one boot to prove itself. */
  readonly trying: { readonly version: string; readonly booted: boolean } | null;
}

/** The version that a plug leaves the factory with. */
export const FACTORY_VERSION = "1.0.0";

export interface WifiCredentials {
  readonly ssid: string;
  /** Salted key in hexadecimal. */
  readonly key: string;
}

export interface ResetIntent {
  /** One of the profile's resets. */
  readonly kind: string;
  /** Whether the local network was reachable when the reset was decided. */
  readonly linkUp: boolean;
  readonly goodbyeTopics: readonly string[];
}

/** How the record came out of the store; `failing` while saves do not succeed. */
export type NvmHealth = "ok" | "recovered" | "lost" | "failing";

export function factoryRecord(startUp: StartUp, owedGoodbye: readonly string[] = []): NvmRecord {
  return {
    version: 1,
    wifi: null,
    account: null,
    startUp,
    relayClosed: false,
    intent: null,
    owedGoodbye,
    schedules: [],
    energy: 0,
    firmware: { version: FACTORY_VERSION, slot: 0, trying: null },
    shortBoots: 0,
    personal: false,
  };
}

/** The record after a reset that erases this, before its intent is noted. The outlet is off, and power-ons count anew. */
export function erased(record: NvmRecord, erases: readonly Erasable[], startUp: StartUp): NvmRecord {
  return {
    ...record,
    wifi: erases.includes("wifi") ? null : record.wifi,
    account: erases.includes("account") ? null : record.account,
    startUp: erases.includes("startUp") ? startUp : record.startUp,
    schedules: erases.includes("schedules") ? [] : record.schedules,
    energy: erases.includes("energy") ? 0 : record.energy,
    personal: erases.includes("personal") ? false : record.personal,
    relayClosed: false,
    shortBoots: 0,
  };
}

/** The record after the outlet was switched. Written out, because a spread takes twenty times as long. */
export function withRelay(record: NvmRecord, relayClosed: boolean): NvmRecord {
  const { version, wifi, account, startUp, intent, owedGoodbye } = record;
  const { schedules, energy, firmware, shortBoots, personal } = record;
  return {
    version,
    wifi,
    account,
    startUp,
    relayClosed,
    intent,
    owedGoodbye,
    schedules,
    energy,
    firmware,
    shortBoots,
    personal,
  };
}
