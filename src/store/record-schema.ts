import * as v from "valibot";
import type { HomeRecord, NvmRecord } from "../../firmware-sim/index.ts";

// Wider than any record the program makes, and narrow enough that a hostile file cannot fill the memory.
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const topics = v.pipe(v.array(text), v.maxLength(256));
/** What `keyOf` of password-key.ts makes. */
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const wifi = v.strictObject({ ssid: text, key });
const upDown = v.picklist(["up", "down"]);

const nvmRecord = v.strictObject({
  version: v.literal(1),
  wifi: v.nullable(wifi),
  account: v.nullable(text),
  startUp: v.picklist(["off", "on", "previous"]),
  relayClosed: v.boolean(),
  intent: v.nullable(v.strictObject({ kind: text, linkUp: v.boolean(), goodbyeTopics: topics })),
  owedGoodbye: topics,
});

const homeRecord = v.strictObject({
  version: v.literal(1),
  wifi,
  router: upDown,
  cloud: upDown,
  accounts: v.pipe(
    v.array(v.strictObject({ name: text, listsPlug: v.boolean() })),
    v.minLength(1),
    v.maxLength(16),
  ),
});

/** @throws Error if the value is no record of a plug, or has a key too many */
export const parseNvmRecord = (value: unknown): NvmRecord => v.parse(nvmRecord, value);

/** @throws Error if the value is no record of a home, or has a key too many */
export const parseHomeRecord = (value: unknown): HomeRecord => v.parse(homeRecord, value);
