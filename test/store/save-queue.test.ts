import { expect, test } from "vitest";
import { CrashFs } from "../support/crash-fs.ts";
import { type Numbered, numberedStore } from "./records.ts";

/** A disk whose directory syncs wait until the test lets them through, or fails them. */
class SlowDisk extends CrashFs {
  private readonly held: { pass(): void; fail(error: Error): void }[] = [];

  override async syncDirectory(path: string): Promise<void> {
    await new Promise<void>((pass, fail) => {
      this.held.push({ pass, fail });
    });
    await super.syncDirectory(path);
  }

  /** Waits for the next directory sync and ends it. */
  async finish(error?: Error): Promise<void> {
    while (this.held.length === 0) await new Promise(setImmediate);
    const gate = this.held.shift()!;
    if (error === undefined) gate.pass();
    else gate.fail(error);
    await new Promise(setImmediate);
  }

  get rests(): boolean {
    return this.held.length === 0;
  }

  /** The record numbers that reached the disk, in order. */
  readonly written: number[] = [];

  override async create(path: string) {
    const file = await super.create(path);
    return {
      ...file,
      write: (bytes: Uint8Array) => {
        this.written.push(JSON.parse(Buffer.from(bytes).toString()).body.n);
        return file.write(bytes);
      },
    };
  }
}

function slowStore() {
  const disk = new SlowDisk(["/plug"]);
  return { disk, store: numberedStore(disk) };
}

/** Notes the outcome of a save under its number. */
function noted(outcomes: string[], n: number, save: Promise<string>): Promise<void> {
  return save.then(
    (outcome) => void outcomes.push(`${n} ${outcome}`),
    () => void outcomes.push(`${n} failed`),
  );
}

test("acknowledges a save only after the directory is synced", async () => {
  const { disk, store } = slowStore();
  const outcomes: string[] = [];
  const saving = noted(outcomes, 1, store.save({ n: 1 }));
  for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
  expect(outcomes).toEqual([]);
  await disk.finish();
  await saving;
  expect(outcomes).toEqual(["1 saved"]);
});

test("keeps only the newest of the waiting records, and acknowledges the others with it", async () => {
  const { disk, store } = slowStore();
  const outcomes: string[] = [];
  const first = noted(outcomes, 1, store.save({ n: 1 }));
  await new Promise(setImmediate);
  const rest = [2, 3, 4].map((n) => noted(outcomes, n, store.save({ n })));
  await disk.finish();
  await first;
  expect(outcomes).toEqual(["1 saved"]);
  await disk.finish();
  await Promise.all(rest);
  expect(outcomes).toEqual(["1 saved", "2 saved", "3 saved", "4 saved"]);
  expect(disk.written).toEqual([1, 4]);
});

test("fails all the saves that a failed record stood for, and saves the next", async () => {
  const { disk, store } = slowStore();
  const outcomes: string[] = [];
  const first = noted(outcomes, 1, store.save({ n: 1 }));
  await new Promise(setImmediate);
  const rest = [2, 3].map((n) => noted(outcomes, n, store.save({ n })));
  await disk.finish();
  await disk.finish(new Error("the disk is gone"));
  await Promise.all([first, ...rest]);
  expect(outcomes).toEqual(["1 saved", "2 failed", "3 failed"]);
  const next = store.save({ n: 4 });
  await disk.finish();
  expect(await next).toBe("saved");
});

test("saves the record as it was when it was asked to", async () => {
  const { disk, store } = slowStore();
  const record: { -readonly [key in keyof Numbered]: Numbered[key] } = { n: 1 };
  const saving = store.save(record);
  record.n = 99;
  await disk.finish();
  await saving;
  expect(disk.written).toEqual([1]);
});

test("a power cut drops what waits and what is being written, and the next start can load and save", async () => {
  const { disk, store } = slowStore();
  const outcomes: string[] = [];
  const saves = [1, 2].map((n) => noted(outcomes, n, store.save({ n })));
  await new Promise(setImmediate);
  saves.push(noted(outcomes, 3, store.save({ n: 3 })));
  store.drop();
  await Promise.all(saves);
  expect(outcomes).toEqual(["1 dropped", "2 dropped", "3 dropped"]);

  const loading = store.load();
  const saving = store.save({ n: 4 });
  await disk.finish();
  await disk.finish();
  expect((await loading).body).toEqual({ n: 2 });
  await disk.finish();
  expect(await saving).toBe("saved");
  expect(disk.written).toEqual([2, 4]);
});

test("a save after a power cut is not lost with those before it", async () => {
  const { disk, store } = slowStore();
  const dropped = store.save({ n: 1 });
  store.drop();
  const kept = store.save({ n: 2 });
  expect(await dropped).toBe("dropped");
  await disk.finish();
  expect(await kept).toBe("saved");
  expect(disk.written).toEqual([2]);
});

test("an erasure drops the saves that wait, and comes before those that follow", async () => {
  const { disk, store } = slowStore();
  const before = store.save({ n: 1 });
  const erasing = store.erase();
  const after = store.save({ n: 2 });
  expect(await before).toBe("dropped");
  await disk.finish();
  await disk.finish();
  await erasing;
  await disk.finish();
  expect(await after).toBe("saved");
});

test("settles only when the last write has ended", async () => {
  const { disk, store } = slowStore();
  let settled = false;
  void store.save({ n: 1 });
  await new Promise(setImmediate);
  store.drop();
  const settling = store.settled().then(() => {
    settled = true;
  });
  for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
  expect(settled).toBe(false);
  await disk.finish();
  await settling;
  expect(disk.rests).toBe(true);
});
