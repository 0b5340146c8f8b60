import { judgeImage } from "../../firmware-image/judge.ts";
import { releaseImage } from "../../firmware-image/maker.ts";
import { publicKeyOf } from "../../firmware-image/maker-key.ts";
import type { FirmwarePort } from "../../runtime/firmware/port.ts";
import type { OpenPlug } from "../../store/state-directory.ts";

/** A plug that knows the public half of its maker's key, and the maker, who has both. */
export function firmwarePortOf({ factory, maker }: Pick<OpenPlug, "factory" | "maker">): FirmwarePort {
  const publicKey = publicKeyOf(factory.makerKey);
  return {
    release: (release) => releaseImage(release, maker),
    judge: (image, plug) => judgeImage(image, { publicKey, ...plug }),
  };
}
