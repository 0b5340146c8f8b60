// Boots the kernel as an ordinary process and runs one command under it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { Job } from "./guest/job.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const HERE = fileURLToPath(new URL("guest", import.meta.url));
const NOBODY = 65534;
/** Room for vitest, its worker and the plug; taken from the host only when used. */
const MEMORY_MB = 1024;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export interface Outcome {
  /** The command's exit code; undefined when the guest ended, or was ended, before the command did. */
  readonly code: number | undefined;
  readonly stdout: string;
}

export interface GuestOptions {
  readonly kernel: string;
  /** Ends the guest after so many ms. */
  readonly withinMs: number;
  /**
   * The guest's clock: the "real" one, or one of its own that computing does not move and that leaps over waiting.
   * Then a wait of a minute takes no time, and however busy the host is, whatever is due comes on time.
   */
  readonly clock: "real" | "own";
  /** Passes on what the command writes to stdout as it comes, too. */
  readonly live?: boolean;
}

/** Runs a command in the guest, in the project's folder, as a user of group gpio. */
export async function inGuest(command: Job["command"], options: GuestOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "plugbench-pi-"));
  try {
    prepare(folder, command, options);
    return await boot(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(folder: string, command: Job["command"], options: GuestOptions): void {
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "home"));
  if (process.getuid?.() === 0) chownSync(join(folder, "home"), NOBODY, NOBODY);
  copyFileSync(options.kernel, join(folder, "linux"));
  copyFileSync(join(HERE, "init.sh"), join(folder, "init.sh"));
  chmodSync(join(folder, "init.sh"), 0o755);
  symlinkSync(process.execPath, join(folder, "node"));
  const closed = closedToOthers(ROOT) !== undefined;
  // Then init.sh puts its content where the ordinary user may go.
  if (closed) symlinkSync(ROOT, join(folder, "project"));
  buildSync({
    entryPoints: [join(HERE, "hand-process.ts")],
    outfile: join(folder, "hand.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const job: Job = {
    command,
    cwd: closed ? "/run/project" : ROOT,
    env: {
      PATH: `${dirname(process.execPath)}:${SYSTEM_PATH}`,
      HOME: "/run/home",
      TMPDIR: "/run/tmp",
      ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
    },
  };
  writeFileSync(join(folder, "job.json"), JSON.stringify(job));
}

async function boot(folder: string, options: GuestOptions): Promise<Outcome> {
  const linux = [
    join(folder, "linux"),
    `mem=${MEMORY_MB}M`,
    ...["root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", `init=${join(folder, "init.sh")}`],
    ...["con=null", "con0=null,fd:1", "con1=null,fd:2", "con2=null,fd:3", "quiet"],
    ...(options.clock === "own" ? ["time-travel=inf-cpu"] : []),
  ];
  // Even if this process is killed, the guest ends with it.
  const guest = spawn("setpriv", ["--pdeathsig", "KILL", ...linux], {
    cwd: folder,
    env: { HOME: join(folder, "home"), TMPDIR: memoryFolder() },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
    ...unprivileged(),
  });
  const end = () => {
    if (guest.pid !== undefined) process.kill(-guest.pid, "SIGKILL");
  };
  const stdout = output(guest.stdout!, (text) => options.live && process.stdout.write(text));
  const stderr = output(guest.stderr!, (text) => process.stderr.write(text));
  const said = output(guest.stdio[3] as Readable, () => {});
  Promise.all([stdout.whole, stderr.whole, said.whole]).then(end);
  const bound = setTimeout(end, options.withinMs);
  for (const signal of SIGNALS) process.once(signal, end);
  try {
    await once(guest, "close");
  } finally {
    clearTimeout(bound);
    for (const signal of SIGNALS) process.off(signal, end);
  }
  const code = /^rc=(\d+)$/m.exec(said.text())?.[1];
  return { code: code === undefined ? undefined : Number(code), stdout: stdout.text() };
}

/** What comes from one of the guest's consoles, which init.sh ends with a NUL. */
function output(stream: Readable, pass: (text: string) => void) {
  let all = "";
  const whole = new Promise<void>((resolve) => {
    stream.setEncoding("utf8").on("data", (text: string) => {
      const shown = text.replaceAll("\0", "");
      all += shown;
      pass(shown);
      if (shown !== text) resolve();
    });
  });
  return { whole, text: () => all };
}

/** Nobody instead of root, unless root alone can reach the project or Node.js. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const closed = closedToOthers(ROOT) ?? closedToOthers(process.execPath);
  if (closed === undefined) return { uid: NOBODY, gid: NOBODY };
  process.stderr.write(`The guest runs as root, because others may not enter ${closed}.\n`);
  return undefined;
}

/** The path itself or a folder above it that others than its owner may not enter. */
function closedToOthers(path: string): string | undefined {
  if ((statSync(path).mode & 1) === 0) return path;
  return path === "/" ? undefined : closedToOthers(dirname(path));
}

/** Where the guest's memory is kept: its file must be executable and large, which a container's /dev/shm is not. */
function memoryFolder(): string {
  const shm = "/dev/shm";
  const mount = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .find((line) => line.split(" ")[1] === shm);
  if (mount === undefined || /\bnoexec\b/.test(mount)) return tmpdir();
  const { bavail, bsize } = statfsSync(shm);
  return bavail * bsize > MEMORY_MB * 2 ** 20 ? shm : tmpdir();
}
