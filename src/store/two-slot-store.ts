import { join } from "node:path";
import type { FsPort } from "./fs-port.ts";
import { removeFile, replaceFile } from "./replace-file.ts";
import { encodeSlot, readSlot, SLOT_LIMIT, type Slot } from "./slot-file.ts";
import { refusal, StoreError } from "./store-error.ts";

/** `recovered`: one generation was damaged or missing, the other is used. `lost`: there was a record, and none can be read. */
export type LoadHealth = "ok" | "recovered" | "lost";

export interface Loaded<T> {
  /** Undefined when the store is new or its record is lost. */
  readonly body: T | undefined;
  readonly health: LoadHealth;
  /** Nothing was ever saved here. Never true for a record that is there but cannot be read. */
  readonly isNew: boolean;
}

/** `dropped`: the power was cut first; whether the record reached the disk is shown by the next load. */
export type SaveOutcome = "saved" | "dropped";

export const SLOT_NAMES = ["state.0", "state.1"] as const;
const DRAFT = "state.tmp";

interface Waiter {
  resolve(outcome: SaveOutcome): void;
  reject(error: unknown): void;
}
interface Batch {
  text: string;
  readonly waiters: Waiter[];
}
interface Generation {
  readonly slot: 0 | 1;
  readonly seq: number;
}

/** With nothing saved yet, the first save goes to slot 0 as number 1. */
const NOTHING: Generation = { slot: 1, seq: 0 };

function newestOf<T>([first, second]: readonly [Slot<T>, Slot<T>]): Generation {
  const a = first.kind === "good" ? first.seq : 0;
  const b = second.kind === "good" ? second.seq : 0;
  if (a === 0 && b === 0) return NOTHING;
  return a >= b ? { slot: 0, seq: a } : { slot: 1, seq: b };
}

/**
 * One record in a directory of its own, in two generations. A save overwrites the older slot and is acknowledged only when it
 * would survive a power cut; the newest whole slot wins at the next load. Loads, saves and erasures run one after the other in
 * the order they were asked for; everything is asynchronous, so a slow disk never holds up a lamp.
 *
 * The caller makes the directory and sees to it that no other process uses it (`lock.ts`).
 */
export class TwoSlotStore<T> {
  private readonly fs: FsPort;
  private readonly directory: string;
  private readonly parse: (value: unknown) => T;
  private newest: Generation | undefined;
  private tail: Promise<unknown> = Promise.resolve();
  private waiting: Batch | undefined;
  private inFlight: Batch | undefined;

  /** `parse` turns a JSON value into a record, and throws at a wrong shape: that slot then counts as damaged. */
  constructor(fs: FsPort, directory: string, parse: (value: unknown) => T) {
    this.fs = fs;
    this.directory = directory;
    this.parse = parse;
  }

  /**
   * The newest whole record, made durable before it is given out: after a kill it may be visible and yet not be on the disk.
   * @throws StoreError `unreadable` or `not-a-directory`; such a store is not new, and must not be overwritten
   */
  load(): Promise<Loaded<T>> {
    return this.enqueue(async () => {
      const slots = await this.readSlots();
      if (slots.every(({ kind }) => kind === "absent")) return { body: undefined, health: "ok", isNew: true };
      await this.syncDirectory("read");
      const newest = newestOf(slots);
      const best = slots[newest.slot];
      if (best.kind !== "good") return { body: undefined, health: "lost", isNew: false };
      const other = slots[newest.slot === 0 ? 1 : 0];
      // Only the very first save leaves a slot without its twin.
      const sound = other.kind === "good" || (other.kind === "absent" && best.seq === 1);
      return { body: best.body, health: sound ? "ok" : "recovered", isNew: false };
    });
  }

  /**
   * Resolves `saved` once `body`, as it is now, or a record saved after it, is durable. Of the records that wait while one is
   * being written only the newest is kept.
   * @throws StoreError `full` or `unwritable`: the previous record can still be read, and a later save may succeed; `refused`
   *   for a record that could not be read back (longer than 1 MiB, or one that `parse` throws at)
   */
  async save(body: T): Promise<SaveOutcome> {
    const text = this.textOf(body);
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      if (this.waiting !== undefined) {
        this.waiting.text = text;
        this.waiting.waiters.push(waiter);
      } else {
        const batch: Batch = { text, waiters: [waiter] };
        this.waiting = batch;
        void this.enqueue(() => this.saveBatch(batch));
      }
    });
  }

  /** The power is cut: saves not begun are never made; one being written may or may not reach the disk. All say `dropped`. */
  drop(): void {
    for (const waiter of [...(this.waiting?.waiters ?? []), ...(this.inFlight?.waiters ?? [])])
      waiter.resolve("dropped");
    this.waiting = undefined;
  }

  /**
   * Removes the record for good. A cut leaves the newest record or none, never the older one: its removal is durable first.
   * Saves that wait are dropped.
   * @throws StoreError `unreadable` or `unwritable`
   */
  erase(): Promise<void> {
    for (const waiter of this.waiting?.waiters ?? []) waiter.resolve("dropped");
    this.waiting = undefined;
    return this.enqueue(async () => {
      const last = newestOf(await this.readSlots()).slot;
      this.newest = undefined;
      await removeFile(this.fs, join(this.directory, DRAFT));
      for (const slot of [last === 0 ? 1 : 0, last] as const) {
        await removeFile(this.fs, join(this.directory, SLOT_NAMES[slot]));
        await this.syncDirectory("write");
      }
    });
  }

  /** Resolves when nothing is being read or written any more. */
  async settled(): Promise<void> {
    await this.tail;
  }

  private enqueue<R>(work: () => Promise<R>): Promise<R> {
    const done = this.tail.then(work);
    this.tail = done.catch(() => {});
    return done;
  }

  /** Reading back what is about to be written costs microseconds, and a record that no boot could read would cost both slots. */
  private textOf(body: T): string {
    try {
      const text = JSON.stringify(body);
      this.parse(JSON.parse(text));
      if (encodeSlot(Number.MAX_SAFE_INTEGER, text).length > SLOT_LIMIT)
        throw new Error(`it is longer than ${SLOT_LIMIT} bytes`);
      return text;
    } catch (error) {
      throw new StoreError(
        "refused",
        `A record for ${this.directory} was not saved, for it could not be read back: this is a fault of the program, please report it.`,
        error,
      );
    }
  }

  private async saveBatch(batch: Batch): Promise<void> {
    if (this.waiting !== batch) return;
    this.waiting = undefined;
    this.inFlight = batch;
    try {
      await this.write(batch.text);
      for (const waiter of batch.waiters) waiter.resolve("saved");
    } catch (error) {
      for (const waiter of batch.waiters) waiter.reject(error);
    } finally {
      this.inFlight = undefined;
    }
  }

  private async write(text: string): Promise<void> {
    if (this.newest === undefined) await this.readSlots();
    const { slot, seq } = this.newest ?? NOTHING;
    const next: Generation = { slot: slot === 0 ? 1 : 0, seq: seq + 1 };
    await replaceFile(this.fs, this.directory, SLOT_NAMES[next.slot], DRAFT, encodeSlot(next.seq, text));
    this.newest = next;
  }

  private async readSlots(): Promise<readonly [Slot<T>, Slot<T>]> {
    const slots = [
      await readSlot(this.fs, join(this.directory, SLOT_NAMES[0]), this.parse),
      await readSlot(this.fs, join(this.directory, SLOT_NAMES[1]), this.parse),
    ] as const;
    this.newest = newestOf(slots);
    return slots;
  }

  private async syncDirectory(intent: "read" | "write"): Promise<void> {
    try {
      await this.fs.syncDirectory(this.directory);
    } catch (error) {
      throw refusal(intent, this.directory, error);
    }
  }
}
