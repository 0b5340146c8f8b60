import { type HomeRecord, homeRecord, type NvmRecord, type Profile } from "../../../firmware-sim/index.ts";
import type { HomeStore, PlugStore } from "../../runtime/ports.ts";
import { setUp } from "../../runtime/set-up.ts";
import { FirmwareSlots } from "../../store/firmware-slots.ts";
import { lockDirectory } from "../../store/lock.ts";
import { nodeFs } from "../../store/node-fs.ts";
import { keyOf } from "../../store/password-key.ts";
import { parseHomeRecord, parseNvmRecord } from "../../store/record-schema.ts";
import { type OpenPlug, openPlug } from "../../store/state-directory.ts";
import { type LoadHealth, TwoSlotStore } from "../../store/two-slot-store.ts";

/** The home that every plug begins in. It is simulated: these are no secrets, and README names them. */
const DEFAULT_HOME = { ssid: "plugbench", password: "plugbench-home", account: "home" } as const;

export interface StateRequest {
  readonly root: string;
  readonly id: string | undefined;
  readonly fresh: boolean;
  readonly provisioned: boolean;
  readonly profile: Profile;
}

/** What a plug and its home know from earlier, and where they keep it. */
export interface PlugState {
  readonly place: OpenPlug;
  /** null: as from the factory. */
  readonly record: NvmRecord | null;
  readonly plugHealth: LoadHealth;
  readonly home: HomeRecord;
  readonly homeHealth: LoadHealth;
  readonly plugStore: PlugStore;
  readonly homeStore: HomeStore;
  /** Waits for what is being saved, then lets other processes in. */
  release(): Promise<void>;
}

/**
 * Locks and reads the state of the plug that is asked for, or makes a new one.
 * @throws StoreError
 */
export async function openState({ root, id, fresh, provisioned, profile }: StateRequest): Promise<PlugState> {
  const place = await openPlug({ fs: nodeFs, lock: lockDirectory, root, id, fresh });
  try {
    const plugs = new TwoSlotStore(nodeFs, place.plugDirectory, parseNvmRecord);
    const slots = new FirmwareSlots(nodeFs, place.plugDirectory);
    const homes = new TwoSlotStore(nodeFs, place.homeDirectory, parseHomeRecord);
    const [plug, home] = await Promise.all([plugs.load(), homes.load()]);
    let kept = { record: plug.body ?? null, home: home.body ?? (await newHomeRecord(place.factory.salt)) };
    if (home.body === undefined) await homes.save(kept.home);
    if (provisioned) {
      const before = kept;
      kept = setUp(before.record, before.home, profile);
      if (kept.record !== before.record && kept.record !== null) await plugs.save(kept.record);
      if (kept.home !== before.home) await homes.save(kept.home);
    }
    return {
      place,
      ...kept,
      plugHealth: plug.health,
      homeHealth: home.health,
      plugStore: plugStoreOver(plugs, slots),
      homeStore: homes,
      release: async () => {
        await Promise.all([plugs.settled(), slots.settled(), homes.settled()]);
        await place.release();
      },
    };
  } catch (error) {
    await place.release();
    throw error;
  }
}

async function newHomeRecord(salt: string): Promise<HomeRecord> {
  const { ssid, password, account } = DEFAULT_HOME;
  return homeRecord({ ssid, key: await keyOf(ssid, password, salt) }, account);
}

const plugStoreOver = (store: TwoSlotStore<NvmRecord>, slots: FirmwareSlots): PlugStore => ({
  async load() {
    const { body, health } = await store.load();
    return { record: body ?? null, health };
  },
  save: (record) => store.save(record),
  stage: (slot, image) => slots.stage(slot, image),
  // Nothing of its user's is kept outside its record.
  wipe: () => store.settled(),
  drop: () => store.drop(),
});
