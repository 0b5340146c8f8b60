import type { FirmwarePort } from "../runtime/firmware/port.ts";
import { judgeImage } from "./judge.ts";
import { releaseImage } from "./maker.ts";
import { type MakerKey, publicKeyOf } from "./maker-key.ts";

/** A plug that knows the public half of its maker's key, and the maker, who has both. */
export function firmwarePort(makerKey: string, maker: MakerKey): FirmwarePort {
  const publicKey = publicKeyOf(makerKey);
  return {
    release: (release) => releaseImage(release, maker),
    judge: (image, plug) => judgeImage(image, { publicKey, ...plug }),
  };
}
