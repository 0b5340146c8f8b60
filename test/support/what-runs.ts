import { idlePage } from "../../board/flash/pages.ts";
import type { Chip } from "../../board/flash/ways.ts";

/** Every byte of the sketch that the board came with. */
export const OLD_SKETCH = 0x5a;

/** The chip's firmware up to its last byte. */
export function usedOf(chip: Chip): Buffer {
  const { flash } = chip.firmware();
  return Buffer.from(flash.subarray(0, flash.findLastIndex((byte) => byte !== 0xff) + 1));
}

/** What a chip does that is switched on with this in its memory. */
export function whatRuns(memory: Uint8Array, chip: Chip, used = usedOf(chip)): string {
  const idle = idlePage(chip.pageBytes).data;
  const first = memory.subarray(0, idle.length);
  if (memory.every((byte) => byte === OLD_SKETCH)) return "the old sketch";
  if (first.every((byte, at) => byte === idle[at])) return "nothing";
  if (first.every((byte) => byte === 0xff)) return "an erased page";
  if (used.equals(memory.subarray(0, used.length))) return "the firmware";
  return "a mixture";
}
