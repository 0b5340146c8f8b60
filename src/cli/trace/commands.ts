import { resolve } from "node:path";
import type { Command } from "commander";
import { oneOf } from "../../config/one-of.ts";
import type { Flags } from "../../config/read-settings.ts";
import { STARTS } from "../../testing/start.ts";
import { UsageError } from "../../usage-error.ts";
import { addCommand, addRunOptions, type Ended, settingOption, settingsOf } from "../command.ts";
import type { Io } from "../io.ts";

/** What is told of the board that shows a trace, and what only of a capture. */
const BOARD = ["board", "port", "pins", "led", "relay"] as const;
const CAPTURE = ["button", "activeLow", "profile", "start"] as const;

/** `trace` and all below it. */
export function addTrace(program: Command, io: Io, ended: Ended): void {
  const does = "Record a plug, replay it, compare, and exchange captures with a logic analyser.";
  const examples = [
    "plugbench trace record press.trace --board virtual",
    "plugbench trace replay press.trace",
  ];
  const trace = addCommand(program, "trace", does, ...examples);
  addRecord(trace, io, ended);
  addReplay(trace, io, ended);
  addDiff(trace, io, ended);
  addExport(trace, io);
}

function addRecord(trace: Command, io: Io, ended: Ended): void {
  const does = "Run a plug as plugbench run does, and write down all that happens to it.";
  const command = addCommand(
    trace,
    "record <FILE>",
    does,
    "plugbench trace record press.trace --board virtual",
  );
  addRunOptions(command);
  command.action(async (file: string, flags: Flags) => {
    const settings = settingsOf(flags, io);
    ended(await (await import("./record.ts")).traceRecord(file, settings, io));
  });
}

function addReplay(trace: Command, io: Io, ended: Ended): void {
  const does = "Let a recorded plug live again; exit code 1 when it does anything else than it did.";
  const command = addCommand(
    trace,
    "replay <FILE>",
    does,
    "plugbench trace replay press.trace",
    "plugbench trace replay press.trace --board emulated-uno",
    "plugbench trace replay capture.vcd --button D0 --active-low --start setup",
  );
  for (const name of BOARD) command.addOption(settingOption(name));
  command
    .option("--output <FILE>", "new file for the trace that the replay gives")
    .option("--button <SIGNAL>", "of a VCD file: the signal that is the Action button")
    .option("--active-low", "of a VCD file: the button is pressed at 0, as with a pull-up")
    .addOption(settingOption("profile"))
    .option("--start <STATE>", "of a VCD file: how the plug begins (default boxed: its power comes at 0)");
  command.action(async (file: string, flags: Flags) => {
    const path = resolve(io.directory, file);
    const output = typeof flags["output"] === "string" ? resolve(io.directory, flags["output"]) : undefined;
    const isCapture = /\.vcd$/i.test(path);
    const misplaced = (isCapture ? BOARD : CAPTURE).find((name) => flags[name] !== undefined);
    if (misplaced !== undefined) throw new UsageError(misplacedText(misplaced, isCapture));
    const settings = settingsOf(flags, io);
    if (!isCapture) {
      ended(await (await import("./replay.ts")).replayTrace(path, output, settings, io));
      return;
    }
    const { button: signal, activeLow = false, start = "boxed" } = flags;
    if (typeof signal !== "string")
      throw new UsageError(`Say which signal of ${path} is the button: add --button SIGNAL.`);
    const asked = { signal, activeLow: activeLow === true, start: oneOf(STARTS, String(start), "start") };
    await (await import("./replay-capture.ts")).replayCaptureFile(
      path,
      output,
      { ...settings, ...asked },
      io,
    );
  });
}

const misplacedText = (name: string, isCapture: boolean): string => {
  const flag = `--${name.replace("activeLow", "active-low")}`;
  return isCapture
    ? `${flag} is for a trace: write one of this capture with --output FILE, and replay that.`
    : `${flag} is for a VCD file, whose name ends in .vcd: leave it out.`;
};

function addDiff(trace: Command, io: Io, ended: Ended): void {
  const does = "Print where two traces part; exit code 1 when they do.";
  addCommand(trace, "diff <A> <B>", does, "plugbench trace diff before.trace after.trace").action(
    async (...files: [string, string]) => {
      const { traceDiff } = await import("./diff.ts");
      ended(traceDiff(resolve(io.directory, files[0]), resolve(io.directory, files[1]), io));
    },
  );
}

function addExport(trace: Command, io: Io): void {
  const does = "Write a trace in a form that others read.";
  addCommand(trace, "export <FILE>", does, "plugbench trace export press.trace --vcd --output press.vcd")
    .option("--vcd", "as Value Change Dump, for GTKWave and PulseView")
    .option("--output <FILE>", "new file for it (default: to the terminal)")
    .action(async (file: string, { vcd, output }: { readonly vcd?: true; readonly output?: string }) => {
      if (vcd === undefined) throw new UsageError("Say in which form: --vcd is the one that there is.");
      const { traceExport } = await import("./export.ts");
      const target = output === undefined ? undefined : resolve(io.directory, output);
      traceExport(resolve(io.directory, file), target, io);
    });
}
