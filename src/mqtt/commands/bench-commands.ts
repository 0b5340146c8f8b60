import * as v from "valibot";
import { AIRS, type Air } from "../../../firmware-sim/index.ts";
import { IMAGE_DAMAGES } from "../../runtime/command.ts";
import { readFault } from "./fault-command.ts";
import { readLoad } from "./load-command.ts";
import { jsonOf } from "./payload.ts";
import { check, type Read, type Reader, type Readers } from "./reader.ts";
import { name, nothing, switchWord, word } from "./shapes.ts";

/** Makes the key that stands for a Wi-Fi password behind the door. */
export type KeyOf = (ssid: string, password: string) => string | Promise<string>;

export const fingerWord = word(["down", "up"]);
/** Of whatever a profile can name. */
const ofProfile = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,48}$/));
export const otherFinger = v.strictObject({
  button: v.pipe(ofProfile, v.description("one of the make's others")),
  to: v.picklist(["down", "up"]),
});
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

export const AIR_NAMES = Object.keys(AIRS) as Air[];
export const airWord = word(AIR_NAMES);

/** Whether it is a version that there can be, the maker says. */
const version = v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/));
export const firmwareOffer = v.strictObject({
  offer: v.pipe(version, v.description("the version on offer")),
  required: v.optional(
    v.pipe(v.boolean(), v.description("the plug shows that it has to be installed")),
    false,
  ),
  damage: v.optional(v.pipe(v.picklist(IMAGE_DAMAGES), v.description("how the image of it is bad"))),
});

export const appAction = ofProfile;
export const voiceWord = word(["factory reset", "yes", "no"]);

const readFinger: Reader = (text) => {
  const expected = `down, up, or {"button":"…","to":"down" or "up"}`;
  const other = text.startsWith("{") ? check(otherFinger, jsonOf(text), expected) : null;
  const to = other?.to ?? check(fingerWord, text, expected);
  return {
    command: { do: to === "down" ? "press" : "release", ...(other && { button: other.button }) },
  };
};

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

const readAir: Reader = (text) => ({
  command: { do: "air", to: check(airWord, text, AIR_NAMES.join(" or ")) },
});

const readOffer: Reader = (text) => {
  const damages = IMAGE_DAMAGES.join(", ");
  const expected = `{"offer":"1.2.3"}, with "required":true or false and "damage":one of ${damages} if need be`;
  const { offer, required, damage } = check(firmwareOffer, jsonOf(text), expected);
  return {
    command: { do: "offerFirmware", version: offer, required, ...(damage === undefined ? {} : { damage }) },
  };
};

const readApp: Reader = (text) => ({
  command: { do: "app", action: check(appAction, text, "what the app begins, by its name in the profile") },
});

const readVoice: Reader = (text) => ({
  command: { do: "voice", says: check(voiceWord, text, "factory reset, yes or no") },
});

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
    ["load/set", readLoad],
    ["air/set", readAir],
    ["firmware/set", readOffer],
    ["app/set", readApp],
    ["voice/set", readVoice],
    ["provision", readProvision(keyOf)],
  ]);
