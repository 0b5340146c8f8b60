import { type HomeRecord, homeRecord, type NvmRecord, type Profile } from "../../firmware-sim/index.ts";
import type { HomeStore, PlugStore } from "../runtime/ports.ts";
import { setUp } from "../runtime/set-up.ts";

/** What plug and home know, and where they keep it: nothing of it outlives the program. */
export interface Kept {
  readonly plugStore: PlugStore;
  readonly homeStore: HomeStore;
  readonly home: HomeRecord;
}

/** Of a plug that was never set up, or of one that is set up and listed by its home's account. */
export function keptInMemory(
  plug: "new" | "set up",
  { wifi, profile }: { readonly wifi: HomeRecord["wifi"]; readonly profile: Profile },
): Kept {
  const blank = homeRecord(wifi, "home");
  const { record, home } = plug === "new" ? { record: null, home: blank } : setUp(null, blank, profile);
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
