import * as v from "valibot";
import {
  LOAD_NAMES,
  NETWORK_TROUBLES,
  OWN_LOAD,
  REGIONS,
  SOURCES,
  TROUBLES,
  WEEKDAYS,
} from "../../firmware-sim/index.ts";
import { AIR_NAMES } from "../../src/mqtt/commands/bench-commands.ts";
import type { ErrorCode } from "../../src/runtime/command.ts";
import { HOUSEHOLD_KINDS } from "../../src/runtime/household/kinds.ts";
import { WIRE_FAULT_KINDS } from "../../src/runtime/wire-faults.ts";
import { LIFECYCLES } from "../../src/runtime/words.ts";
import { MOST_SCHEDULES, scheduleId } from "../../src/schedule/shape.ts";

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
  tripped: "a protection keeps the outlet off: heat or overload",
  offline: "only possible while plug and cloud reach each other",
  no_update: "no update is on offer",
  rate_limited: "more than 10 commands a second; of a flood only one a second is answered",
  forbidden: "this board has a real button, which is the one to press",
};

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as K[];

export const code = v.picklist(keysOf(CODES));
export const source = v.pipe(v.picklist(SOURCES), v.description("what switched the outlet last"));
export const sourceName = v.pipe(v.string(), v.description("who the sender of that command says to be"));
export const onOff = v.picklist(["on", "off"]);
export const onlineOffline = v.picklist(["online", "offline"]);
export const startUp = v.picklist(["off", "on", "previous"]);
export const upDown = v.picklist(["up", "down"]);
export const lifecycle = v.picklist(LIFECYCLES);
export const network = v.picklist(REGIONS.network);
export const faults = v.pipe(
  v.array(v.picklist([...WIRE_FAULT_KINDS, ...HOUSEHOLD_KINDS])),
  v.description("on the wire, and in the household"),
);
export const trouble = v.picklist(TROUBLES);
export const troubles = v.pipe(
  v.array(trouble),
  v.description("what the plug itself knows to be wrong, the most urgent first"),
);
export const networkTrouble = v.pipe(
  v.nullable(v.picklist(NETWORK_TROUBLES)),
  v.description("why the plug cannot use its network, as far as it knows"),
);
export const version = v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/));
const atLeast0 = v.pipe(v.number(), v.minValue(0));
/** What a meter shows. */
export const measured = {
  power: v.pipe(atLeast0, v.description("W")),
  voltage: v.pipe(atLeast0, v.description("V")),
  current: v.pipe(atLeast0, v.description("A")),
  energy: v.pipe(atLeast0, v.description("kWh since it was reset")),
};
export const MEASURED = { power: 60, voltage: 120, current: 0.5, energy: 1.234567 };

/** As it is told: all of it. */
const schedule = v.strictObject({
  id: scheduleId,
  at: v.pipe(v.string(), v.description("local time, date and local time, or an instant in UTC")),
  days: v.optional(v.pipe(v.array(v.picklist(WEEKDAYS)), v.description("absent: every day"))),
  to: v.picklist(["on", "off", "toggle"]),
  enabled: v.boolean(),
  missed: v.pipe(
    v.picklist(["skip", "run"]),
    v.description("whether the last one that was missed is made up for"),
  ),
});
export const schedules = v.pipe(v.array(schedule), v.maxLength(MOST_SCHEDULES));
export const SCHEDULES = [
  {
    id: "morning",
    at: "07:00",
    days: ["mon", "tue", "wed", "thu", "fri"],
    to: "on",
    enabled: true,
    missed: "run",
  },
  { id: "1", at: "2026-12-24T18:00", to: "toggle", enabled: true, missed: "skip" },
];

export const load = v.strictObject({
  simulated: v.literal(true),
  name: v.picklist([...LOAD_NAMES, OWN_LOAD]),
  watts: v.pipe(atLeast0, v.description("W that flow, whatever the plug measures")),
  contact: v.pipe(v.picklist(["open", "closed"]), v.description("of the real relay, which may be welded")),
  air: v.picklist(AIR_NAMES),
});
export const LOAD = { simulated: true, name: "lamp", watts: 60, contact: "closed", air: "open" };
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

/** What a press was. */
export const gestures = [
  v.strictObject({ event_type: v.literal("press"), duration_ms: span, ...numbered }),
  v.strictObject({ event_type: v.literal("hold"), rung: v.string(), ...numbered }),
  v.strictObject({ event_type: v.picklist(["release", "cancel"]), duration_ms: span, rung, ...numbered }),
] as const;
/** Of what the bench tells of a press, or of a hold. */
export const buttons = v.optional(
  v.pipe(v.array(v.string()), v.description("of a combination; absent: the Action button")),
);

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
