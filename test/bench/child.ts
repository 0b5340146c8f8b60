import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const BUNDLES = `${ROOT}dist/.bench`;

/**
 * One file of plain JavaScript for a process of its own, made of `entry` (a path below test/bench): what runs in
 * it is what ships, and no loader stands in its way. @returns its path
 */
export async function bundle(entry: string, name: string): Promise<string> {
  const outfile = `${BUNDLES}/${name}`;
  await build({
    entryPoints: [`${ROOT}test/bench/${entry}`],
    outfile,
    bundle: true,
    packages: "external",
    // Wiring, firmware and board library are found from the place of the module that wants them.
    define: { "import.meta.url": JSON.stringify(pathToFileURL(`${ROOT}board/bundle.ts`)) },
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return outfile;
}

/** Runs a program to its end and gives what it wrote. */
export async function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)(program, args, options)).stdout;
}

/** Runs `file` in a fresh process and gives the JSON value that its last line of output holds. */
export async function runNode<T>(file: string, args: readonly string[]): Promise<T> {
  const output = await run(process.execPath, [file, ...args]);
  return JSON.parse(output.trimEnd().split("\n").at(-1)!) as T;
}

/** A directory of its own in the system's temporary one, removed afterwards. */
export async function withDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
