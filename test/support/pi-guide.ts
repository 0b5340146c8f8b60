import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./prebuilt.ts";

export const GUIDE = "docs/raspberry-pi.md";

/** The commands of the guide, as its tests need them. */
export interface Guide {
  /** Every line of its sh blocks, once. */
  readonly commands: readonly string[];
  /** Those that take Node from its archive. */
  readonly archive: readonly string[];
  /** Those that any computer can run in a clone. */
  readonly run: readonly string[];
  /** Those that a Zero 2 runs in its home folder, with a packed plugbench in it. */
  readonly zero: readonly string[];
  /** The one that gives the right to use the chips. */
  readonly join: string;
}

export function guide(): Guide {
  const text = readFileSync(join(ROOT, GUIDE), "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, body]) => body!.trim().split("\n"));
  const commands = [...new Set(blocks.flat())];
  const zero = blocks.find((lines) => lines[0]!.startsWith("tar "))!;
  const archive = blocks.find((lines) => lines.some((line) => line.includes("SHASUMS256")))!;
  return {
    commands,
    archive: archive.filter((line) => !line.startsWith("sudo apt")),
    run: commands.filter(
      (line) => /^(npm|npx)\b/.test(line) && (!zero.includes(line) || line === "npx plugbench doctor"),
    ),
    zero,
    join: commands.find((line) => line.includes("usermod"))!,
  };
}
