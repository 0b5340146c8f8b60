import { type FirmwareImage, standardFirmata23ForMega, standardFirmata25 } from "../emulated-uno/firmware.ts";
import type { Bootloader } from "./bootloader.ts";
import type { Line } from "./line.ts";
import { Stk500 } from "./stk500.ts";
import { Stk500v2 } from "./stk500v2.ts";

export interface Chip {
  /** "ATmega328P" */
  readonly name: string;
  /** "1E 95 0F" */
  readonly signature: string;
  readonly pageBytes: number;
  /** @throws FirmwareError if the installation is damaged */
  readonly firmware: () => FirmwareImage;
}

/** How a bootloader is spoken to, and the only chip that it may be on. */
export interface Way {
  readonly baudRate: number;
  readonly speak: (line: Line) => Bootloader;
  readonly chip: Chip;
}

const ATMEGA328P: Chip = {
  name: "ATmega328P",
  signature: "1E 95 0F",
  pageBytes: 128,
  firmware: standardFirmata25,
};
const ATMEGA2560: Chip = {
  name: "ATmega2560",
  signature: "1E 98 01",
  pageBytes: 256,
  firmware: standardFirmata23ForMega,
};

const speakV1 = (line: Line): Bootloader => new Stk500(line);

/** Optiboot, on an Uno and a newer Nano. */
export const UNO_WAY: Way = { baudRate: 115_200, speak: speakV1, chip: ATMEGA328P };
/** Older Nanos. */
export const OLD_NANO_WAY: Way = { ...UNO_WAY, baudRate: 57_600 };
export const MEGA_WAY: Way = {
  baudRate: 115_200,
  speak: (line) => new Stk500v2(line),
  chip: ATMEGA2560,
};
