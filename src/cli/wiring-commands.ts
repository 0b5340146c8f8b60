import { type Command, Option } from "commander";
import type { Flags } from "../config/read-settings.ts";
import { addCommand, type Ended, settingOption, settingsOf } from "./command.ts";
import type { Io } from "./io.ts";

const DRAWN_BOARDS = ["arduino-uno", "raspberry-pi"] as const;
type DrawnBoard = (typeof DRAWN_BOARDS)[number];

export function addWiring(program: Command, io: Io, ended: Ended): void {
  const wiring = addCommand(
    program,
    "wiring",
    "Show how the board is wired, and check what you have built.",
    "plugbench wiring show",
  );
  addShow(wiring, io);
  addCheck(wiring, io, ended);
}

function addShow(wiring: Command, io: Io): void {
  const does = "Print parts, table and drawing of the wiring.";
  addCommand(wiring, "show", does, "plugbench wiring show", "plugbench wiring show --led anode --relay none")
    .addOption(
      new Option("--board <NAME>", `which board: ${DRAWN_BOARDS.join(", ")}`)
        .choices(DRAWN_BOARDS)
        .default(DRAWN_BOARDS[0]),
    )
    .addOption(settingOption("pins"))
    .addOption(settingOption("led"))
    .addOption(settingOption("relay"))
    .action(async ({ board, ...flags }: Flags & { readonly board: DrawnBoard }) => {
      const settings = settingsOf(flags, io);
      (await import("./wiring/show.ts")).wiringShow(board, settings, io);
    });
}

function addCheck(wiring: Command, io: Io, ended: Ended): void {
  const command = addCommand(
    wiring,
    "check",
    "Try firmware, LED, relay and button of a board, and say what to change.",
    "plugbench wiring check",
    "plugbench wiring check --board emulated-uno",
  );
  command
    .option("--board <NAME>", "arduino (default), or emulated-uno, which answers for itself")
    .addOption(settingOption("port"))
    .addOption(settingOption("pins"))
    .addOption(settingOption("led"))
    .addOption(settingOption("relay"))
    .addHelpText("after", "\nExit code 1: something is to be put right; 3: the board does not answer.")
    .action(async (flags: Flags) => {
      const settings = settingsOf(flags, io);
      ended(await (await import("./wiring/check.ts")).wiringCheck(settings, io));
    });
}
