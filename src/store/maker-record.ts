import { type MakerKey, newMakerKey, privateKeyOf } from "../firmware-image/maker-key.ts";
import type { FsPort } from "./fs-port.ts";
import { StoreError } from "./store-error.ts";
import { TwoSlotStore } from "./two-slot-store.ts";

/** For a record that will not be saved again: in both slots, so that it survives the loss of either. */
export async function saveForGood<T>(store: TwoSlotStore<T>, record: T): Promise<void> {
  await store.save(record);
  await store.save(record);
}

function parseMakerKey(value: unknown): MakerKey {
  const { public: x, private: d } = value as Record<string, unknown>;
  const pair = { public: String(x), private: String(d) };
  privateKeyOf(pair);
  return pair;
}

export const makerLost = (directory: string): StoreError =>
  new StoreError(
    "corrupt",
    `The maker's key in ${directory} is damaged or missing, and the plug takes firmware from no other maker: restore it from a copy, or remove the plug's directory above it to get a new plug.`,
  );

/**
 * The key pair with which the maker of a plug signs its firmware, made on the first start. It is the maker's own, beside the plug,
 * which knows the public half only.
 * @throws StoreError `corrupt` when the pair that was there cannot be read
 */
export async function loadMaker(fs: FsPort, directory: string): Promise<MakerKey> {
  const store = new TwoSlotStore(fs, directory, parseMakerKey);
  const { body, health } = await store.load();
  if (health === "lost") throw makerLost(directory);
  const key = body ?? newMakerKey();
  if (body === undefined || health === "recovered") await saveForGood(store, key);
  return key;
}
