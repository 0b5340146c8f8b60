import type { Clock } from "../../firmware-sim/index.ts";
import { explainOpenError } from "../arduino/open-error.ts";
import { openSerialPort } from "../arduino/serialport.ts";
import { type FirmwareImage, standardFirmata25 } from "../emulated-uno/firmware.ts";
import { type FlashStep, flash } from "./flash.ts";
import { FlashError } from "./flash-error.ts";
import { Line } from "./line.ts";
import { NEW_BAUD_RATE } from "./target.ts";

export { IDE_STEPS } from "./advice.ts";
export type { FlashStep } from "./flash.ts";
export { FlashError, type FlashErrorCode } from "./flash-error.ts";
export { findTarget, type Target } from "./target.ts";

export interface FlashOptions {
  readonly port: string;
  /** To be tried in turn. */
  readonly baudRates: readonly number[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly tell: (step: FlashStep) => void;
  /** StandardFirmata 2.5 when left out. */
  readonly image?: FirmwareImage;
}

/**
 * Writes the firmware to an Uno or a Nano on a serial port, reads all of it back, and starts it.
 * @throws BoardError when the port cannot be opened, FlashError, FirmwareError if the installation is damaged
 */
export async function flashPort(options: FlashOptions): Promise<void> {
  const { port, baudRates, clock, signal, tell, image = standardFirmata25() } = options;
  const transport = await openSerialPort(port, NEW_BAUD_RATE);
  const line = await Line.open(transport, port, clock, signal).catch((error: Error) => {
    throw error instanceof FlashError ? error : explainOpenError(port, error);
  });
  try {
    await flash({ line, place: port, speeds: baudRates }, image, tell);
  } finally {
    await line.close();
  }
}
