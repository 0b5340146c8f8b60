import type { HomeRecord, NvmHealth, NvmRecord, Outage } from "../../firmware-sim/index.ts";

/** Where the plug's record is kept. */
export interface PlugStore {
  /** null: a plug fresh from the factory. Rejects when the store cannot be read. */
  load(): Promise<{ readonly record: NvmRecord | null; readonly health: NvmHealth }>;
  /** Resolves when the record is durable, or `dropped` by a power cut before it was. Rejects with an `code`d error. */
  save(record: NvmRecord): Promise<"saved" | "dropped">;
  /** Keeps an image of firmware in a slot, in the old one's place. Resolves when it is durable; rejects as `save` does. */
  stage(slot: 0 | 1, image: Uint8Array): Promise<void>;
  /** Erases what is kept outside the record. */
  wipe(): Promise<void>;
  /** The plug's power is gone: saves not yet begun never happen. */
  drop(): void;
}

export interface HomeStore {
  save(record: HomeRecord): Promise<unknown>;
}

/**
 * The plug's own connections, as the emulated network lets them be. All calls return at once; the link
 * never holds up button, lamp or relay.
 */
export interface DeviceLink {
  /** The topics that this link keeps retained in the broker while the plug is on its network. */
  readonly retainedTopics: readonly string[];
  /** The network is there: connect, subscribe, announce. */
  up(): void;
  /** The network or the plug's power is gone. */
  down(how: Outage): void;
  /** Clears `topics` from the broker, then disconnects. False when the broker could not be reached in time. */
  goodbye(topics: readonly string[]): Promise<boolean>;
  /** One short connection that clears `topics`, whenever the broker is reachable; false when given up by down(). */
  payOwed(topics: readonly string[]): Promise<boolean>;
  /** Says offline where it can, then ends, within 2 s. */
  close(): Promise<void>;
}

/** A plug without a broker. */
export const noDeviceLink: DeviceLink = {
  retainedTopics: [],
  up: () => {},
  down: () => {},
  goodbye: async () => true,
  payOwed: async () => true,
  close: async () => {},
};
