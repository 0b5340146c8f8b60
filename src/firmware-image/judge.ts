import { type KeyObject, verify } from "node:crypto";
import { readImage, type UnreadableReason } from "./image.ts";
import { compareVersions, parseVersion } from "./version.ts";

export type ImageRefusal = UnreadableReason | "bad_signature" | "wrong_model" | "downgrade" | "same_version";

export type ImageVerdict =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly reason: ImageRefusal };

export interface Judge {
  /** The maker's. */
  readonly publicKey: KeyObject;
  /** The id of the plug's make. */
  readonly model: string;
  /** That runs, x.y.z: only a newer one may follow. */
  readonly running: string;
}

/**
 * Whether a plug may run an image. What the image says of itself is believed only once its signature is found good.
 * Never throws, whatever the bytes are.
 */
export function judgeImage(bytes: Uint8Array, { publicKey, model, running }: Judge): ImageVerdict {
  const read = readImage(bytes);
  if (!read.ok) return read;
  const { image } = read;
  if (!verify(null, image.signed, publicKey, image.signature)) return { ok: false, reason: "bad_signature" };
  if (image.model !== model) return { ok: false, reason: "wrong_model" };
  const [next, now] = [parseVersion(image.version), parseVersion(running)];
  // A plug that does not know what it runs cannot tell an update from a downgrade.
  const newer = next === undefined || now === undefined ? -1 : compareVersions(next, now);
  if (newer <= 0) return { ok: false, reason: newer === 0 ? "same_version" : "downgrade" };
  return { ok: true, version: image.version };
}
