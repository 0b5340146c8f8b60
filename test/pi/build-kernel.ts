// npm run test:pi:build: builds the kernel of the Raspberry Pi tests from Debian's sources into the cache, once.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, setPriority } from "node:os";
import { join } from "node:path";
import { builtKernel, cacheFolder, EDITS, KERNEL_CONFIG, kernelPath } from "./kernel.ts";

const SOURCES = "/usr/src";
const DEBIANS = "6.12";
/** What builds the kernel, and `ip` for its guest: each with Debian's package of it. */
const TOOLS = {
  make: "make",
  gcc: "gcc",
  ld: "binutils",
  flex: "flex",
  bison: "bison",
  bc: "bc",
  xz: "xz-utils",
  ip: "iproute2",
};
/** The bulk of the sources, which User-Mode Linux never compiles; all Kconfig files are read, so they stay. */
const LEFT_OUT = [
  ...["Documentation/*", "arch/[!ux]*", "sound", "tools/*/*/*"],
  ...["gpu", "iio", "infiniband", "media", "net/*", "scsi", "staging", "usb"].map((it) => `drivers/${it}`),
].map((it) => `*/${it}/*.[chS]`);
const FILES_ABOUT = 575;
const TEN_SECONDS = 10_000;
const LAST_WORDS = 3000;

/** Ended when this program is told to end: its failure then ends the build, which removes its folder. */
let running: ChildProcess | undefined;

const built = builtKernel();
if (process.platform !== "linux" || process.arch !== "x64") {
  say("User-Mode Linux runs on Linux on x64 alone");
  process.exitCode = 1;
} else if (built !== undefined) {
  say(`there is one already: ${built}`);
} else {
  const lacking = missingPackages();
  const version = sourceVersion();
  if (lacking.length > 0 || version === undefined) {
    const packages = [...lacking, ...(version === undefined ? [`linux-source-${DEBIANS}`] : [])].join(" ");
    say(
      `cannot build without ${packages}. On Debian:\n  apt-get install -y --no-install-recommends ${packages}`,
    );
    process.exitCode = 1;
  } else {
    await buildInCache(version);
  }
}

function missingPackages(): readonly string[] {
  const tools = Object.entries(TOOLS).filter(([tool]) => spawnSync(tool, ["--version"]).error !== undefined);
  return [...tools.map(([, name]) => name), ...(existsSync("/usr/include/stdio.h") ? [] : ["libc6-dev"])];
}

/** The newest version among the sources that Debian installed: "6.12". */
function sourceVersion(): string | undefined {
  const names = existsSync(SOURCES) ? readdirSync(SOURCES) : [];
  return names
    .flatMap((name) => /^linux-source-(\d+\.\d+)\.tar\.xz$/.exec(name)?.[1] ?? [])
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .at(-1);
}

async function buildInCache(version: string): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true });
  const folder = mkdtempSync(join(cacheFolder(), "build-"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => running?.kill());
  setPriority(10);
  try {
    const sources = join(folder, `linux-source-${version}`);
    const leftOut = LEFT_OUT.map((it) => `--exclude=${it}`);
    await run(
      "unpacking",
      "tar",
      ["-xf", join(SOURCES, `linux-source-${version}.tar.xz`), ...leftOut],
      folder,
    );
    for (const { file, from, to } of EDITS) edit(join(sources, file), from, to);
    writeFileSync(join(folder, "wanted"), KERNEL_CONFIG);
    await run("configuring", "make", ["ARCH=um", "KCONFIG_ALLCONFIG=../wanted", "allnoconfig"], sources);
    checkConfig(readFileSync(join(sources, ".config"), "utf8"));
    await run("compiling", "make", ["ARCH=um", `-j${availableParallelism()}`, "linux"], sources);
    await run("stripping", "strip", ["-o", join(folder, "stripped"), join(sources, "linux")], folder);
    renameSync(join(folder, "stripped"), kernelPath(version));
    say(`built ${kernelPath(version)} in ${seconds(0)} s`);
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function edit(file: string, from: string, to: string): void {
  const parts = readFileSync(file, "utf8").split(from);
  if (parts.length !== 2) throw new Error(`${file} does not have once: ${from}`);
  writeFileSync(file, parts.join(to));
}

/** Kconfig drops without a word what depends on something that is off. */
function checkConfig(made: string): void {
  const dropped = KERNEL_CONFIG.split("\n").filter(
    (line) => line.endsWith("=y") && !made.includes(`${line}\n`),
  );
  if (dropped.length > 0) throw new Error(`these sources cannot have ${dropped.join(", ")}`);
}

/** Says every 10 s how far it is; shows what the program wrote only when it fails. */
async function run(what: string, program: string, args: readonly string[], cwd: string): Promise<void> {
  const start = performance.now();
  let output = "";
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  running = child;
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (output += bytes));
  const telling = setInterval(() => {
    const files = output.split("\n").filter((line) => line.startsWith("  CC ")).length;
    say(`${what}, ${seconds(start)} s${files === 0 ? "" : `: ${files} files of about ${FILES_ABOUT}`}`);
  }, TEN_SECONDS);
  say(what);
  try {
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`${what} failed (${program} ${code}):\n${output.slice(-LAST_WORDS)}`);
  } finally {
    clearInterval(telling);
  }
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}

function say(what: string): void {
  process.stdout.write(`kernel: ${what}\n`);
}
