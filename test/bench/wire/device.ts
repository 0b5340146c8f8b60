import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { requireTool } from "../../support/tools.ts";
import { BUNDLES, run } from "../child.ts";

export interface Press {
  /** ns of CLOCK_MONOTONIC, as process.hrtime.bigint(). */
  readonly at: bigint;
  /** From the press to the end of the message that lit the lamp, ns. */
  readonly latency: number;
}

export interface Device {
  readonly port: string;
  /** When the first message came that drives the lamp's pins, and when the lamp was first lit. */
  readonly first: Promise<{ readonly command: bigint; readonly lit: bigint }>;
  /** All presses, once there are no more; rejects when one did not light the lamp. */
  presses(): Promise<readonly Press[]>;
  end(): Promise<void>;
}

/** Why the C programs of the bench cannot be had here; undefined when they can. */
export function missingCompiler(): string | undefined {
  if (process.platform !== "linux") return "its device and its floor need Linux";
  return requireTool("gcc", ["--version"]) ? undefined : "its device and its floor are C: install gcc";
}

/** Compiles a C file of this folder. @returns the program's path */
export async function compileC(name: "device" | "host" | "gpio-reader"): Promise<string> {
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
  mkdirSync(BUNDLES, { recursive: true });
  await run("gcc", ["-O2", "-o", `${BUNDLES}/${name}`, source]);
  return `${BUNDLES}/${name}`;
}

/**
 * Starts the C device: `presses` of its button, from `delay` ms after it was asked for the button's port.
 * `blind`: it does not look at its lamp, and every latency is 0.
 */
export async function startDevice(
  program: string,
  presses: number,
  delay: number,
  blind?: "blind",
): Promise<Device> {
  const args = [String(presses), String(delay), ...(blind ? [blind] : [])];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  const complaint: Buffer[] = [];
  child.stderr.on("data", (bytes: Buffer) => complaint.push(bytes));
  const pressed: Press[] = [];
  let port: (path: string) => void = () => {};
  let command = 0n;
  let lit: (at: bigint) => void = () => {};
  createInterface(child.stdout).on("line", (line) => {
    const [word, first = "", second = ""] = line.split(" ");
    if (word === "port") port(first);
    else if (word === "command") command = BigInt(first);
    else if (word === "lit") lit(BigInt(first));
    else pressed.push({ at: BigInt(first), latency: Number(second) });
  });
  return {
    port: await new Promise<string>((resolve) => {
      port = resolve;
    }),
    first: new Promise((resolve) => {
      lit = (at) => resolve({ command, lit: at });
    }),
    async presses() {
      const [code] = await ended;
      if (code === 0 && pressed.length === presses) return pressed;
      throw new Error(`${pressed.length} of ${presses} presses lit the lamp. ${Buffer.concat(complaint)}`);
    },
    async end() {
      child.kill();
      await ended;
    },
  };
}
