import { createHash, type KeyObject, sign } from "node:crypto";
import { HIGHEST_PART, parseVersion, type Version, versionText } from "./version.ts";

/**
 * An image of firmware, big-endian:
 *
 * | at  | bytes | what |
 * |-----|-------|------|
 * | 0   | 16    | `plugbench-fw-1` and two zeroes |
 * | 16  | 3 × 2 | version |
 * | 22  | 48    | model, the id of a make, filled up with zeroes |
 * | 70  | 4     | length n of the payload, at least 1 |
 * | 74  | 32    | sha256 of the payload |
 * | 106 | n     | payload |
 * | 106 + n | 64 | Ed25519 signature of all before it |
 *
 * The digest tells an image that was damaged on its way from one that its maker did not sign.
 */
const MAGIC = Buffer.from("plugbench-fw-1\0\0", "latin1");
const AT = { version: 16, model: 22, length: 70, digest: 74, payload: 106 } as const;
const SIGNATURE = 64;

/** No image is longer, bytes. */
export const IMAGE_LIMIT = 256 * 1024;
const PAYLOAD_LIMIT = IMAGE_LIMIT - AT.payload - SIGNATURE;

export interface FirmwareImage {
  /** The id of the make that it is for. */
  readonly model: string;
  /** x.y.z */
  readonly version: string;
  readonly payload: Uint8Array;
}

/** A whole image, whose signature nobody has looked at yet. */
export interface ReadImage extends FirmwareImage {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

export type UnreadableReason = "truncated" | "not_an_image" | "bad_digest";

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/**
 * @param key the maker's private one
 * @throws RangeError for a model, version or payload that the format cannot hold
 */
export function buildImage({ model, version, payload }: FirmwareImage, key: KeyObject): Uint8Array {
  const numbers = parseVersion(version);
  if (numbers === undefined)
    throw new RangeError(
      `${JSON.stringify(version)} is no version: it is x.y.z, each from 0 to 9999, such as 1.1.0`,
    );
  if (!/^[a-z0-9-]{1,48}$/.test(model))
    throw new RangeError(`${JSON.stringify(model)} is not the id of a make`);
  if (payload.length === 0 || payload.length > PAYLOAD_LIMIT)
    throw new RangeError(`a payload has 1 to ${PAYLOAD_LIMIT} bytes, not ${payload.length}`);
  const head = Buffer.alloc(AT.payload);
  MAGIC.copy(head);
  numbers.forEach((part, i) => {
    head.writeUInt16BE(part, AT.version + 2 * i);
  });
  head.write(model, AT.model, "latin1");
  head.writeUInt32BE(payload.length, AT.length);
  sha256(payload).copy(head, AT.digest);
  const signed = Buffer.concat([head, payload]);
  return Buffer.concat([signed, sign(null, signed, key)]);
}

/** Takes an image apart. Never throws, whatever the bytes are; never reads beyond them. */
export function readImage(
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly image: ReadImage }
  | { readonly ok: false; readonly reason: UnreadableReason } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = Math.min(buffer.length, MAGIC.length);
  if (!buffer.subarray(0, known).equals(MAGIC.subarray(0, known)))
    return { ok: false, reason: "not_an_image" };
  if (buffer.length < AT.payload) return { ok: false, reason: "truncated" };
  const version = versionAt(buffer);
  const model = /^([a-z0-9-]{1,48})\0*$/.exec(buffer.toString("latin1", AT.model, AT.length))?.[1];
  const length = buffer.readUInt32BE(AT.length);
  if (version === undefined || model === undefined || length === 0 || length > PAYLOAD_LIMIT)
    return { ok: false, reason: "not_an_image" };
  const end = AT.payload + length;
  if (buffer.length !== end + SIGNATURE)
    return { ok: false, reason: buffer.length < end + SIGNATURE ? "truncated" : "not_an_image" };
  const payload = buffer.subarray(AT.payload, end);
  if (!sha256(payload).equals(buffer.subarray(AT.digest, AT.payload)))
    return { ok: false, reason: "bad_digest" };
  const signed = buffer.subarray(0, end);
  return { ok: true, image: { model, version, payload, signed, signature: buffer.subarray(end) } };
}

function versionAt(buffer: Buffer): string | undefined {
  const part = (i: number) => buffer.readUInt16BE(AT.version + 2 * i);
  const version: Version = [part(0), part(1), part(2)];
  return version.every((number) => number <= HIGHEST_PART) ? versionText(version) : undefined;
}
