import type { Erasable, StartUp } from "../profiles/profile.ts";

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
}

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
  return { version: 1, wifi: null, account: null, startUp, relayClosed: false, intent: null, owedGoodbye };
}

/** The record after a reset that erases this, before its intent is noted. The outlet is off. */
export function erased(record: NvmRecord, erases: readonly Erasable[], startUp: StartUp): NvmRecord {
  return {
    ...record,
    wifi: erases.includes("wifi") ? null : record.wifi,
    account: erases.includes("account") ? null : record.account,
    startUp: erases.includes("startUp") ? startUp : record.startUp,
    relayClosed: false,
  };
}

/** The record after the outlet was switched. Written out, because a spread takes twenty times as long. */
export function withRelay(record: NvmRecord, relayClosed: boolean): NvmRecord {
  const { version, wifi, account, startUp, intent, owedGoodbye } = record;
  return { version, wifi, account, startUp, relayClosed, intent, owedGoodbye };
}
