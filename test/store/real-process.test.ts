import { spawnSync } from "node:child_process";
import { chmod, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeFs } from "../../src/store/node-fs.ts";
import { requireTool } from "../support/tools.ts";
import { makeWorkshop, start, type Workshop } from "./child.ts";
import { numberedStore } from "./records.ts";
import { boot, finding, provision } from "./reset-example.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await makeWorkshop();
});
afterAll(() => workshop.remove());

const KILLS = 40;

test(`a process killed ${KILLS} times at any moment loses no acknowledged save`, {
  timeout: 60_000,
}, async () => {
  const directory = await workshop.directory();
  let acknowledged = 0;
  let total = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start(process.execPath, [workshop.program, "save-loop", directory]);
    await child.line(/^ack/);
    // 37 and 60 have no common factor: every delay from 0 to 59 ms comes before one comes again.
    await wait((kill * 37) % 60);
    child.process.kill("SIGKILL");
    await child.closed;
    const [, seen, health] = child.lines[0]!.split(" ");
    expect(health).toBe("ok");
    expect(Number(seen)).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = Number(child.lines.findLast((line) => line.startsWith("ack"))!.split(" ")[1]);
    total += child.lines.length - 1;
    const { body } = await numberedStore(nodeFs, directory).load();
    // One more may have been written and not yet been said.
    expect([acknowledged, acknowledged + 1]).toContain(body?.n);
  }
  console.info(`${KILLS} kills, ${total} acknowledgements, none lost`);
});

async function contentsBelow(directory: string): Promise<Uint8Array[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  );
}

const CALLS = ["fsync", "rename", "unlink"];
/** One load and two saves sync 5 times, an erasure twice; two saves rename twice; an erasure unlinks a draft and two slots. */
const KILL_POINTS = 7 + 2 + 3;

test.runIf(process.platform === "linux" && requireTool("strace", ["-V"]))(
  "a reset killed at every fsync, rename and unlink is wholly before or wholly after",
  { timeout: 60_000 },
  async () => {
    const found: Record<string, number> = {};
    for (const call of CALLS)
      for (let when = 1; ; when++) {
        const directory = await workshop.directory();
        const places = { plug: join(directory, "plug"), energy: join(directory, "energy") };
        await mkdir(places.plug);
        await mkdir(places.energy);
        await provision(nodeFs, places);
        const inject = `inject=${call}:signal=SIGKILL:when=${when}`;
        const { stdout, stderr } = spawnSync(
          "strace",
          [
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            `trace=${call}`,
            "-e",
            inject,
            process.execPath,
            workshop.program,
            "reset",
            directory,
          ],
          // strace counts for each thread, so there must be one that does all the file work.
          { encoding: "utf8", env: { ...process.env, UV_THREADPOOL_SIZE: "1" } },
        );
        if (stdout.includes("done")) break;
        expect(stderr).toBe("");
        await boot(nodeFs, places);
        const finds = await finding(nodeFs, places, await contentsBelow(directory));
        found[finds] = (found[finds] ?? 0) + 1;
      }
    console.info(`killed at ${CALLS.join(", ")}: ${JSON.stringify(found)}`);
    expect(Object.keys(found).sort()).toEqual(["after", "before"]);
    expect(Object.values(found).reduce((sum, count) => sum + count)).toBe(KILL_POINTS);
  },
);

function canMountTmpfs(): boolean {
  if (process.platform !== "linux" || !requireTool("unshare", ["-V"])) return false;
  const works = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
  if (!works) console.warn("SKIPPED: this user may not mount a small disk");
  return works;
}

test.runIf(canMountTmpfs())(
  "a disk that is really full keeps the last record and takes a shorter one",
  async () => {
    const directory = await workshop.directory();
    const script = 'mount -t tmpfs -o size=64k tmpfs "$2" && exec "$0" "$1" fill "$2"';
    const child = start("unshare", ["-m", "sh", "-c", script, process.execPath, workshop.program, directory]);
    await child.closed;
    expect(child.lines).toEqual(["full", "kept true", "draft false", "next saved"]);
  },
);

test.skipIf(process.platform === "win32")(
  "a state directory that may not be read is refused, not taken for a new one",
  async () => {
    const root = await workshop.directory();
    await chmod(root, 0);
    const child = start(process.execPath, [workshop.program, "open-unprivileged", root]);
    expect(await child.line(/./)).toMatch(/^unreadable This user may not read .*\(EACCES\): .*--state DIR/);
    await child.closed;
    await chmod(root, 0o700);
    expect(await readdir(root)).toEqual([]);
  },
);
