import * as v from "valibot";
import { readFault } from "./fault-command.ts";
import { jsonOf } from "./payload.ts";
import { check, type Read, type Reader, type Readers } from "./reader.ts";
import { name, nothing, switchWord, word } from "./shapes.ts";

/** Makes the key that stands for a Wi-Fi password behind the door. */
export type KeyOf = (ssid: string, password: string) => string | Promise<string>;

export const fingerWord = word(["down", "up"]);
export const mainsWord = switchWord();

const upDown = v.picklist(["up", "down"]);
const how = v.pipe(
  v.picklist(["cut", "silent"]),
  v.description("cut: the plug's connection is reset; silent: it stays open and mute"),
);
export const homeWish = v.union([
  v.strictObject({ wifi: upDown, how: v.optional(how, "cut") }),
  v.strictObject({ cloud: upDown }),
  v.strictObject({ account: v.literal("remove") }),
]);

export const credentials = v.strictObject({
  // A network's name is 1 to 32 bytes (IEEE 802.11); a password is at most 63 characters, or 64 hex digits.
  ssid: v.pipe(v.string(), v.minLength(1), v.maxBytes(32)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  account: v.optional(
    v.pipe(v.nullable(name), v.description("null: Wi-Fi only; absent: the home's own account")),
  ),
});

export const profileId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));

const readFinger: Reader = (text) => ({
  command: { do: check(fingerWord, text, "down or up") === "down" ? "press" : "release" },
});

const readMains: Reader = (text) => ({
  command: { do: "power", to: check(mainsWord, text, "on or off") },
});

const readHome: Reader = (text) => {
  const expected = `{"wifi":"up" or "down","how":"cut" or "silent"}, {"cloud":"up" or "down"} or {"account":"remove"}`;
  const wish = check(homeWish, jsonOf(text), expected);
  if ("wifi" in wish) return { command: { do: "wifi", to: wish.wifi, how: wish.how } };
  if ("cloud" in wish) return { command: { do: "cloud", to: wish.cloud } };
  return { command: { do: "removeFromAccount" } };
};

const readProfile: Reader = (text) => ({
  command: { do: "profile", to: check(profileId, text, "a profile's id: 1 to 64 of a-z, 0-9 and -") },
});

/** Empty: the home's own network and account. The password is gone when this has read it. */
const readProvision =
  (keyOf: KeyOf): Reader =>
  (text) => {
    if (v.is(nothing, text)) return { command: { do: "provision" } };
    const expected = `nothing, or {"ssid":1 to 32 bytes,"password":1 to 64 characters,"account":"…" or null}`;
    const { ssid, password, account } = check(credentials, jsonOf(text), expected);
    return withKey(ssid, keyOf(ssid, password), account);
  };

async function withKey(
  ssid: string,
  key: string | Promise<string>,
  account: string | null | undefined,
): Promise<Read> {
  const wifi = { ssid, key: await key };
  return { command: { do: "provision", wifi, ...(account === undefined ? {} : { account }) } };
}

/** What the bench's topics take. */
export const benchReaders = (keyOf: KeyOf): Readers =>
  new Map([
    ["button/set", readFinger],
    ["power/set", readMains],
    ["home/set", readHome],
    ["profile/set", readProfile],
    ["fault/set", readFault],
    ["provision", readProvision(keyOf)],
  ]);
