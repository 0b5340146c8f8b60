import * as v from "valibot";
import type { Schedule } from "../../../firmware-sim/index.ts";
import type { Command } from "../../runtime/command.ts";
import { MOST_SCHEDULES, type WantedSchedule, wantedSchedule } from "../../schedule/shape.ts";
import { WHEN_FORM } from "../../schedule/when.ts";
import { UsageError } from "../../usage-error.ts";
import { has, type Make, type Need } from "../make.ts";
import { BadCommand, jsonOf } from "./payload.ts";
import { check, type Reader, type Readers } from "./reader.ts";
import {
  LONGEST_FOR_S,
  lasting,
  name,
  noArguments,
  push,
  seconds,
  switchBoolean,
  switchNumber,
  switchWord,
  word,
} from "./shapes.ts";

export const outletWord = switchWord("toggle");
export const outletOrder = v.strictObject({
  state: v.union([outletWord, switchBoolean, switchNumber]),
  for_s: v.optional(v.pipe(seconds, v.description("switched back after so many seconds"))),
  source: v.optional(v.pipe(name, v.description("who asks; told in `state` as source_name"))),
});
export const startUpWord = word(["off", "on", "previous"]);
export const installWord = word(["install"]);
export const scheduleList = v.pipe(v.array(wantedSchedule), v.maxLength(MOST_SCHEDULES));

/** The schedules that a plug is to keep when these are wanted. Throws UsageError for what cannot be. */
export type PlanSchedules = (wanted: readonly WantedSchedule[]) => readonly Schedule[];

const readOutlet: Reader = (text) => {
  const expected = `on, off, toggle (or 1, 0, true, false), or {"state":…,"for_s":1 to ${LONGEST_FOR_S},"source":"…"}`;
  const order = text.startsWith("{") ? check(outletOrder, jsonOf(text), expected) : null;
  const to = order === null ? check(outletWord, text, expected) : order.state;
  const command: Command = { do: "relay", to, source: "mqtt", ...lasting(order?.for_s) };
  return order?.source === undefined ? { command } : { command, source: order.source };
};

const readStartUp: Reader = (text) => ({
  command: { do: "startUp", to: check(startUpWord, text, "off, on or previous") },
});

const readSchedules =
  (plan: PlanSchedules): Reader =>
  (text) => {
    const when = `"at":${WHEN_FORM} or "in_s":seconds from now`;
    const expected = `a list of up to ${MOST_SCHEDULES}, each {${when},"to":"on", "off" or "toggle"}, with "id", "days", "enabled" and "missed" if need be`;
    const wanted = check(scheduleList, jsonOf(text), expected);
    try {
      return { command: { do: "schedules", schedules: plan(wanted) } };
    } catch (error) {
      if (error instanceof UsageError) throw new BadCommand("bad_value", error.message.replace(/\.$/, ""));
      throw error;
    }
  };

const readInstall: Reader = (text) => {
  check(installWord, text, "install");
  return { command: { do: "installFirmware" } };
};

const pushed =
  (command: Command): Reader =>
  (text) => {
    const expected = "nothing, PRESS or {}";
    if (text.startsWith("{")) check(noArguments, jsonOf(text), expected);
    else check(push, text, expected);
    return { command };
  };

const topics = (plan: PlanSchedules): readonly (readonly [string, Reader, Need?])[] => [
  ["relay/set", readOutlet, "outlet"],
  ["start-up/set", readStartUp, "outlet"],
  ["schedules/set", readSchedules(plan), "outlet"],
  ["firmware/set", readInstall],
  ["cmd/identify", pushed({ do: "identify" })],
  ["cmd/restart", pushed({ do: "restart" })],
  ["cmd/reset-energy", pushed({ do: "resetEnergy" }), "meter"],
];

/** What the own topics of a plug of this make take. */
export const deviceReaders = (make: Make, plan: PlanSchedules): Readers =>
  new Map(
    topics(plan)
      .filter(([, , need]) => has(make, need))
      .map(([name, read]) => [name, read]),
  );
