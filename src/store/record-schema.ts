import * as v from "valibot";
import { FACTORY_VERSION, type HomeRecord, type NvmRecord } from "../../firmware-sim/index.ts";
import { keptSchedule, MOST_SCHEDULES } from "../schedule/shape.ts";

// Wider than any record the program makes, and narrow enough that a hostile file cannot fill the memory.
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const topics = v.pipe(v.array(text), v.maxLength(256));
/** What `keyOf` of password-key.ts makes. */
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const wifi = v.strictObject({ ssid: text, key });
const version = v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/));
const seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));
const upDown = v.picklist(["up", "down"]);

const nvmRecord = v.strictObject({
  version: v.literal(1),
  wifi: v.nullable(wifi),
  account: v.nullable(text),
  startUp: v.picklist(["off", "on", "previous"]),
  relayClosed: v.boolean(),
  intent: v.nullable(v.strictObject({ kind: text, linkUp: v.boolean(), goodbyeTopics: topics })),
  owedGoodbye: topics,
  // Records of earlier versions lack what follows.
  schedules: v.optional(v.pipe(v.array(keptSchedule), v.maxLength(MOST_SCHEDULES)), []),
  energy: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
  firmware: v.optional(
    v.strictObject({
      version,
      slot: v.picklist([0, 1]),
      trying: v.nullable(v.strictObject({ version, booted: v.boolean() })),
    }),
    { version: FACTORY_VERSION, slot: 0, trying: null },
  ),
  shortBoots: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  personal: v.optional(v.boolean(), false),
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
  // Records of earlier versions lack what follows.
  formerKey: v.optional(v.nullable(key), null),
  signal: v.optional(v.picklist(["good", "weak"]), "good"),
  signalSeed: v.optional(seed, 1),
  dhcp: v.optional(upDown, "up"),
  dns: v.optional(upDown, "up"),
  firewall: v.optional(v.picklist(["open", "blocks"]), "open"),
  owesRemoval: v.optional(v.boolean(), false),
});

/** @throws Error if the value is no record of a plug, or has a key too many */
export const parseNvmRecord = (value: unknown): NvmRecord => v.parse(nvmRecord, value);

/** @throws Error if the value is no record of a home, or has a key too many */
export const parseHomeRecord = (value: unknown): HomeRecord => v.parse(homeRecord, value);
