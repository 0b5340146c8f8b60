import type { Clock } from "../../firmware-sim/index.ts";
import { explainOpenError } from "../arduino/open-error.ts";
import { openSerialPort } from "../arduino/serialport.ts";
import { type FlashStep, flash } from "./flash.ts";
import { FlashError } from "./flash-error.ts";
import { Line } from "./line.ts";
import { UNO_WAY, type Way } from "./ways.ts";

export { IDE_STEPS } from "./advice.ts";
export type { FlashStep } from "./flash.ts";
export { FlashError, type FlashErrorCode } from "./flash-error.ts";
export { findTarget, type Target } from "./target.ts";
export { MEGA_WAY, OLD_NANO_WAY, UNO_WAY, type Way } from "./ways.ts";

export interface FlashOptions {
  readonly port: string;
  /** To be tried in turn. */
  readonly ways: readonly Way[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly tell: (step: FlashStep) => void;
}

/**
 * Writes the firmware to an Uno, a Nano or a Mega on a serial port, reads all of it back, and starts it.
 * @throws BoardError when the port cannot be opened, FlashError, FirmwareError if the installation is damaged
 */
export async function flashPort(options: FlashOptions): Promise<void> {
  const { port, ways, clock, signal, tell } = options;
  const transport = await openSerialPort(port, UNO_WAY.baudRate);
  const line = await Line.open(transport, port, clock, signal).catch((error: Error) => {
    throw error instanceof FlashError ? error : explainOpenError(port, error);
  });
  try {
    await flash({ line, place: port, ways }, tell);
  } finally {
    await line.close();
  }
}
