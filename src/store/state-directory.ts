import { dirname, join, resolve } from "node:path";
import type { MakerKey } from "../firmware-image/maker-key.ts";
import { type FactoryRecord, newFactoryRecord, parseFactoryRecord } from "./factory-record.ts";
import { FirmwareSlots } from "./firmware-slots.ts";
import { errnoOf, type FsPort } from "./fs-port.ts";
import type { Lock } from "./held-address.ts";
import { loadMaker, makerLost, saveForGood } from "./maker-record.ts";
import { checkedPlugId, isPlugId, plugIdOf } from "./plug-id.ts";
import { replaceFile } from "./replace-file.ts";
import { refusal, StoreError } from "./store-error.ts";
import { SLOT_NAMES, TwoSlotStore } from "./two-slot-store.ts";

const PARTS = ["plug", "home", "factory"] as const;
/** What is the maker's, and not the plug's: it is there before the plug is. */
const MAKER = "maker";
/** No plug can have this name: it has a dot. */
const LAST_USED = "last-used.txt";

export interface PlugPlace {
  readonly id: string;
  readonly directory: string;
}

/** A plug's place on the disk, held by this process alone: its NVM in `plug/`, what it lives in in `home/`. */
export interface OpenPlug extends PlugPlace {
  readonly plugDirectory: string;
  readonly homeDirectory: string;
  readonly factory: FactoryRecord;
  /** The pair of which the plug knows the public half. */
  readonly maker: MakerKey;
  /** Made just now. */
  readonly isNew: boolean;
  /** Lets other processes in. Wait for the stores to settle first. */
  release(): Promise<void>;
}

export interface OpenRequest {
  readonly fs: FsPort;
  /** `lockDirectory` of `lock.ts`. */
  readonly lock: (fs: FsPort, directory: string) => Promise<Lock>;
  readonly root: string;
  readonly id?: string | undefined;
  /** Erases the plug and its home, keeps the factory record. */
  readonly fresh: boolean;
}

/** The names in a directory; none if it does not exist. */
async function namesIn(fs: FsPort, directory: string): Promise<readonly string[]> {
  try {
    return await fs.list(directory);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return [];
    throw refusal("read", directory, error);
  }
}

async function hasRecord(fs: FsPort, directory: string): Promise<boolean> {
  const names = await namesIn(fs, directory);
  return SLOT_NAMES.some((slot) => names.includes(slot));
}

async function isPlug(fs: FsPort, directory: string): Promise<boolean> {
  try {
    for (const part of PARTS) if (await hasRecord(fs, join(directory, part))) return true;
    return false;
  } catch (error) {
    // A stray file with a plug-like name, beside the plugs.
    if (error instanceof StoreError && error.code === "not-a-directory") return false;
    throw error;
  }
}

/**
 * The plugs of a state directory, by name; none if it does not exist. What a cut left of a plug before its factory record was
 * saved is not one.
 * @throws StoreError `unreadable` or `not-a-directory`
 */
export async function listPlugs(fs: FsPort, root: string): Promise<readonly PlugPlace[]> {
  const plugs: PlugPlace[] = [];
  for (const id of [...(await namesIn(fs, root))].sort()) {
    const directory = join(root, id);
    if (isPlugId(id) && (await isPlug(fs, directory))) plugs.push({ id, directory });
  }
  return plugs;
}

async function readLastUsed(fs: FsPort, root: string): Promise<string | undefined> {
  try {
    const bytes = await fs.read(join(root, LAST_USED), 64);
    return new TextDecoder().decode(bytes).trim();
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    throw refusal("read", join(root, LAST_USED), error);
  }
}

/**
 * The plug that is meant when none is named: the last used, or the only one. Undefined if there is none at all.
 * @throws StoreError `ambiguous` if there are several and none is known to be the last used
 */
export async function usualPlug(fs: FsPort, root: string): Promise<PlugPlace | undefined> {
  const plugs = await listPlugs(fs, root);
  const last = plugs.length > 1 ? await readLastUsed(fs, root) : undefined;
  const plug = plugs.length > 1 ? plugs.find(({ id }) => id === last) : plugs[0];
  if (plug === undefined && plugs.length > 1)
    throw new StoreError(
      "ambiguous",
      `${root} holds several plugs: name one with --id: ${plugs.map(({ id }) => id).join(", ")}.`,
    );
  return plug;
}

/**
 * Makes a directory and what is missing above it, each 0700. `mayClimb` is false on the second try: a link that leads nowhere
 * exists and yet holds nothing.
 */
async function makeDirectories(fs: FsPort, path: string, mayClimb = true): Promise<void> {
  const above = dirname(path);
  try {
    await fs.makeDirectory(path);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === "EEXIST") return;
    if (errno !== "ENOENT" || above === path || !mayClimb) throw refusal("write", path, error);
    await makeDirectories(fs, above);
    await makeDirectories(fs, path, false);
  }
}

/** Makes every name on the way to a plug durable, whichever process made it. A parent that may not be read cannot be asked to. */
async function makeDurable(fs: FsPort, root: string, directory: string): Promise<void> {
  for (let path = directory; ; path = dirname(path)) {
    await fs.syncDirectory(path).catch((error) => {
      const isAbove = path !== directory && path !== root;
      if (!(isAbove && errnoOf(error) === "EACCES")) throw refusal("write", directory, error);
    });
    if (path === dirname(path)) return;
  }
}

/**
 * The factory record, made on the first start. That it exists means that the way to it is durable, so that acknowledged records
 * below the same directory are too, and that the maker's key that it names is.
 */
async function loadFactory(fs: FsPort, root: string, directory: string, fallback: FactoryRecord) {
  const store = new TwoSlotStore(fs, join(directory, "factory"), parseFactoryRecord);
  const { body, health, isNew } = await store.load();
  const orphaned = isNew && (await isPlug(fs, directory));
  if (health === "lost" || orphaned)
    throw new StoreError(
      "corrupt",
      `The factory record in ${join(directory, "factory")} is ${isNew ? "missing" : "damaged"}, and with it the plug's serial number: restore ${directory} from a copy, or remove it to get a new plug.`,
    );
  const factory: FactoryRecord = { ...(body ?? fallback), makerKey: body?.makerKey ?? fallback.makerKey };
  if (body?.makerKey == null) await makeDurable(fs, root, directory);
  if (body?.makerKey == null || health === "recovered") await saveForGood(store, factory);
  return { factory, isNew };
}

/**
 * Opens the plug that is asked for, or the usual one, or a new one, and locks it until `release` or the end of the process.
 * @throws StoreError of every kind but `refused`; nothing on the disk is changed by one of `bad-id`, `ambiguous` or `in-use`,
 *   and no record by any
 */
export async function openPlug(request: OpenRequest): Promise<OpenPlug> {
  const { fs, lock, id: asked, fresh } = request;
  const root = resolve(request.root);
  const made = newFactoryRecord();
  const named = asked === undefined ? undefined : checkedPlugId(asked);
  const id = named ?? (await usualPlug(fs, root))?.id ?? plugIdOf(made.serial);
  const directory = join(root, id);
  // Before anything is made: a root that is a file or may not be read is reported by its own name.
  await namesIn(fs, root);
  for (const part of [...PARTS, MAKER]) await makeDirectories(fs, join(directory, part));
  const held = await lock(fs, directory);
  try {
    const maker = await loadMaker(fs, join(directory, MAKER));
    const fallback = { ...made, makerKey: maker.public };
    const { factory, isNew } = await loadFactory(fs, root, directory, fallback);
    if (factory.makerKey !== maker.public) throw makerLost(join(directory, MAKER));
    const plugDirectory = join(directory, "plug");
    const homeDirectory = join(directory, "home");
    if (fresh) {
      for (const part of [plugDirectory, homeDirectory])
        await new TwoSlotStore(fs, part, (value) => value).erase();
      await new FirmwareSlots(fs, plugDirectory).erase();
    }
    if ((await readLastUsed(fs, root)) !== id)
      await replaceFile(fs, root, LAST_USED, `${LAST_USED}.${id}.tmp`, new TextEncoder().encode(`${id}\n`));
    const release = () => held.release();
    return { id, directory, plugDirectory, homeDirectory, factory, maker, isNew, release };
  } catch (error) {
    await held.release();
    throw error;
  }
}
