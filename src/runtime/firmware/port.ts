import type { ImageDamage } from "../command.ts";

/** A version of the firmware that its maker lets out. */
export interface Release {
  /** The id of the make that it is for. */
  readonly model: string;
  /** x.y.z */
  readonly version: string;
  /** Its image is a bad one. */
  readonly damage?: ImageDamage;
}

export type Verdict =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly reason: string };

/** What a plug and its maker know of images of firmware. */
export interface FirmwarePort {
  /** As it can be downloaded. Throws an Error that says what is wrong with a version that is none. */
  release(release: Release): Uint8Array;
  /** Whether the plug may run this image. `running`: what it runs, x.y.z. Never throws. */
  judge(image: Uint8Array, plug: { readonly model: string; readonly running: string }): Verdict;
}
