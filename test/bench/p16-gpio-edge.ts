import { inGuest } from "../pi/guest.ts";
import { builtKernel } from "../pi/kernel.ts";
import { bundle } from "./child.ts";
import type { EdgeLateness } from "./gpio-edge/presser.ts";
import { quantile } from "./protocol.ts";
import { atMost, type Line, number, type Skipped, times } from "./table.ts";
import { compileC, missingCompiler } from "./wire/device.ts";

const TURNS = 4;
const PRESSES = 50;
const WITHIN = 300_000;

/**
 * P16: from the kernel's time of an edge to whoever waits for it, of 200 presses of the button on a simulated GPIO chip of a
 * real kernel: the board port's listener, by way of johnny-five's plugin, against a bare epoll reader of the same line, in turn.
 */
export async function gpioEdge(): Promise<readonly (Line | Skipped)[]> {
  const missing = missingCompiler();
  if (missing !== undefined) return [{ id: "P16", skipped: missing }];
  const kernel = builtKernel();
  if (kernel === undefined)
    return [{ id: "P16", skipped: "there is no kernel: npm run test:pi:build makes one" }];

  const programs = [
    await bundle("gpio-edge/presser.ts", "gpio-presser.mjs"),
    await bundle("gpio-edge/ours.ts", "gpio-ours.mjs"),
    await compileC("gpio-reader"),
  ] as const;
  const command = ["node", ...programs, String(TURNS), String(PRESSES)] as const;
  const value = await inGuest(command, { kernel, clock: "real", withinMs: WITHIN });
  if (value.code !== 0) throw new Error(`the guest ended with ${value.code}`);
  const late = JSON.parse(value.stdout.trimEnd().split("\n").at(-1)!) as EdgeLateness;
  const edges = 2 * TURNS * PRESSES;
  for (const [who, heard] of Object.entries(late))
    if (heard.length !== edges) throw new Error(`${who} heard ${heard.length} of ${edges} edges`);

  const told = (heard: readonly number[]) =>
    `${number(quantile(heard, 0.5) / 1000)}, p99 ${number(quantile(heard, 0.99) / 1000)}`;
  const ratio = quantile(late.ours, 0.5) / quantile(late.floor, 0.5);
  return [
    {
      id: "P16",
      what: "GPIO edge to event, simulated chip, µs (median)",
      ours: told(late.ours),
      against: `epoll reader in C ${told(late.floor)}`,
      ratio: times(ratio),
      gate: atMost(ratio, 5),
      goal: atMost(ratio, 3),
      // What the guest itself takes counts as others'.
      foreign: Number.NaN,
    },
  ];
}
