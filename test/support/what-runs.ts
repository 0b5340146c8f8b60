import { standardFirmata25 } from "../../board/emulated-uno/firmware.ts";
import { IDLE_PAGE } from "../../board/flash/pages.ts";

const IMAGE = standardFirmata25();
const USED = IMAGE.flash.findLastIndex((byte) => byte !== 0xff) + 1;
/** Every byte of the sketch that the board came with. */
export const OLD_SKETCH = 0x5a;

/** What a chip does that is switched on with this in its memory. */
export function whatRuns(memory: Uint8Array): string {
  const first = memory.subarray(0, IDLE_PAGE.data.length);
  if (memory.every((byte) => byte === OLD_SKETCH)) return "the old sketch";
  if (first.every((byte, at) => byte === IDLE_PAGE.data[at])) return "nothing";
  if (first.every((byte) => byte === 0xff)) return "an erased page";
  if (memory.subarray(0, USED).every((byte, at) => byte === IMAGE.flash[at])) return "the firmware";
  return "a mixture";
}
