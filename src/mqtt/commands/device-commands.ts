import * as v from "valibot";
import type { Command } from "../../runtime/command.ts";
import { jsonOf } from "./payload.ts";
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

const pushed =
  (command: Command): Reader =>
  (text) => {
    const expected = "nothing, PRESS or {}";
    if (text.startsWith("{")) check(noArguments, jsonOf(text), expected);
    else check(push, text, expected);
    return { command };
  };

/** What the plug's own topics take. */
export const deviceReaders: Readers = new Map([
  ["relay/set", readOutlet],
  ["start-up/set", readStartUp],
  ["cmd/identify", pushed({ do: "identify" })],
  ["cmd/restart", pushed({ do: "restart" })],
]);
