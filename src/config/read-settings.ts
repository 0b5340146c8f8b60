import { dirname } from "node:path";
import { UsageError } from "../usage-error.ts";
import { readJson, readText } from "./read-file.ts";
import { flagOf, SETTING_NAMES, SETTINGS, type SettingName, type Settings, variableOf } from "./settings.ts";
import { didYouMean } from "./suggest.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of ours that are no settings: which configuration file, and whether errors show their stack. */
const OTHER_VARIABLES = ["PLUGBENCH_CONFIG", "PLUGBENCH_STACK"];
/** A configuration file that holds a password would be copied and committed with it. */
const NOT_IN_FILES: readonly string[] = ["mqttPassword"] satisfies SettingName[];

/** What commander found: by setting name, a text, or true for a switch. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

type Values = Partial<Record<SettingName, unknown>>;

/**
 * All settings: configuration file < environment < flags.
 * @throws UsageError that names the file and key, the variable or the flag
 */
export function readSettings(flags: Flags, env: Environment, directory: string): Settings {
  const file = flags["config"] ?? env["PLUGBENCH_CONFIG"];
  const settings = {
    ...(typeof file === "string" ? fromFile(file) : {}),
    ...fromEnvironment(env, directory),
    ...fromFlags(flags, directory),
  } as Settings;
  return withPassword(settings);
}

function fromFlags(flags: Flags, directory: string): Values {
  const values: Values = {};
  for (const name of SETTING_NAMES) {
    const given = flags[name];
    if (given !== undefined) values[name] = parsed(name, String(given), flagOf(name), directory);
  }
  return values;
}

function fromEnvironment(env: Environment, directory: string): Values {
  const known = [...SETTING_NAMES.map(variableOf), ...OTHER_VARIABLES];
  for (const variable of Object.keys(env)) {
    if (variable.startsWith("PLUGBENCH_") && !known.includes(variable))
      throw new UsageError(
        `${variable} is no variable of plugbench.${didYouMean(variable, known)} Unset it.`,
      );
  }
  const values: Values = {};
  for (const name of SETTING_NAMES) {
    const given = env[variableOf(name)];
    if (given !== undefined) values[name] = parsed(name, given, variableOf(name), directory);
  }
  return values;
}

function fromFile(path: string): Values {
  const content = readJson(path, "the configuration file");
  if (typeof content !== "object" || content === null || Array.isArray(content))
    throw new UsageError(`${path}: expected an object such as { "board": "virtual" }.`);
  const values: Values = {};
  for (const [key, given] of Object.entries(content)) {
    const place = `${path}: ${JSON.stringify(key)}`;
    if (NOT_IN_FILES.includes(key))
      throw new UsageError(
        `${place} is not read from here: use mqttPasswordFile, or PLUGBENCH_MQTT_PASSWORD.`,
      );
    const name = SETTING_NAMES.find((known) => known === key);
    if (name === undefined)
      throw new UsageError(
        `${place} is no setting.${didYouMean(key, SETTING_NAMES)} Known: ${SETTING_NAMES.join(", ")}.`,
      );
    const wanted = "value" in SETTINGS[name] ? "string" : "boolean";
    if (typeof given !== wanted)
      throw new UsageError(
        `${place} must be a ${wanted === "string" ? 'text in "quotes"' : "true or false"}.`,
      );
    values[name] = parsed(name, String(given), place, dirname(path));
  }
  return values;
}

function parsed(name: SettingName, given: string, place: string, base: string): unknown {
  try {
    return SETTINGS[name].parse(given, base);
  } catch (error) {
    throw new UsageError(`${place}: ${(error as Error).message}`, { cause: error });
  }
}

function withPassword(settings: Settings): Settings {
  const { mqttPassword, mqttPasswordFile } = settings;
  if (mqttPasswordFile === undefined || mqttPassword !== undefined) return settings;
  // One line end is the editor's, not the password's.
  return { ...settings, mqttPassword: readText(mqttPasswordFile, "the password file").replace(/\r?\n$/, "") };
}
