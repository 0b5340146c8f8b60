import { createHash } from "node:crypto";
import type { Release } from "../runtime/firmware/port.ts";
import { buildImage } from "./image.ts";
import { type MakerKey, privateKeyOf } from "./maker-key.ts";

/** What there is to download of a simulated firmware, bytes: none of it is ever run. */
const PAYLOAD = 64 * 1024;
const SIGNATURE = 64;

/** Bytes that look like firmware to whoever counts or compares them: the same for the same release, and no two alike. */
const payloadOf = (model: string, version: string): Uint8Array =>
  createHash("shake256", { outputLength: PAYLOAD }).update(`${model} ${version}`).digest();

/**
 * The image of a release as its maker puts it on offer, bad in the way that is asked for.
 * @throws RangeError for a model or version that the format cannot hold
 */
export function releaseImage({ model, version, damage }: Release, maker: MakerKey): Uint8Array {
  const key = privateKeyOf(maker);
  const payload = payloadOf(model, version);
  const image = buildImage(
    { model: damage === "wrong-model" ? "another-make" : model, version, payload },
    key,
  );
  switch (damage) {
    case "truncated":
      return image.subarray(0, image.length >> 1);
    case "bit-flip":
      image[image.length >> 1]! ^= 1;
      return image;
    case "unsigned":
      return image.fill(0, image.length - SIGNATURE);
    default:
      return image;
  }
}
