import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseIntelHex } from "./intel-hex.ts";

/** ATmega328P: 32 KiB of program memory. */
const FLASH_BYTES = 32_768;

/** What is burnt into the emulated chip. */
export interface FirmwareImage {
  /** For people: "StandardFirmata 2.5". */
  readonly name: string;
  /** 32,768 bytes, erased ones 0xff. */
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
  return { name: file.name, flash: parseIntelHex(bytes.toString("latin1"), FLASH_BYTES) };
}

/**
 * StandardFirmata 2.5 for an ATmega328P at 16 MHz; it calls itself an Uno with 20 pins.
 * @throws FirmwareError if the installation is damaged.
 */
export function standardFirmata25(): FirmwareImage {
  return readFirmware({
    name: "StandardFirmata 2.5",
    path: import.meta.url.endsWith(".ts") ? inSources() : inDist(),
    sha256: "e1e8a7e4a4384ad9f95b5ce7e638a13e43ec8eccdea766b6a3b8d7d6892d14d2",
  });
}

const inDist = (): string =>
  fileURLToPath(new URL("../../firmware/standard-firmata-2.5.hex", import.meta.url));

/** The development dependency that ships the file, and from which the build copies it. */
const inSources = (): string =>
  createRequire(import.meta.url).resolve("avrgirl-arduino/junk/hex/duemilanove328/StandardFirmata.cpp.hex");
