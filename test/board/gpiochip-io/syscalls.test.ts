import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listChips } from "../../../board/gpiochip-io/index.ts";
import { linux } from "../../../board/gpiochip-io/syscalls.ts";

const [ENOENT, EAGAIN, ENOTTY] = [2, 11, 25];
const FIONBIO = 0x5421;
const FIONREAD = 0x541b;
const SOURCE = fileURLToPath(new URL("../../../board/gpiochip-io/syscalls.ts", import.meta.url));

let folder: string;
let fifo: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gpio-syscalls-"));
  fifo = join(folder, "fifo");
  execFileSync("mkfifo", [fifo]);
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A file that can be waited for: what is written comes back. */
function withFifo<T>(use: (fd: number) => T): T {
  const fd = linux().open(fifo);
  linux().ioctl(fd, FIONBIO, Uint8Array.of(1, 0, 0, 0));
  return use(fd);
}

describe.skipIf(process.platform !== "linux")("the kernel", () => {
  it("answers, or gives the errno below 0", () => {
    const { open, ioctl, read, close } = linux();
    expect(open(join(folder, "missing"))).toBe(-ENOENT);
    const nothing = open("/dev/null");
    expect(ioctl(nothing, 0x8044b401, new Uint8Array(68))).toBe(-ENOTTY);
    close(nothing);
    withFifo((fd) => {
      const into = new Uint8Array(8);
      expect(read(fd, into)).toBe(-EAGAIN);
      writeSync(fd, "abc");
      const waiting = new Uint8Array(4);
      expect([ioctl(fd, FIONREAD, waiting), waiting[0]]).toEqual([0, 3]);
      expect(read(fd, into.subarray(2))).toBe(3);
      expect(Buffer.from(into).toString()).toBe("\0\0abc\0\0\0");
      close(fd);
    });
  });

  it("lists the chips of this machine, whatever they are", () => {
    const { chips, refused } = listChips();
    expect([...chips, ...refused].every(({ path }) => /^\/dev\/gpiochip\d+$/.test(path ?? ""))).toBe(true);
  });

  it("wakes who waits, until it is stopped, however much garbage is collected", async () => {
    const fd = withFifo((one) => one);
    let woken = 0;
    const stop = linux().watch(fd, () => {
      woken++;
      linux().read(fd, new Uint8Array(8));
    });
    for (let round = 1; round <= 3; round++) {
      for (let count = 0; count < 20; count++) new Array(1e6).fill(count);
      writeSync(fd, "x");
      await expect.poll(() => woken, { timeout: 5000 }).toBe(round);
    }
    writeSync(fd, "x");
    stop();
    stop();
    await sleep(20);
    expect(woken).toBe(3);
    linux().close(fd);
  });

  it("does not wake who stopped while the wake-up was on its way", async () => {
    const files = [1, 2].map(() => withFifo((fd) => fd));
    const woken: number[] = [];
    // Both become readable in the same turn; whoever wakes first stops both.
    const stops = files.map((fd) =>
      linux().watch(fd, () => {
        woken.push(fd);
        for (const stop of stops) stop();
      }),
    );
    writeSync(files[0]!, "x");
    await expect.poll(() => woken.length, { timeout: 5000 }).toBe(1);
    await sleep(20);
    expect(woken).toHaveLength(1);
    for (const fd of files) linux().close(fd);
  });

  const child = (code: string) =>
    spawnSync(process.execPath, ["--import", "tsx", "--expose-gc", "--input-type=module", "-e", code], {
      encoding: "utf8",
      timeout: 20_000,
      cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    });
  const head = () => `
    import { linux } from ${JSON.stringify(SOURCE)};
    import { writeSync } from "node:fs";
    const fd = linux().open(${JSON.stringify(fifo)});
  `;

  it("keeps the program running while somebody waits, and lets it exit at once", () => {
    const { stdout, status } = child(`${head()}
      linux().watch(fd, () => { console.log("woken"); process.exit(7); });
      for (const afterMs of [10, 50, 100]) setTimeout(gc, afterMs).unref();
      setTimeout(() => writeSync(fd, "x"), 150).unref();
    `);
    expect([stdout, status]).toEqual(["woken\n", 7]);
    const started = Date.now();
    expect(
      child(`${head()} linux().watch(fd, () => {}); setTimeout(() => process.exit(3), 10);`).status,
    ).toBe(3);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it("does not swallow what a listener throws", () => {
    const { stderr, status } = child(`${head()}
      linux().watch(fd, () => { throw new Error("told to nobody?"); });
      writeSync(fd, "x");
    `);
    expect(stderr).toContain("told to nobody?");
    expect(status).toBe(1);
  });

  it("is not asked before it is needed: koffi is loaded by the first call", () => {
    const { stdout } = child(`
      import { createRequire } from "node:module";
      import { linux } from ${JSON.stringify(SOURCE)};
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes("koffi"));
      console.log(loaded()); linux(); console.log(loaded());
    `);
    expect(stdout).toBe("false\ntrue\n");
  });
});
