import type { FsPort } from "../../src/store/fs-port.ts";
import { TwoSlotStore } from "../../src/store/two-slot-store.ts";

/** Stands for all that a reset must leave nowhere. */
const SECRET = "9f3ac1-the-key-of-a-network";

interface Nvm {
  readonly wifiKey?: string;
  readonly resetting?: true;
}

export interface Places {
  readonly plug: string;
  readonly energy: string;
}

const nvm = (fs: FsPort, { plug }: Places) => new TwoSlotStore(fs, plug, (value) => value as Nvm);
const counters = (fs: FsPort, { energy }: Places) =>
  new TwoSlotStore(fs, energy, (value) => value as { wattHours: number });

/** Fills both slots of both stores, as after some use. */
export async function provision(fs: FsPort, places: Places): Promise<void> {
  for (let generation = 0; generation < 2; generation++) {
    await nvm(fs, places).save({ wifiKey: SECRET });
    await counters(fs, places).save({ wattHours: 7 });
  }
}

export const saveIntent = (fs: FsPort, places: Places) => nvm(fs, places).save({ resetting: true });
export const eraseCounters = (fs: FsPort, places: Places) => counters(fs, places).erase();
export const saveFactory = (fs: FsPort, places: Places) => nvm(fs, places).save({});

/** A factory reset as the store sees it: the intent, what is to be erased, the factory record. */
export async function reset(fs: FsPort, places: Places): Promise<void> {
  await saveIntent(fs, places);
  await eraseCounters(fs, places);
  await saveFactory(fs, places);
}

/** Finishes a reset that was begun. */
export async function boot(fs: FsPort, places: Places): Promise<void> {
  if (!(await nvm(fs, places).load()).body?.resetting) return;
  await eraseCounters(fs, places);
  await saveFactory(fs, places);
}

/** What a restart finds; `contents` is every file of the disk. */
export async function finding(fs: FsPort, places: Places, contents: Iterable<Uint8Array>): Promise<string> {
  const plug = await nvm(fs, places).load();
  const energy = await counters(fs, places).load();
  const secretLeft = [...contents].some((bytes) => Buffer.from(bytes).includes(SECRET));
  if (plug.body === undefined || plug.body.resetting) return "unfinished";
  if (plug.body.wifiKey === SECRET && energy.body?.wattHours === 7) return "before";
  return plug.body.wifiKey === undefined && energy.isNew && !secretLeft ? "after" : "mixed";
}
