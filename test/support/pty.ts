import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** A pseudo terminal that stands for a serial port: what is written to `path` comes out of `output`. */
export interface Pty {
  readonly path: string;
  /** What the program behind the port reads. */
  readonly input: Writable;
  /** What it has written. */
  readonly output: Readable;
  /** Pulls the cable: the port is gone at once, for whoever has it open too. */
  unplug(): Promise<void>;
}

/** Makes a serial port at `path` with socat; it is there when this resolves. */
export async function openPty(path: string): Promise<Pty> {
  const socat = spawn("socat", [`PTY,link=${path},rawer`, "STDIO"], { stdio: ["pipe", "pipe", "inherit"] });
  socat.stdin.on("error", () => {
    // The cable was pulled while something was on its way.
  });
  while (!existsSync(path)) {
    if (socat.exitCode !== null) throw new Error(`socat ended with ${socat.exitCode}`);
    await sleep(2);
  }
  return { path, input: socat.stdin, output: socat.stdout, unplug: () => pull(socat, path) };
}

async function pull(socat: ChildProcessByStdio<Writable, Readable, null>, path: string): Promise<void> {
  if (socat.exitCode === null && socat.signalCode === null) {
    const gone = new Promise((resolve) => socat.once("exit", resolve));
    socat.kill("SIGKILL");
    await gone;
  }
  // Killed, it leaves its link behind, as no real unplugged port does.
  rmSync(path, { force: true });
}
