import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A new directory for state, and what removes it. */
export function temporaryDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "plugbench-cli-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The program as a user starts it, without whatever this machine's environment would set. */
export const command = (args: readonly string[]): readonly string[] => ["--import", TSX, MAIN, ...args];

/** Without a page, which few tests open: its server takes a while to load. */
export const environment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("PLUGBENCH_"));
  return { ...Object.fromEntries(own), PLUGBENCH_PAGE: "off", ...extra };
};

/** One program of ours: what it says, and how it ends. */
export class PlugProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  out = "";
  err = "";
  readonly #watchers = new Set<() => void>();

  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    input?: string,
    uid?: number,
  ) {
    this.child = spawn(process.execPath, command(args), {
      ...(uid === undefined ? {} : { uid }),
      env: environment(env),
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    this.child.stdin?.end(input);
    this.child.stdout?.on("data", (data) => this.#heard("out", String(data)));
    this.child.stderr?.on("data", (data) => this.#heard("err", String(data)));
    this.ended = new Promise((resolve) => {
      this.child.once("close", (code) => {
        resolve({ code, out: this.out, err: this.err });
        for (const watch of this.#watchers) watch();
      });
    });
  }

  /** Resolves when `text` was said; rejects when the program ends, or 30 s pass, without it. */
  says(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(new Error(`never said ${text}:\n${this.out}${this.err}`)), 30_000);
      const end = (error?: Error): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        error === undefined ? resolve() : reject(error);
      };
      const look = (): void => {
        if ((this.out + this.err).includes(text)) end();
        else if (this.child.exitCode !== null)
          end(new Error(`ended without ${text}:\n${this.out}${this.err}`));
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Ends it as a terminal would, and waits. */
  stop(): Promise<Ended> {
    if (this.child.exitCode === null) this.child.kill("SIGINT");
    return this.ended;
  }

  #heard(where: "out" | "err", text: string): void {
    this[where] += text;
    for (const watch of this.#watchers) watch();
  }
}
