import { join } from "node:path";
import { expect, test } from "vitest";
import { StoreError } from "../../src/store/store-error.ts";
import { CrashFs } from "../support/crash-fs.ts";
import { diskWith, numberedStore } from "./records.ts";

const SAVE_CALLS = ["create", "write", "sync", "close", "rename", "syncDirectory"];
const ERRNOS = ["ENOSPC", "EDQUOT", "EIO", "EACCES", "EROFS", "EMFILE"];
const LOAD_CALLS = ["read", "read", "syncDirectory"];

async function afterLoad(faultAt: number, code?: string) {
  const fault = { at: LOAD_CALLS.length + faultAt, ...(code === undefined ? {} : { code }) };
  const fs = (await diskWith(2)).restarted({ faults: [fault] });
  const store = numberedStore(fs);
  await store.load();
  return { fs, store };
}

test("a save is these six calls, and no other", async () => {
  const { fs, store } = await afterLoad(-1);
  await store.save({ n: 3 });
  expect(fs.calls).toEqual([...LOAD_CALLS, ...SAVE_CALLS]);
});

const EACH = SAVE_CALLS.flatMap((call, at) => ERRNOS.map((code) => [code, call, at] as const));

test.each(EACH)(
  "%s at %s fails the save, keeps a record, leaves no draft, and the next save works",
  async (code, call, at) => {
    const { fs, store } = await afterLoad(at, code);
    const error = await store.save({ n: 3 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({
      errno: code,
      code: ["ENOSPC", "EDQUOT"].includes(code) ? "full" : "unwritable",
    });
    expect((error as Error).message).toContain(join("/plug", "state.0"));
    expect([...fs.files().keys()].sort()).toEqual(["/plug/state.0", "/plug/state.1"]);
    expect(fs.openFiles).toBe(0);
    // Once it has its name the new record is the newest whole one, though it was not acknowledged.
    const kept = call === "syncDirectory" ? 3 : 2;
    expect(await numberedStore(fs).load()).toEqual({ body: { n: kept }, health: "ok", isNew: false });
    expect(await store.save({ n: 4 })).toBe("saved");
    for (const disk of fs.images())
      expect(await numberedStore(disk).load()).toEqual({ body: { n: 4 }, health: "ok", isNew: false });
  },
);

test("a short write is continued until every byte is written", async () => {
  const { fs, store } = await afterLoad(1);
  await store.save({ n: 3 });
  expect(fs.calls.filter((call) => call === "write")).toHaveLength(2);
  expect((await numberedStore(fs).load()).body).toEqual({ n: 3 });
});

test("a disk that takes no byte is full, and does not hang the save", async () => {
  const fs = new CrashFs(["/plug"]);
  const create = fs.create.bind(fs);
  fs.create = async (path) => ({ ...(await create(path)), write: async () => 0 });
  await expect(numberedStore(fs).save({ n: 1 })).rejects.toMatchObject({ code: "full" });
});

test.each([
  ["EACCES", 0],
  ["EACCES", 1],
  ["EIO", 0],
  ["EIO", 1],
  ["EIO", 2],
] as const)("%s at call %d of a load is an error, never a new store", async (code, at) => {
  const fs = (await diskWith(2)).restarted({ faults: [{ at, code }] });
  await expect(numberedStore(fs).load()).rejects.toMatchObject({
    name: "StoreError",
    code: "unreadable",
    errno: code,
  });
});

test("a save that cannot first read what is there writes nothing", async () => {
  const fs = (await diskWith(2)).restarted({ faults: [{ at: 1, code: "EIO" }] });
  await expect(numberedStore(fs).save({ n: 3 })).rejects.toMatchObject({ code: "unreadable" });
  expect(fs.calls).toEqual(["read", "read"]);
});

test("a save into a directory that is not there fails", async () => {
  await expect(numberedStore(new CrashFs()).save({ n: 1 })).rejects.toMatchObject({ code: "unwritable" });
});

test("a store below a file says so", async () => {
  const fs = new CrashFs();
  fs.put("/plug", new Uint8Array());
  await expect(numberedStore(fs).load()).rejects.toMatchObject({ code: "not-a-directory" });
});

test.each([
  ["a record of the wrong shape", { n: Number.NaN }],
  ["a record longer than a slot may be", { n: 1, filler: "x".repeat(1024 * 1024) }],
  ["no record at all", undefined as never],
])("refuses to save %s, and keeps the old one", async (_, record) => {
  const fs = await diskWith(2);
  const store = numberedStore(fs);
  await expect(store.save(record)).rejects.toMatchObject({ code: "refused" });
  expect(fs.calls).toEqual([]);
  expect((await store.load()).body).toEqual({ n: 2 });
});

test.each(["unlink", "syncDirectory"])(
  "an erasure whose %s fails is an error, and works when asked again",
  async (call) => {
    const dry = await diskWith(2);
    await numberedStore(dry).erase();
    const at = dry.calls.indexOf(call, dry.calls.indexOf("unlink") + 1);
    const fs = (await diskWith(2)).restarted({ faults: [{ at, code: "EIO" }] });
    const store = numberedStore(fs);
    await expect(store.erase()).rejects.toMatchObject({ code: "unwritable" });
    await store.erase();
    expect(await store.load()).toMatchObject({ isNew: true });
  },
);

test("an erasure removes the draft that a cut left", async () => {
  const cut = (await diskWith(2)).restarted({ cutAt: 2 + SAVE_CALLS.indexOf("rename") });
  await numberedStore(cut)
    .save({ n: 3 })
    .catch(() => {});
  const fs = cut.restarted();
  expect([...fs.files().keys()]).toContain("/plug/state.tmp");
  await numberedStore(fs).erase();
  expect([...fs.files().keys()]).toEqual([]);
});
