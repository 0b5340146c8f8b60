import * as v from "valibot";
import { millis } from "../../firmware-sim/index.ts";
import type { Command } from "../runtime/command.ts";
import { BadCommand, jsonOf } from "./payload.ts";

/** Makes the key that stands for a Wi-Fi password behind the door. */
export type KeyOf = (ssid: string, password: string) => string | Promise<string>;

/** Reads the payload of one command topic; `source`: who says it asked. Throws BadCommand. */
export type Reader = (text: string) => Read | Promise<Read>;
export interface Read {
  readonly command: Command;
  /** The name that the sender gave itself. */
  readonly source?: string;
}

const ON_OFF: Readonly<Record<string, "on" | "off">> = {
  on: "on",
  "1": "on",
  true: "on",
  off: "off",
  "0": "off",
  false: "off",
};

const LONGEST_FOR_S = 86_400;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const lower = v.pipe(v.string(), v.trim(), v.toLowerCase());
const wantedOutlet = v.pipe(
  v.union([v.boolean(), v.number(), v.string()]),
  v.transform(String),
  lower,
  v.transform((word) => ON_OFF[word] ?? word),
  v.picklist(["on", "off", "toggle"]),
);

const outlet = v.strictObject({
  state: wantedOutlet,
  for_s: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(LONGEST_FOR_S))),
  source: v.optional(name),
});
const startUp = v.pipe(lower, v.picklist(["off", "on", "previous"]));
const finger = v.pipe(lower, v.picklist(["down", "up"]));
const mains = v.pipe(
  lower,
  v.transform((word) => ON_OFF[word] ?? word),
  v.picklist(["on", "off"]),
);
const nothing = v.strictObject({});
const upDown = v.picklist(["up", "down"]);
const home = v.union([
  v.strictObject({ wifi: upDown, how: v.optional(v.picklist(["cut", "silent"]), "cut") }),
  v.strictObject({ cloud: upDown }),
  v.strictObject({ account: v.literal("remove") }),
]);
const provision = v.strictObject({
  // A network's name is 1 to 32 bytes (IEEE 802.11); a password is at most 63 characters, or 64 hex digits.
  ssid: v.pipe(v.string(), v.minBytes(1), v.maxBytes(32)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  account: v.optional(v.nullable(name)),
});

/** @throws BadCommand saying what is expected, never what came */
function check<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  expected: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new BadCommand("bad_value", `expected ${expected}`);
}

export function readOutlet(text: string): Read {
  const expected = `on, off, toggle (or 1, 0, true, false), or {"state":…,"for_s":1 to ${LONGEST_FOR_S},"source":"…"}`;
  const given = text.startsWith("{") ? jsonOf(text) : { state: text };
  const { state, for_s, source } = check(outlet, given, expected);
  return {
    command: {
      do: "relay",
      to: state,
      source: "mqtt",
      ...(for_s === undefined ? {} : { for: millis(Math.round(for_s * 1000)) }),
    },
    ...(source === undefined ? {} : { source }),
  };
}

export const readStartUp: Reader = (text) => ({
  command: { do: "startUp", to: check(startUp, text, "off, on or previous") },
});

export const readIdentify: Reader = (text) => {
  if (text !== "" && text.toUpperCase() !== "PRESS") check(nothing, jsonOf(text), "nothing, PRESS or {}");
  return { command: { do: "identify" } };
};

export const readFinger: Reader = (text) => ({
  command: { do: check(finger, text, "down or up") === "down" ? "press" : "release" },
});

export const readMains: Reader = (text) => ({
  command: { do: "power", to: check(mains, text, "on or off") },
});

export const readHome: Reader = (text) => {
  const expected = `{"wifi":"up" or "down","how":"cut" or "silent"}, {"cloud":"up" or "down"} or {"account":"remove"}`;
  const wanted = check(home, jsonOf(text), expected);
  if ("wifi" in wanted) return { command: { do: "wifi", to: wanted.wifi, how: wanted.how } };
  if ("cloud" in wanted) return { command: { do: "cloud", to: wanted.cloud } };
  return { command: { do: "removeFromAccount" } };
};

/** Empty: the home's own network and account. The password is gone when this has read it. */
export function readProvision(keyOf: KeyOf): Reader {
  return (text) => {
    if (text === "") return { command: { do: "provision" } };
    const expected = `nothing, or {"ssid":1 to 32 bytes,"password":1 to 64 characters,"account":"…" or null}`;
    const { ssid, password, account } = check(provision, jsonOf(text), expected);
    return withKey(ssid, keyOf(ssid, password), account);
  };
}

async function withKey(
  ssid: string,
  key: string | Promise<string>,
  account: string | null | undefined,
): Promise<Read> {
  const wifi = { ssid, key: await key };
  return { command: { do: "provision", wifi, ...(account === undefined ? {} : { account }) } };
}
