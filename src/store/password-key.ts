import { scrypt } from "node:crypto";

// 16 MiB and some 40 ms on a desktop (a few tenths of a second on a small Raspberry Pi), once per provisioning.
const COST = { N: 16_384, r: 8, p: 1 };

/**
 * The key that stands for a Wi-Fi password everywhere behind the door: 64 hex digits. Two keys are equal if and only if network,
 * password and plug are.
 *
 * scrypt and not a plain keyed hash, because people choose guessable passwords, and whoever copies a state directory has the
 * salt next to the keys: each guess has to cost something. It runs on a worker thread, so the lamp keeps its time.
 *
 * @param salt the plug's, 32 hex digits (`FactoryRecord`)
 */
export function keyOf(ssid: string, password: string, salt: string): Promise<string> {
  // The salt's length is fixed, so no other pair of salt and name gives the same bytes.
  const seasoning = Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(ssid, "utf8")]);
  return new Promise((resolve, reject) => {
    scrypt(password, seasoning, 32, COST, (error, key) =>
      error === null ? resolve(key.toString("hex")) : reject(error),
    );
  });
}
