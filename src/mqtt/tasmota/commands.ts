import { millis } from "../../../firmware-sim/index.ts";
import type { Command } from "../../runtime/command.ts";
import type { Backlog } from "./backlog.ts";
import { MODULE } from "./discovery.ts";
import { GROUP_TOPIC } from "./names.ts";
import { numberOf, type Order } from "./order.ts";
import { type Facts, POWER_ON_STATES, powerOnState, STATUS_NUMBERS, stateOf, statusPart } from "./status.ts";
import type { Telemetry } from "./telemetry.ts";

/** What the commands are carried out with. */
export interface Controls {
  /** As they are at this moment. */
  readonly facts: () => Facts;
  /** Whether the plug obeyed, or was so already. */
  readonly obey: (command: Command) => boolean;
  /** RESULT and POWER, unless what `act` did has told them. `act` gives whether it was obeyed. */
  readonly tellPower: (act?: () => boolean) => boolean;
  /** On `stat/…/<name>`. */
  readonly tell: (name: string, content: object) => void;
  /** Starts the firmware anew, once the answer is on its way; false when the plug cannot. */
  readonly restart: () => boolean;
  readonly telemetry: Telemetry;
  readonly backlog: Backlog;
}

/** What RESULT says; null: the command has told by itself. */
export type Answer = object | null;
export const ERROR: object = { Command: "Error" };
export const unknown = ({ word }: Order): object => ({ Command: "Unknown", Input: word });

const SWITCHES = ["off", "on", "toggle"] as const;

/** One relay: without a number, 1, and 0 (all) are the same. What is no state is a question. */
function power({ index = 1, text }: Order, { obey, tellPower }: Controls): Answer {
  if (index > 1) return ERROR;
  const state = numberOf(text);
  // This plug does not blink.
  if (state === 3 || state === 4) return ERROR;
  const to = state === undefined ? undefined : SWITCHES[state];
  const told = tellPower(to && (() => obey({ do: "relay", to, source: "mqtt" })));
  return told ? null : ERROR;
}

function status({ index, text }: Order, { facts, tell }: Controls): Answer {
  const all = () => STATUS_NUMBERS.map((number) => [number, statusPart(number, facts())!] as const);
  const asked = numberOf(text);
  if (index === 0) tell("STATUS0", Object.assign({}, ...all().map(([, part]) => part)));
  else if (asked === 0) for (const [number, part] of all()) tell(`STATUS${number || ""}`, part);
  else {
    const part = statusPart(asked ?? 0, facts());
    if (part === undefined) return ERROR;
    tell(`STATUS${asked ?? ""}`, part);
  }
  return null;
}

function startUp({ text }: Order, { facts, obey }: Controls): Answer {
  const to = POWER_ON_STATES.get(numberOf(text) ?? -1);
  if (to !== undefined) obey({ do: "startUp", to });
  return { PowerOnState: powerOnState(facts().now) };
}

function teleperiod({ text }: Order, { telemetry }: Controls): Answer {
  telemetry.command(numberOf(text));
  return { TelePeriod: telemetry.period };
}

function restart({ text }: Order, controls: Controls): Answer {
  if (numberOf(text) !== 1) return { Restart: "1 to restart" };
  return controls.restart() ? { Restart: "Restarting" } : ERROR;
}

function backlog({ text }: Order, { backlog: waiting }: Controls): Answer {
  if (text !== "") return waiting.add(text) ? null : ERROR;
  const answer = { Backlog: waiting.isEmpty ? "Empty" : "Aborted" };
  waiting.clear();
  return answer;
}

/** In tenths of a second; out of range it is a question. */
function delay({ text }: Order, { backlog: waiting }: Controls): Answer {
  const tenths = numberOf(text) ?? 0;
  if (tenths < 2 || tenths > 3600) return { Delay: 0 };
  waiting.wait(millis(tenths * 100));
  return { Delay: tenths };
}

function friendlyName({ index = 1 }: Order, { facts }: Controls): Answer {
  return index === 1 ? { FriendlyName1: facts().names.topic } : ERROR;
}

/** By name. What a plug is called and where it is heard can be asked for, not changed. */
export const COMMANDS: ReadonlyMap<string, (order: Order, controls: Controls) => Answer> = new Map<
  string,
  (order: Order, controls: Controls) => Answer
>([
  ["POWER", power],
  ["STATUS", status],
  ["STATE", (_, { facts }) => stateOf(facts())],
  ["POWERONSTATE", startUp],
  ["TELEPERIOD", teleperiod],
  ["RESTART", restart],
  ["BACKLOG", backlog],
  ["DELAY", delay],
  ["FRIENDLYNAME", friendlyName],
  ["DEVICENAME", (_, { facts }) => ({ DeviceName: facts().names.topic })],
  ["TOPIC", (_, { facts }) => ({ Topic: facts().names.topic })],
  ["FULLTOPIC", () => ({ FullTopic: "%prefix%/%topic%/" })],
  ["GROUPTOPIC", () => ({ GroupTopic1: GROUP_TOPIC })],
  ["MODULE", () => ({ Module: { "0": MODULE } })],
]);

/** Unknown to a make without an outlet. */
export const OF_OUTLET: readonly string[] = ["POWER", "POWERONSTATE"];
