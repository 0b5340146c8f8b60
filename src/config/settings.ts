import { resolve } from "node:path";
import { BOARD_NAMES, type BoardName } from "../../board/port.ts";
import { DIALECT_NAMES, type DialectName } from "../mqtt/dialects.ts";
import { checkedPlugId } from "../store/plug-id.ts";
import { UsageError } from "../usage-error.ts";
import { type BrokerChoice, parseBroker } from "./broker-choice.ts";
import { parseDiscovery } from "./discovery-prefix.ts";
import { FAULT_FORM, type FaultCommand, parseFaults } from "./fault.ts";
import { oneOf } from "./one-of.ts";
import { type PageAddress, parsePageAddress } from "./page-address.ts";
import { type ProfileChoice, parseProfile } from "./profile-choice.ts";
import { PROFILES } from "./profiles.ts";
import { parseTimeZone } from "./time-zone.ts";

/** One thing that can be set by file, environment or flag, and how its text is read. */
export interface Setting<T> {
  /** How the value is called in help texts; absent for a switch, which takes none. */
  readonly value?: string;
  readonly help: string;
  /** false: no flag, for it is, or leads to, a secret. */
  readonly flag?: false;
  /** `base`: the directory that relative paths start from. Throws UsageError. */
  readonly parse: (text: string, base: string) => T;
}

function choice<const T extends string>(words: readonly T[], help: string): Setting<T> {
  return { value: "NAME", help: `${help}: ${words.join(", ")}`, parse: (given) => oneOf(words, given) };
}

const text = (value: string, help: string): Setting<string> => ({
  value,
  help,
  parse: (given) => {
    if (given === "") throw new UsageError("is empty: give a value, or leave it out.");
    return given;
  },
});

const path = (value: string, help: string): Setting<string> => {
  const setting = text(value, help);
  return { ...setting, parse: (given, base) => resolve(base, setting.parse(given, base)) };
};

const SWITCH: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };
const onOff = (help: string): Setting<boolean> => ({
  help,
  parse: (given) => {
    const found = SWITCH[given];
    if (found !== undefined) return found;
    throw new UsageError(`${JSON.stringify(given)} is neither true (1) nor false (0).`);
  },
});

const profile: Setting<ProfileChoice> = {
  value: "NAME|FILE",
  help: `make of plug, or the JSON file of one (default ${PROFILES[0]!.id})`,
  parse: parseProfile,
};
const mqtt: Setting<BrokerChoice> = {
  value: "BROKER",
  help: "broker to publish to: embedded (default), mqtt(s)://HOST[:PORT] or off",
  parse: parseBroker,
};
const dialect: Setting<readonly DialectName[]> = {
  value: "NAMES",
  help: `what the plug speaks over MQTT beside its own topics, separated by commas: ${DIALECT_NAMES.join(", ")}`,
  parse: (given) => [...new Set(given.split(",").map((name) => oneOf(DIALECT_NAMES, name)))],
};
const discovery: Setting<string | null> = {
  value: "PREFIX",
  help: "where Home Assistant looks for devices, or off (default homeassistant)",
  parse: parseDiscovery,
};
const fault: Setting<readonly FaultCommand[]> = {
  value: "FAULTS",
  help: `what goes wrong from the start, separated by spaces, each ${FAULT_FORM}`,
  parse: parseFaults,
};
const timezone: Setting<string> = {
  value: "ZONE",
  help: "time zone of the schedules, such as Europe/Berlin (default this machine's)",
  parse: parseTimeZone,
};
const id: Setting<string> = {
  value: "ID",
  help: "which plug (default the last used)",
  parse: checkedPlugId,
};

const page: Setting<PageAddress> = {
  value: "[HOST:]PORT|off",
  help: "where the bench page is served (default 127.0.0.1:8080, or the next free port)",
  parse: parsePageAddress,
};

const RUN_BOARDS = BOARD_NAMES.filter(
  (name): name is Exclude<BoardName, "mocked-firmata"> => name !== "mocked-firmata",
);

/** Every setting of `run`, by its name in a configuration file. */
export const SETTINGS = {
  board: choice(RUN_BOARDS, "what the plug runs on (default emulated-uno)"),
  port: text("PATH", "serial port of the Arduino (default the only one found)"),
  profile,
  provisioned: onOff("start as already set up in the simulated home"),
  fresh: onOff("forget the plug's and the home's state first"),
  mqtt,
  dialect,
  discovery,
  discoveryBench: onOff("show the bench to Home Assistant too, as a device of its own"),
  mqttUsername: { ...text("NAME", "user name for the broker"), flag: false },
  mqttPassword: { ...text("TEXT", "password for the broker"), flag: false },
  mqttPasswordFile: { ...path("FILE", "file with the password for the broker"), flag: false },
  mqttCa: path("FILE", "certificate of the authority that signed the broker's (default those Node trusts)"),
  mqttCert: path("FILE", "certificate of the plug, for a broker that asks for one"),
  mqttKey: path("FILE", "private key to the plug's certificate"),
  state: path("DIR", "directory of all plugs' state"),
  id,
  page,
  classroom: onOff("serve the page, and a plug for everyone in a class, to the local network"),
  log: choice(["pretty", "json"], "form of the log (default pretty)"),
  readyFile: path("FILE", "file to write once the plug runs, and to remove at its end"),
  pins: path("FILE", "own pin map (default wiring/arduino-uno.json, or raspberry-pi.json)"),
  led: choice(["cathode", "anode"], "common pin of the LED (default as in the pin map)"),
  relay: choice(["active-high", "active-low", "none"], "kind of relay (default as in the pin map)"),
  time: choice(
    ["real", "virtual"],
    "how time passes (default real; virtual: only when ctl lets it, virtual board only)",
  ),
  timezone,
  fault,
  allowVirtualButton: onOff("let keys, ctl and MQTT press a board's real button"),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** What the user set; what is absent has its default. */
export type Settings = {
  readonly [K in SettingName]?: ReturnType<(typeof SETTINGS)[K]["parse"]>;
};

const words = (name: string): string[] => name.replace(/[A-Z]/g, (letter) => `_${letter}`).split("_");
/** "readyFile" → "--ready-file". */
export const flagOf = (name: SettingName): string => `--${words(name).join("-").toLowerCase()}`;
/** "readyFile" → "PLUGBENCH_READY_FILE". */
export const variableOf = (name: SettingName): string => `PLUGBENCH_${words(name).join("_").toUpperCase()}`;
