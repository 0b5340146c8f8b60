import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { privateKeyOf } from "../../src/firmware-image/maker-key.ts";
import { FirmwareSlots } from "../../src/store/firmware-slots.ts";
import { lockDirectory } from "../../src/store/lock.ts";
import { nodeFs } from "../../src/store/node-fs.ts";
import { openPlug } from "../../src/store/state-directory.ts";
import { TwoSlotStore } from "../../src/store/two-slot-store.ts";

const everything: string[] = [];
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "plugbench-maker-"));
  everything.push(root);
});
afterAll(() => Promise.all(everything.map((path) => rm(path, { recursive: true, force: true }))));

async function visit(id = "a", fresh = false) {
  const plug = await openPlug({ fs: nodeFs, lock: lockDirectory, root, id, fresh });
  await plug.release();
  return plug;
}
const slot = (part: string, n = 0) => join(root, "a", part, `state.${n}`);

test("the first start makes the maker's keys: its own, in a private file; the plug has the public half", async () => {
  const { maker, factory } = await visit();
  expect(privateKeyOf(maker).asymmetricKeyType).toBe("ed25519");
  expect(factory.makerKey).toBe(maker.public);
  expect(await readFile(slot("maker"), "utf8")).toContain(maker.private);
  for (const part of ["factory", "plug", "home"])
    for (const name of await nodeFs.list(join(root, "a", part)))
      expect(await readFile(join(root, "a", part, name), "utf8")).not.toContain(maker.private);
  if (process.platform === "win32") return;
  expect((await stat(slot("maker"))).mode & 0o777).toBe(0o600);
  expect((await stat(join(root, "a", "maker"))).mode & 0o777).toBe(0o700);
});

test("they stay the same at every later start, a fresh one too, and are no other plug's", async () => {
  const { maker, factory } = await visit();
  expect(await visit()).toMatchObject({ maker, factory });
  expect(await visit("a", true)).toMatchObject({ maker, factory });
  expect((await visit("b")).maker.private).not.toBe(maker.private);
});

test.each([0, 1])("one of its two copies may be lost: number %i", async (n) => {
  const { maker } = await visit();
  await writeFile(slot("maker", n), "");
  expect((await visit()).maker).toEqual(maker);
  await rm(slot("maker", 1 - n));
  expect((await visit()).maker).toEqual(maker);
});

test("a pair that is gone, damaged or another one is an error that says where and what to do, and the plug stays as it is", async () => {
  const { maker } = await visit();
  const other = (await visit("b")).maker;
  const message = expect.stringMatching(/maker's key in .*maker is damaged or missing.*copy/);
  for (const n of [0, 1]) await writeFile(slot("maker", n), "{}");
  await expect(visit()).rejects.toMatchObject({ code: "corrupt", message });
  const store = new TwoSlotStore(nodeFs, join(root, "a", "maker"), (value) => value);
  await store.save(other);
  await expect(visit()).rejects.toMatchObject({ code: "corrupt", message });
  await store.save({ public: maker.public, private: other.private });
  await rm(slot("maker", 0));
  await expect(visit()).rejects.toMatchObject({ code: "corrupt" });
  const kept = await readFile(slot("factory"), "utf8");
  await rm(join(root, "a", "maker"), { recursive: true });
  await expect(visit()).rejects.toMatchObject({ code: "corrupt", message });
  expect(await readFile(slot("factory"), "utf8")).toBe(kept);
});

test("a plug from before there were updates gets its maker's key, and keeps all else", async () => {
  const { factory } = await visit();
  const { makerKey: _, ...before } = factory;
  const old = new TwoSlotStore(nodeFs, join(root, "a", "factory"), (value) => value);
  for (let n = 0; n < 2; n++) await old.save(before);
  await rm(join(root, "a", "maker"), { recursive: true });
  const plug = await visit();
  expect(plug).toMatchObject({ isNew: false, factory: { ...before, makerKey: plug.maker.public } });
  expect((await visit()).factory).toEqual(plug.factory);
});

test("a fresh start removes the images of firmware too", async () => {
  const { plugDirectory } = await visit();
  await new FirmwareSlots(nodeFs, plugDirectory).stage(1, new Uint8Array(9));
  expect(await nodeFs.list(plugDirectory)).toEqual(["firmware.1"]);
  await visit("a", true);
  expect(await nodeFs.list(plugDirectory)).toEqual([]);
});
