import { expect, it } from "vitest";
import { IMAGE_LIMIT } from "../../src/firmware-image/image.ts";
import { judgeImage } from "../../src/firmware-image/judge.ts";
import { releaseImage } from "../../src/firmware-image/maker.ts";
import { newMakerKey, publicKeyOf } from "../../src/firmware-image/maker-key.ts";
import type { Release } from "../../src/runtime/firmware/port.ts";

const maker = newMakerKey();
const judge = (release: Partial<Release>) =>
  judgeImage(releaseImage({ model: "kasa-plug", version: "1.1.0", ...release }, maker), {
    publicKey: publicKeyOf(maker.public),
    model: "kasa-plug",
    running: "1.0.0",
  });

it("puts a release on offer that plugs of its make accept", () => {
  expect(judge({})).toEqual({ ok: true, version: "1.1.0" });
});

it.each([
  ["truncated", "truncated"],
  ["bit-flip", "bad_digest"],
  ["unsigned", "bad_signature"],
  ["wrong-model", "wrong_model"],
] as const)("one that is bad by %s is refused as %s", (damage, reason) => {
  expect(judge({ damage })).toEqual({ ok: false, reason });
});

it("builds the same image again, and another one for every other release", () => {
  const build = (release: Partial<Release> = {}) =>
    Buffer.from(releaseImage({ model: "kasa-plug", version: "1.1.0", ...release }, maker));
  expect(build().equals(build())).toBe(true);
  expect(build().length).toBeLessThan(IMAGE_LIMIT);
  const payload = (release: Partial<Release>) => build(release).toString("latin1", 106);
  const others = [{}, { version: "1.1.1" }, { model: "tuya-plug" }, { version: "11.1.0" }].map(payload);
  expect(new Set(others).size).toBe(others.length);
});

it("can put no version on offer that is not x.y.z", () => {
  expect(() => judge({ version: "1.1" })).toThrow(RangeError);
});
