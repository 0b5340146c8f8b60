import type { Command } from "commander";
import type { Flags } from "../config/read-settings.ts";
import { addCommand, type Ended, settingOption, settingsOf } from "./command.ts";
import type { Io } from "./io.ts";

export function addFlash(program: Command, io: Io, ended: Ended): void {
  const does = "Write StandardFirmata onto an Uno, a Nano or a Mega, which replaces the sketch on it.";
  addCommand(program, "flash", does, "plugbench flash", "plugbench flash --port /dev/ttyACM0 --yes")
    .addOption(settingOption("port"))
    .option("--yes", "do not ask whether the sketch may be replaced")
    .addHelpText(
      "after",
      "\nExit code 1: not written, or not kept by the chip; 3: the board does not answer.",
    )
    .action(async ({ yes, ...flags }: Flags & { readonly yes?: boolean }) => {
      const settings = settingsOf(flags, io);
      ended(await (await import("./flash.ts")).flash(settings, yes === true, io));
    });
}
