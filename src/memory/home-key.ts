import type { KeyOf } from "../control/setup.ts";

/** The home's network. It is simulated: its password is no secret, and README names it. */
const HOME = { ssid: "plugbench", password: "plugbench-home" } as const;
/** A key's digits are hexadecimal; these two differ, and so does the one of a home whose password was changed. */
const HOME_KEY = "1".repeat(64);
const OTHER_KEY = "e".repeat(64);

export const HOME_WIFI = { ssid: HOME.ssid, key: HOME_KEY } as const;

/** Keeps no password: where nothing is stored, a key only has to tell the home's own from every other. */
export const keyInMemory: KeyOf = async (ssid, password) =>
  ssid === HOME.ssid && password === HOME.password ? HOME_KEY : OTHER_KEY;
