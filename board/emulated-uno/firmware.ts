import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseIntelHex } from "./intel-hex.ts";

/** Program memory of an ATmega328P, and of an ATmega2560. */
const UNO_FLASH_BYTES = 32_768;
const MEGA_FLASH_BYTES = 262_144;

/** What is burnt into a chip, emulated or real. */
export interface FirmwareImage {
  /** For people: "StandardFirmata 2.5". */
  readonly name: string;
  /** As many bytes as the chip has, erased ones 0xff. */
  readonly flash: Uint8Array;
}

/** A firmware file is missing or is not the one that was tested. */
export class FirmwareError extends Error {
  override readonly name = "FirmwareError";
}

interface FirmwareFile {
  readonly name: string;
  readonly path: string;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** An Uno's when left out. */
  readonly flashBytes?: number;
}

/** @throws FirmwareError if the file is missing or altered, HexError if it is no Intel HEX. */
export function readFirmware(file: FirmwareFile): FirmwareImage {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file.path);
  } catch (cause) {
    throw new FirmwareError(`cannot read ${file.name} from ${file.path}: install plugbench again`, { cause });
  }
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256) {
    throw new FirmwareError(`${file.path} is not the tested ${file.name}: install plugbench again`);
  }
  return {
    name: file.name,
    flash: parseIntelHex(bytes.toString("latin1"), file.flashBytes ?? UNO_FLASH_BYTES),
  };
}

/**
 * StandardFirmata 2.5 for an ATmega328P at 16 MHz; it calls itself an Uno with 20 pins.
 * @throws FirmwareError if the installation is damaged.
 */
export function standardFirmata25(): FirmwareImage {
  return readFirmware({
    name: "StandardFirmata 2.5",
    path: pathOf("standard-firmata-2.5.hex", "duemilanove328"),
    sha256: "e1e8a7e4a4384ad9f95b5ce7e638a13e43ec8eccdea766b6a3b8d7d6892d14d2",
  });
}

/**
 * StandardFirmata 2.3 for the ATmega2560 of an Arduino Mega; there is no newer one as a file.
 * @throws FirmwareError if the installation is damaged.
 */
export function standardFirmata23ForMega(): FirmwareImage {
  return readFirmware({
    name: "StandardFirmata 2.3",
    path: pathOf("standard-firmata-2.3-mega.hex", "mega"),
    sha256: "44139612e9aa601f4e92c40cf7e72e3716871e43b2024323776d8b781d165e68",
    flashBytes: MEGA_FLASH_BYTES,
  });
}

/** In dist; in the sources the file is in the development dependency that ships it, and from which the build copies it. */
function pathOf(inDist: string, board: string): string {
  return import.meta.url.endsWith(".ts")
    ? createRequire(import.meta.url).resolve(`avrgirl-arduino/junk/hex/${board}/StandardFirmata.cpp.hex`)
    : fileURLToPath(new URL(`../../firmware/${inDist}`, import.meta.url));
}
