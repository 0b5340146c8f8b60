import { type Command, Option } from "commander";
import { type Flags, readSettings } from "../config/read-settings.ts";
import { flagOf, SETTING_NAMES, SETTINGS, type SettingName, type Settings } from "../config/settings.ts";
import type { ExitCode } from "./failure.ts";
import type { Io } from "./io.ts";

/** Called with how the command ended. */
export type Ended = (code: ExitCode) => void;

/** The option of a setting; its text is read later, together with file and environment. */
export function settingOption(name: SettingName): Option {
  const setting = SETTINGS[name];
  const value = "value" in setting ? ` <${setting.value}>` : "";
  return new Option(`${flagOf(name)}${value}`, setting.help);
}

/** All settings of a plug that runs. */
export function addRunOptions(command: Command): void {
  for (const name of SETTING_NAMES) {
    const setting = SETTINGS[name];
    if (!("flag" in setting)) command.addOption(settingOption(name));
  }
  command.option("--config <FILE>", 'JSON file of these settings, such as {"board": "virtual"}');
  command.addHelpText(
    "after",
    `
Every setting can also come from the environment (PLUGBENCH_BOARD=virtual) or the file; flags win, then the environment.
Only there: PLUGBENCH_MQTT_USERNAME, and PLUGBENCH_MQTT_PASSWORD or PLUGBENCH_MQTT_PASSWORD_FILE.`,
  );
}

export const settingsOf = (flags: Flags, io: Io): Settings => readSettings(flags, io.env, io.directory);

/** Like `program.command`, with where to read on after an error, and an example in the help. */
export function addCommand(parent: Command, usage: string, does: string, ...examples: string[]): Command {
  const command = parent.command(usage).description(does);
  const path = [command.name()];
  for (let above = command.parent; above !== null; above = above.parent) path.unshift(above.name());
  command.showHelpAfterError(`Try: ${path.join(" ")} --help`);
  if (examples.length > 0) command.addHelpText("after", `\nExample: ${examples.join("\n         ")}`);
  return command;
}
