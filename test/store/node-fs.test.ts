import { execFileSync } from "node:child_process";
import { mkdtemp, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { directorySyncMayFail, nodeFs } from "../../src/store/node-fs.ts";
import { SLOT_LIMIT } from "../../src/store/slot-file.ts";
import { requireTool } from "../support/tools.ts";
import { numberedStore } from "./records.ts";

const onPosix = test.skipIf(process.platform === "win32");

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "plugbench-fs-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test("a store on the real disk gives back its last record, in private files, and leaves no draft", async () => {
  const place = join(directory, "store");
  await nodeFs.makeDirectory(place);
  const store = numberedStore(nodeFs, place);
  expect(await store.load()).toEqual({ body: undefined, health: "ok", isNew: true });
  for (const n of [1, 2, 3]) await store.save({ n });
  expect(await numberedStore(nodeFs, place).load()).toEqual({ body: { n: 3 }, health: "ok", isNew: false });
  expect([...(await nodeFs.list(place))].sort()).toEqual(["state.0", "state.1"]);
  if (process.platform !== "win32")
    for (const name of ["state.0", "state.1"])
      expect((await stat(join(place, name))).mode & 0o777).toBe(0o600);
  await store.erase();
  expect(await nodeFs.list(place)).toEqual([]);
});

onPosix("a made directory is open to its owner only, whatever the umask", async () => {
  const before = process.umask(0);
  await nodeFs.makeDirectory(join(directory, "private")).finally(() => process.umask(before));
  expect((await stat(join(directory, "private"))).mode & 0o777).toBe(0o700);
});

test("a gigabyte in a slot's place is damage, and is not read", async () => {
  const place = join(directory, "huge");
  await nodeFs.makeDirectory(place);
  await writeFile(join(place, "state.0"), "{");
  await truncate(join(place, "state.0"), 1024 ** 3);
  const before = process.memoryUsage().arrayBuffers;
  expect(await numberedStore(nodeFs, place).load()).toMatchObject({ health: "lost" });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * SLOT_LIMIT);
});

test("reads a file up to the limit, and none that is a byte longer", async () => {
  const path = join(directory, "exact");
  await writeFile(path, "x".repeat(1_000));
  expect(await nodeFs.read(path, 1_000)).toHaveLength(1_000);
  expect(await nodeFs.read(path, 999)).toBeUndefined();
});

test.runIf(process.platform === "linux")(
  "reads a file that has bytes but no size, and stops at the limit",
  async () => {
    expect((await nodeFs.read("/proc/self/status", 100_000))?.length).toBeGreaterThan(100);
    expect(await nodeFs.read("/proc/self/status", 100)).toBeUndefined();
    expect(await nodeFs.read("/dev/zero", 100_000)).toBeUndefined();
  },
);

const pipes = process.platform !== "win32" && requireTool("mkfifo", ["--version"]);
test.runIf(pipes)("a named pipe in a slot's place is damage, and does not hang the start", async () => {
  const place = join(directory, "pipe");
  await nodeFs.makeDirectory(place);
  execFileSync("mkfifo", [join(place, "state.0")]);
  expect(await numberedStore(nodeFs, place).load()).toMatchObject({ health: "lost" });
});

onPosix("does not write through a symbolic link in the draft's place", async () => {
  const place = join(directory, "link");
  await nodeFs.makeDirectory(place);
  const victim = join(directory, "victim");
  await writeFile(victim, "mine");
  await symlink(victim, join(place, "state.tmp"));
  const store = numberedStore(nodeFs, place);
  await expect(store.save({ n: 1 })).rejects.toMatchObject({ code: "unwritable" });
  expect(Buffer.from((await nodeFs.read(victim, 10))!).toString()).toBe("mine");
  expect(await store.save({ n: 1 })).toBe("saved");
});

test("a directory sync that fails is tolerated on Windows only, and there only what Windows always says", () => {
  expect(directorySyncMayFail("win32", "EPERM")).toBe(true);
  expect(directorySyncMayFail("win32", "ENOENT")).toBe(false);
  expect(directorySyncMayFail("linux", "EPERM")).toBe(false);
  expect(directorySyncMayFail("darwin", "EINVAL")).toBe(false);
});

test("a sync of a directory that is not there is an error on every system", async () => {
  await expect(nodeFs.syncDirectory(join(directory, "nothing"))).rejects.toMatchObject({ code: "ENOENT" });
});
