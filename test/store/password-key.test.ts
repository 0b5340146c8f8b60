import { scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { keyOf } from "../../src/store/password-key.ts";

const SALT = "00112233445566778899aabbccddeeff";

test("the same network, password and plug give the same key, of 64 hex digits", async () => {
  const key = await keyOf("home", "correct horse", SALT);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await keyOf("home", "correct horse", SALT)).toBe(key);
});

test("another network, password or plug gives another key", async () => {
  const keys = await Promise.all([
    keyOf("home", "correct horse", SALT),
    keyOf("hom", "correct horse", SALT),
    keyOf("home", "correct horsf", SALT),
    keyOf("home", "correct horse", SALT.replace("0", "1")),
  ]);
  expect(new Set(keys).size).toBe(4);
});

test("a key of an earlier version still fits: its parameters do not change", async () => {
  const seasoning = Buffer.concat([Buffer.from(SALT, "hex"), Buffer.from("Café")]);
  const key = scryptSync("pässword", seasoning, 32, { N: 16_384, r: 8, p: 1 }).toString("hex");
  expect(await keyOf("Café", "pässword", SALT)).toBe(key);
});

test("the event loop turns while a key is made", async () => {
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  await keyOf("home", "correct horse", SALT);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
});
