import * as v from "valibot";
import { REGIONS, type Source } from "../../firmware-sim/index.ts";
import type { ErrorCode } from "../../src/runtime/command.ts";
import { WIRE_FAULT_KINDS } from "../../src/runtime/wire-faults.ts";

/** Each code of a refusal, and what it says. */
export const CODES: Readonly<Record<ErrorCode, string>> = {
  bad_json: "not JSON, or more than 4 objects and lists inside one another",
  bad_value: "not what this topic takes, or a response topic that the plug does not answer to",
  unknown_command: "no such command",
  too_large: "more than 4096 bytes",
  busy: "the plug starts or resets: try again",
  board_offline: "the board is not connected",
  no_power: "the plug has no power",
  not_in_setup: "only possible while the plug is in set-up",
  no_effect: "it changes nothing as the plug is now",
  rate_limited: "more than 10 commands a second; of a flood only one a second is answered",
  forbidden: "this board has a real button, which is the one to press",
};

const SOURCES: Readonly<Record<Source, true>> = {
  button: true,
  mqtt: true,
  ctl: true,
  key: true,
  power: true,
  reset: true,
  timer: true,
};

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as K[];

export const code = v.picklist(keysOf(CODES));
export const source = v.pipe(v.picklist(keysOf(SOURCES)), v.description("what switched the outlet last"));
export const sourceName = v.pipe(v.string(), v.description("who the sender of that command says to be"));
export const onOff = v.picklist(["on", "off"]);
export const onlineOffline = v.picklist(["online", "offline"]);
export const startUp = v.picklist(["off", "on", "previous"]);
export const upDown = v.picklist(["up", "down"]);
export const lifecycle = v.picklist([...new Set(["off", "booting", ...REGIONS.lifecycle])]);
export const network = v.picklist(REGIONS.network);
export const faults = v.array(v.picklist(WIRE_FAULT_KINDS));
export const rung = v.pipe(
  v.nullable(v.string()),
  v.description("the highest step of the hold that was reached"),
);
export const span = v.pipe(v.number(), v.integer(), v.minValue(0));
export const time = v.pipe(v.string(), v.isoTimestamp());

/** On everything that can come twice or out of order. */
export const numbered = {
  seq: v.pipe(v.number(), v.integer(), v.minValue(1), v.description("counts what this plane has said")),
  ts: v.pipe(time, v.description("when it was said")),
};
/** The same in an example. */
export const NUMBERED = { seq: 7, ts: "2026-01-01T12:00:00.000Z" };

const gesture = { duration_ms: span };
/** What a press was. */
export const gestures = [
  v.strictObject({ event_type: v.literal("press"), ...gesture, ...numbered }),
  v.strictObject({ event_type: v.literal("hold"), rung: v.string(), ...numbered }),
  v.strictObject({ event_type: v.picklist(["release", "cancel"]), ...gesture, rung, ...numbered }),
] as const;

export const lamp = {
  name: v.pipe(v.string(), v.description("of the pattern in the profile")),
  words: v.string(),
};

export const home = v.strictObject({
  simulated: v.literal(true),
  ssid: v.string(),
  wifi: upDown,
  cloud: upDown,
  accounts: v.pipe(
    v.array(v.strictObject({ name: v.string(), devices: v.array(v.string()) })),
    v.description("those that list the plug"),
  ),
});
export const HOME = {
  simulated: true,
  ssid: "bench",
  wifi: "up",
  cloud: "up",
  accounts: [{ name: "home", devices: ["plug-1a2b3c"] }],
};

/** What anyone can say no with. */
export const error = { code, message: v.string() };
