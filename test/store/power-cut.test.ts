import { expect, test } from "vitest";
import { CrashFs } from "../support/crash-fs.ts";
import { diskWith, numberedStore } from "./records.ts";
import {
  boot,
  eraseCounters,
  finding,
  type Places,
  provision,
  reset,
  saveFactory,
  saveIntent,
} from "./reset-example.ts";
import { type Operation, type Sweep, sweep } from "./sweep.ts";

const saveThree: Operation = async (fs, acknowledge) => {
  await numberedStore(fs).save({ n: 3 });
  acknowledge("3");
};

async function oldOrNew(disk: CrashFs, acknowledged: readonly string[]): Promise<string> {
  const { body, health } = await numberedStore(disk).load();
  if (body?.n === 3) return "new";
  if (acknowledged.includes("3")) return "acknowledged but lost";
  return body?.n === 2 && health !== "lost" ? "old" : "damaged";
}

const oneSave = async (): Promise<Sweep> => ({
  base: await diskWith(2),
  operate: saveThree,
  judge: oldOrNew,
});

test("a save cut at any call leaves the old record or the new, and an acknowledged one is never lost", async () => {
  const { steps, disks, verdicts } = await sweep(await oneSave());
  console.info(`one save: ${steps} calls, ${disks} disks, ${JSON.stringify(verdicts)}`);
  expect(Object.keys(verdicts).sort()).toEqual(["new", "old"]);
});

test("the first save of all, cut at any call, leaves a new store or the record", async () => {
  const { verdicts } = await sweep({
    base: new CrashFs(["/plug"]),
    operate: saveThree,
    async judge(disk, acknowledged) {
      const { body, isNew } = await numberedStore(disk).load();
      if (isNew && acknowledged.length === 0) return "new store";
      return body?.n === 3 ? "record" : "damaged";
    },
  });
  expect(Object.keys(verdicts).sort()).toEqual(["new store", "record"]);
});

test.each(["sync", "syncDirectory"] as const)(
  "the sweep notices a disk on which %s does nothing",
  async (ignored) => {
    const { verdicts } = await sweep({ ...(await oneSave()), options: { ignores: [ignored] } });
    expect(verdicts["acknowledged but lost"]).toBeGreaterThan(0);
  },
);

test("what a load gave out after a kill survives a power cut that follows", async () => {
  const base = await diskWith(2);
  for (let killedAt = 0; ; killedAt++) {
    const killed = base.restarted({ cutAt: killedAt });
    await saveThree(killed, () => {}).catch(() => {});
    const next = killed.restarted();
    const seen = (await numberedStore(next).load()).body?.n;
    for (const disk of next.images()) expect((await numberedStore(disk).load()).body?.n).toBe(seen);
    if (!killed.powerIsCut) return;
  }
});

test("an erasure cut at any call leaves the newest record or none, never the older one", async () => {
  const { verdicts } = await sweep({
    base: await diskWith(2),
    operate: async (fs, acknowledge) => {
      await numberedStore(fs).erase();
      acknowledge("erased");
    },
    async judge(disk, acknowledged) {
      const { body, isNew } = await numberedStore(disk).load();
      if (isNew) return "none";
      return body?.n === 2 && acknowledged.length === 0 ? "newest" : "wrong";
    },
  });
  expect(Object.keys(verdicts).sort()).toEqual(["newest", "none"]);
});

const PLACES: Places = { plug: "/plug", energy: "/energy" };

async function provisioned(): Promise<CrashFs> {
  const fs = new CrashFs(["/plug", "/energy"]);
  await provision(fs, PLACES);
  return fs.restarted();
}

const resetSweep = async (): Promise<Sweep> => ({
  base: await provisioned(),
  async operate(fs, acknowledge) {
    await saveIntent(fs, PLACES);
    acknowledge("intent");
    await eraseCounters(fs, PLACES);
    await saveFactory(fs, PLACES);
  },
  recover: (fs) => boot(fs, PLACES),
  async judge(disk, acknowledged) {
    const found = await finding(disk, PLACES, disk.files().values());
    return found === "before" && acknowledged.length > 0 ? "acknowledged but back" : found;
  },
});

test("a reset cut at any call, and again at any call of the recovery, is wholly before or wholly after", async () => {
  const { steps, disks, nested, verdicts } = await sweep(await resetSweep());
  console.info(`reset: ${steps} calls, ${disks} + ${nested} disks, ${JSON.stringify(verdicts)}`);
  expect(Object.keys(verdicts).sort()).toEqual(["after", "before"]);
});

test("the sweep notices a reset that erases before its intent is saved", async () => {
  const { verdicts } = await sweep({
    ...(await resetSweep()),
    async operate(fs) {
      await eraseCounters(fs, PLACES);
      await reset(fs, PLACES);
    },
  });
  expect(verdicts["mixed"]).toBeGreaterThan(0);
});
