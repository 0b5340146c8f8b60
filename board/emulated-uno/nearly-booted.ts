import type { ChipState } from "./chip-state.ts";
import { CYCLES_PER_MS, EmulatedUno, type UnoOptions } from "./emulated-uno.ts";
import type { FirmwareImage } from "./firmware.ts";

const ABOUT_TO_ANSWER = new Map<string, ChipState>();

/**
 * A chip at the end of its boot, at most 10 ms before its first byte. The 2 s before, in which the firmware
 * blinks and hears nothing, cost up to 1 s of work: they are run once in a process for each firmware.
 */
export function nearlyBooted(firmware: FirmwareImage, options: UnoOptions = {}): EmulatedUno {
  const from = ABOUT_TO_ANSWER.get(firmware.name) ?? bootOnce(firmware);
  ABOUT_TO_ANSWER.set(firmware.name, from);
  return new EmulatedUno(firmware, { ...options, from });
}

function bootOnce(firmware: FirmwareImage): ChipState {
  const uno = new EmulatedUno(firmware);
  let silent = true;
  let state: ChipState | undefined;
  uno.onSerial(() => {
    silent = false;
  });
  while (silent) {
    const before = uno.save();
    uno.runTo(uno.cycles + 10 * CYCLES_PER_MS);
    if (silent && before) state = before;
  }
  if (!state) throw new Error(`${firmware.name} was never quiet before its first byte`);
  return state;
}
