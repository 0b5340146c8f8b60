import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PLUGIN = `${ROOT}board/gpiochip-io/index.ts`;
const README = `${ROOT}board/gpiochip-io/README.md`;

/** Runs JavaScript in a process of its own; the plugin is there as `plugbench/gpiochip-io`. */
function run(code: string): ChildProcessByStdio<null, Readable, null> {
  const source = code.replaceAll('"plugbench/gpiochip-io"', JSON.stringify(PLUGIN));
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** A program that uses `GpiochipIo`. */
export const program = (body: string) => run(`import { GpiochipIo } from "plugbench/gpiochip-io";\n${body}`);

/** The nth example of the plugin's README, as it stands there. */
export function example(index: number): ChildProcessByStdio<null, Readable, null> {
  const examples = [...readFileSync(README, "utf8").matchAll(/^```js\n([\s\S]*?)^```$/gm)];
  return run(examples[index]![1]!);
}
