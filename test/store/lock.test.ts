import { spawnSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockDirectory } from "../../src/store/lock.ts";
import { nodeFs } from "../../src/store/node-fs.ts";
import { lockBySocketFile } from "../../src/store/socket-file-lock.ts";
import { requireTool } from "../support/tools.ts";
import { makeWorkshop, start, type Workshop } from "./child.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await makeWorkshop();
});
afterAll(() => workshop.remove());

const bySocketFile = (directory: string) => lockBySocketFile(nodeFs, directory, "plugbench-test");
const KINDS = [
  ["lock", (directory: string) => lockDirectory(nodeFs, directory)],
  ...(process.platform === "win32" ? [] : [["lock-by-socket-file", bySocketFile] as const]),
] as const;

const hold = (role: string, directory: string) =>
  start(process.execPath, [workshop.program, role, directory]);

test.each(KINDS)("%s: a second process is refused at once, and told what to do", async (role, lock) => {
  const directory = await workshop.directory();
  const first = await lock(directory);
  const second = hold(role, directory);
  expect(await second.line(/./)).toMatch(/^in-use .*d-\S+ is in use by another process: .*--id NAME/);
  await second.closed;
  await first.release();
});

test.each(KINDS)("%s: a holder that is killed leaves the lock free", async (role, lock) => {
  const directory = await workshop.directory();
  const holder = hold(role, directory);
  await holder.line(/^held$/);
  await expect(lock(directory)).rejects.toMatchObject({ name: "StoreError", code: "in-use" });
  holder.process.kill("SIGKILL");
  await holder.closed;
  const next = await lock(directory);
  await expect(lock(directory)).rejects.toMatchObject({ code: "in-use" });
  await next.release();
  expect(await nodeFs.list(directory)).toEqual([]);
});

test.each(KINDS)("%s: can be taken again after its release, and leaves no file", async (_, lock) => {
  const directory = await workshop.directory();
  await (await lock(directory)).release();
  await (await lock(directory)).release();
  expect(await nodeFs.list(directory)).toEqual([]);
});

test.each(KINDS)("%s: of many that start together after a kill, never two get it", async (role, lock) => {
  const directory = await workshop.directory();
  const holder = hold(role, directory);
  await holder.line(/^held$/);
  holder.process.kill("SIGKILL");
  await holder.closed;
  const rivals = Array.from({ length: 4 }, () => hold(role, directory));
  const words = await Promise.all(rivals.map((rival) => rival.line(/^(held|in-use)/)));
  const holders = words.filter((word) => word === "held").length;
  // Contenders by socket file may all give way to one another.
  if (role === "lock" || holders > 0) {
    expect(holders).toBe(1);
    await expect(lock(directory)).rejects.toMatchObject({ code: "in-use" });
  }
  for (const rival of rivals) rival.process.kill("SIGKILL");
  await Promise.all(rivals.map((rival) => rival.closed));
});

test.skipIf(process.platform === "win32")("a directory reached by a link is the same directory", async () => {
  const directory = await workshop.directory();
  const link = `${directory}-link`;
  await symlink(directory, link);
  const held = await lockDirectory(nodeFs, directory);
  await expect(lockDirectory(nodeFs, link)).rejects.toMatchObject({ code: "in-use" });
  await held.release();
});

function canMakeNetwork(): boolean {
  if (process.platform !== "linux" || !requireTool("unshare", ["-V"])) return false;
  const works = spawnSync("unshare", ["-n", "true"]).status === 0;
  if (!works) console.warn("SKIPPED: this user may not make a network namespace");
  return works;
}

test.runIf(canMakeNetwork())(
  "a holder in another network namespace, such as a container's, is seen",
  async () => {
    const directory = await workshop.directory();
    const holder = start("unshare", ["-n", process.execPath, workshop.program, "lock", directory]);
    await holder.line(/^held$/);
    await expect(lockDirectory(nodeFs, directory)).rejects.toMatchObject({ code: "in-use" });
    holder.process.kill("SIGKILL");
    await holder.closed;
    await (await lockDirectory(nodeFs, directory)).release();
    expect(await nodeFs.list(directory)).toEqual([]);
  },
);

test("two directories have two locks", async () => {
  const locks = [
    await lockDirectory(nodeFs, await workshop.directory()),
    await lockDirectory(nodeFs, await workshop.directory()),
  ];
  for (const lock of locks) await lock.release();
});

test("a directory that is not there cannot be locked", async () => {
  const missing = join(await workshop.directory(), "nothing");
  await expect(lockDirectory(nodeFs, missing)).rejects.toMatchObject({ code: "unreadable" });
});

test.skipIf(process.platform === "win32")(
  "socket file: a path too long for a socket is locked elsewhere",
  async () => {
    const directory = join(await workshop.directory(), "x".repeat(120));
    await nodeFs.makeDirectory(directory);
    const name = `plugbench-${process.pid}-long`;
    const held = await lockBySocketFile(nodeFs, directory, name);
    await expect(lockBySocketFile(nodeFs, directory, name)).rejects.toMatchObject({ code: "in-use" });
    expect(await nodeFs.list(directory)).toEqual([]);
    await held.release();
  },
);
