import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";

export interface Workshop {
  /** A new empty directory. */
  directory(): Promise<string>;
  /** The bundled child program: plain node starts it in 50 ms, where a loader takes ten times that. */
  readonly program: string;
  remove(): Promise<void>;
}

export async function makeWorkshop(): Promise<Workshop> {
  const home = await mkdtemp(join(tmpdir(), "plugbench-store-"));
  const program = join(home, "child.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "store-child.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return {
    program,
    directory: () => mkdtemp(join(home, "d-")),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

export interface Running {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** The first line that matches, past or future; rejects if the child ends without it. */
  line(wanted: RegExp): Promise<string>;
  /** Until the child has ended and everything it said was read ("exit" comes before that). */
  readonly closed: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export function start(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  let check = () => {};
  createInterface({ input: child.stdout! }).on("line", (line) => {
    lines.push(line);
    check();
  });
  const closed = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal })),
  );
  return {
    process: child,
    lines,
    closed,
    line: (wanted) =>
      new Promise((resolve, reject) => {
        check = () => {
          const found = lines.find((line) => wanted.test(line));
          if (found !== undefined) resolve(found);
        };
        check();
        void closed.then(() => {
          check();
          reject(new Error(`the child ended without saying ${wanted}: ${lines.join(" | ")}`));
        });
      }),
  };
}
