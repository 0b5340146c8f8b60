import { type HomeRecord, homeRecord, type NvmRecord, type Profile } from "../../firmware-sim/index.ts";
import type { HomeStore, PlugStore } from "../runtime/ports.ts";
import { setUp } from "../runtime/set-up.ts";
import type { Start } from "./start.ts";

/** Of the plug that every bench has: its Wi-Fi keys are made with it. */
export const SALT = "0".repeat(32);
/** Simulated: the key is the one of the password "plugbench-home", which is no secret. */
const WIFI = {
  ssid: "plugbench",
  key: "8d35fc69ca9c0fe4d231141849edf5d77d0b9801a9ba39ef799e070a1de07b06",
} as const;

export interface Kept {
  readonly plugStore: PlugStore;
  readonly homeStore: HomeStore;
  readonly home: HomeRecord;
}

/** What plug and home know when a bench begins, kept in memory. */
export function kept(start: Start, profile: Profile): Kept {
  const blank = homeRecord(WIFI, "home");
  const { record, home } =
    start === "boxed" || start === "setup" ? { record: null, home: blank } : setUp(null, blank, profile);
  return { plugStore: new MemoryStore(record), homeStore: { save: async () => {} }, home };
}

/** Everything is durable at once. */
class MemoryStore implements PlugStore {
  #record: NvmRecord | null;

  constructor(record: NvmRecord | null) {
    this.#record = record;
  }

  async load() {
    return { record: this.#record, health: "ok" } as const;
  }

  async save(record: NvmRecord) {
    this.#record = record;
    return "saved" as const;
  }

  async stage(): Promise<void> {}
  async wipe(): Promise<void> {}
  drop(): void {}
}
