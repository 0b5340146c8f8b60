import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { lockDirectory } from "../../src/store/lock.ts";
import { nodeFs } from "../../src/store/node-fs.ts";
import { listPlugs, type OpenPlug, openPlug, usualPlug } from "../../src/store/state-directory.ts";
import { CrashFs } from "../support/crash-fs.ts";
import { numberedStore } from "./records.ts";

const everything: string[] = [];
let root: string;
beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), "plugbench-state-"));
  everything.push(parent);
  root = join(parent, "not", "there", "yet");
});
afterAll(() => Promise.all(everything.map((path) => rm(path, { recursive: true, force: true }))));

const open = (id?: string, fresh = false) => openPlug({ fs: nodeFs, lock: lockDirectory, root, id, fresh });

/** Opens, looks, and lets go again. */
async function visit(id?: string, fresh = false): Promise<OpenPlug> {
  const plug = await open(id, fresh);
  await plug.release();
  return plug;
}

const noLock = async () => ({ release: async () => {} });
const openIn = (fs: CrashFs, id?: string) => openPlug({ fs, lock: noLock, root: "/state", id, fresh: false });

test("the first start makes a plug named after its serial, in private directories", async () => {
  const plug = await visit();
  expect(plug.factory.serial).toMatch(/^[0-9a-f]{12}$/);
  expect(plug.factory.salt).toMatch(/^[0-9a-f]{32}$/);
  expect(plug).toMatchObject({ id: `plug-${plug.factory.serial.slice(0, 6)}`, isNew: true });
  expect(plug.plugDirectory).toBe(join(root, plug.id, "plug"));
  expect(plug.homeDirectory).toBe(join(root, plug.id, "home"));
  if (process.platform === "win32") return;
  for (const path of [root, plug.directory, plug.plugDirectory, plug.homeDirectory])
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  expect((await stat(join(plug.directory, "factory", "state.0"))).mode & 0o777).toBe(0o600);
});

test("a later start finds the same plug, whatever name it was given", async () => {
  const { factory } = await visit("kitchen");
  expect(await visit("kitchen")).toMatchObject({ id: "kitchen", factory, isNew: false });
  expect(await visit()).toMatchObject({ id: "kitchen", factory, isNew: false });
});

test("without a name it is the last used of several", async () => {
  await visit("a");
  await visit("b");
  expect((await visit()).id).toBe("b");
  await visit("a");
  expect((await visit()).id).toBe("a");
});

test("several plugs and no trace of the last used are not guessed between", async () => {
  await visit("a");
  await visit("b");
  await writeFile(join(root, "last-used.txt"), "gone\n");
  await expect(open()).rejects.toMatchObject({
    code: "ambiguous",
    message: expect.stringContaining("--id: a, b."),
  });
  await rm(join(root, "last-used.txt"));
  await expect(open()).rejects.toMatchObject({ code: "ambiguous" });
});

test("a relative state directory is one and the same wherever the program goes later", async () => {
  const plug = await openPlug({
    fs: nodeFs,
    lock: lockDirectory,
    root: relative(process.cwd(), root),
    fresh: false,
  });
  await plug.release();
  expect(plug.directory).toBe(join(root, plug.id));
});

test("two new plugs have nothing in common", async () => {
  const [a, b] = [await visit("a"), await visit("b")];
  expect(a.factory.serial).not.toBe(b.factory.serial);
  expect(a.factory.salt).not.toBe(b.factory.salt);
});

test("a fresh start erases the plug and its home, and keeps the factory record", async () => {
  const before = await visit("a");
  for (const directory of [before.plugDirectory, before.homeDirectory])
    for (const n of [1, 2]) await numberedStore(nodeFs, directory).save({ n });
  const after = await visit("a", true);
  expect(after.factory).toEqual(before.factory);
  for (const directory of [after.plugDirectory, after.homeDirectory])
    expect(await nodeFs.list(directory)).toEqual([]);
});

test("a start that is not fresh erases nothing", async () => {
  const { plugDirectory } = await visit("a");
  await numberedStore(nodeFs, plugDirectory).save({ n: 1 });
  await visit("a");
  expect((await numberedStore(nodeFs, plugDirectory).load()).body).toEqual({ n: 1 });
});

test.each(["", "..", "../elsewhere", "a/b", "A", "plug_1", "a b", "plug\0", "x".repeat(49), "last-used.txt"])(
  "refuses the name %j and makes nothing",
  async (id) => {
    await expect(open(id)).rejects.toMatchObject({ name: "StoreError", code: "bad-id" });
    await expect(stat(root)).rejects.toMatchObject({ code: "ENOENT" });
  },
);

test("takes a name of 48 characters", async () => {
  expect((await visit("x".repeat(48))).isNew).toBe(true);
});

test("a plug that runs is in use, and its neighbour is not", async () => {
  const running = await open("a");
  await expect(open("a")).rejects.toMatchObject({ code: "in-use" });
  await expect(open("a", true)).rejects.toMatchObject({ code: "in-use" });
  await visit("b");
  await running.release();
  await visit("a");
});

test("a plug that cannot be opened is not left locked", async () => {
  const { directory } = await visit("a");
  for (const slot of ["state.0", "state.1"]) await writeFile(join(directory, "factory", slot), "");
  await expect(open("a")).rejects.toMatchObject({ code: "corrupt" });
  await (await lockDirectory(nodeFs, directory)).release();
});

test("a damaged factory record is recovered from its twin, which is then made whole", async () => {
  const { factory, directory } = await visit("a");
  for (const slot of ["state.0", "state.1", "state.0"]) {
    await writeFile(join(directory, "factory", slot), "");
    expect((await visit("a")).factory).toEqual(factory);
  }
});

test("a factory record that is gone while the plug's is there is not replaced by another", async () => {
  const { directory, plugDirectory } = await visit("a");
  await numberedStore(nodeFs, plugDirectory).save({ n: 1 });
  await rm(join(directory, "factory"), { recursive: true });
  await expect(open()).rejects.toMatchObject({
    code: "corrupt",
    message: expect.stringMatching(/missing.*restore/),
  });
});

test("lists the plugs, and nothing else that lies about", async () => {
  expect(await listPlugs(nodeFs, root)).toEqual([]);
  expect(await usualPlug(nodeFs, root)).toBeUndefined();
  await visit("b");
  await visit("a");
  await mkdir(join(root, "empty", "factory"), { recursive: true });
  await mkdir(join(root, "Notes"));
  await writeFile(join(root, "todo"), "");
  expect(await listPlugs(nodeFs, root)).toEqual([
    { id: "a", directory: join(root, "a") },
    { id: "b", directory: join(root, "b") },
  ]);
});

test("a file in the root's place is reported by the root's name", async () => {
  await mkdir(join(root, ".."), { recursive: true });
  await writeFile(root, "");
  for (const id of [undefined, "a"])
    await expect(open(id)).rejects.toMatchObject({
      code: "not-a-directory",
      message: `${root} is not a directory, or lies below a file: move the file away, or choose another directory with --state DIR.`,
    });
});

test.skipIf(process.platform === "win32")(
  "a root that is a link to nowhere is an error, not a hang",
  async () => {
    await mkdir(join(root, ".."), { recursive: true });
    await symlink(join(root, "..", "nowhere"), root);
    await expect(open()).rejects.toMatchObject({ name: "StoreError", code: "unwritable" });
  },
);

test("a plug opened after a kill at any call of its first start survives a power cut", async () => {
  for (let killedAt = 0; ; killedAt++) {
    const killed = new CrashFs([], { cutAt: killedAt });
    await openIn(killed, "a").catch(() => {});
    const next = killed.restarted();
    const { factory, plugDirectory } = await openIn(next, "a");
    await numberedStore(next, plugDirectory).save({ n: 1 });
    for (const disk of next.images()) {
      expect(await openIn(disk, "a")).toMatchObject({ factory, isNew: false });
      expect((await numberedStore(disk, plugDirectory).load()).body).toEqual({ n: 1 });
    }
    if (!killed.powerIsCut) return;
  }
});

test("what was made before a cut at any call is opened whole, or made anew", async () => {
  for (let cutAt = 0; ; cutAt++) {
    const fs = new CrashFs([], { cutAt });
    let made: OpenPlug | undefined;
    try {
      made = await openIn(fs);
    } catch (error) {
      if (!fs.powerIsCut) throw error;
    }
    for (const disk of fs.images()) {
      const next = await openIn(disk);
      expect((await listPlugs(disk, "/state")).map(({ id }) => id)).toEqual([next.id]);
      if (made !== undefined)
        expect(next).toMatchObject({ id: made.id, factory: made.factory, isNew: false });
    }
    if (!fs.powerIsCut) return;
  }
});

test.each(["ENOSPC", "EROFS", "EIO"])(
  "%s at any call is a StoreError that names the state directory",
  async (code) => {
    for (let at = 0; ; at++) {
      const fs = new CrashFs([], { faults: [{ at, code }] });
      const error = await openIn(fs).catch((reason: unknown) => reason);
      if (fs.calls.length <= at) return;
      expect(error).toMatchObject({ name: "StoreError", errno: code });
      expect((error as Error).message).toMatch(/[\\/]state.*--state DIR/);
      expect(await openIn(fs.restarted())).toBeDefined();
    }
  },
);

test("a parent that may not be read does not keep a plug from starting", async () => {
  const dry = new CrashFs([]);
  await openIn(dry);
  const syncs = dry.calls.flatMap((call, at) => (call === "syncDirectory" ? [at] : []));
  // After the maker's key, in both slots: the plug's directory, its root, and then the parent.
  const [own, ofRoot, above] = syncs.slice(2);
  expect(await openIn(new CrashFs([], { faults: [{ at: above!, code: "EACCES" }] }))).toMatchObject({
    isNew: true,
  });
  for (const at of [own!, ofRoot!])
    await expect(openIn(new CrashFs([], { faults: [{ at, code: "EACCES" }] }))).rejects.toMatchObject({
      code: "unwritable",
    });
});

test("a plug that may not be read is an error, and no new plug is made beside it", async () => {
  const fs = new CrashFs([]);
  await openIn(fs, "a");
  const calls = fs.restarted();
  await openIn(calls);
  const reads = calls.calls.flatMap((call, at) => (["list", "read"].includes(call) ? [at] : []));
  for (const at of reads) {
    const failing = fs.restarted({ faults: [{ at, code: "EACCES" }] });
    await expect(openIn(failing)).rejects.toMatchObject({ code: "unreadable" });
    expect((await listPlugs(failing, "/state")).map(({ id }) => id)).toEqual(["a"]);
  }
});
