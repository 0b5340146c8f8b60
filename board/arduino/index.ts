import type { Clock, Millis } from "../../firmware-sim/index.ts";
import { openJohnnyFive } from "../johnny-five/index.ts";
import type { PinMap } from "../pins.ts";
import type { BoardPort } from "../port.ts";
import { findArduinos, onlyArduino } from "./find.ts";
import { explainOpenError } from "./open-error.ts";
import { serialTransport } from "./serialport.ts";
import { WanderingPort } from "./wandering-port.ts";

export { findArduinos, onlyArduino, type PortChoice } from "./find.ts";
export { probeArduino } from "./probe.ts";

export interface ArduinoOptions {
  /** The only Arduino found when left out. */
  readonly port?: string;
  readonly pins: PinMap;
  readonly clock: Clock;
  /** How long the board may take from opening to its answer; 8000 ms when left out. */
  readonly bootTimeout?: Millis;
}

/**
 * Opens an Arduino with StandardFirmata on a serial port.
 * @throws BoardError, every code of it, with what to do next
 */
export async function openArduino(options: ArduinoOptions): Promise<BoardPort> {
  const { port, pins, clock, bootTimeout } = options;
  const path = port ?? onlyArduino(await findArduinos()).path;
  const wandering = new WanderingPort(path, findArduinos);
  // A port that was named is that one, and no other.
  const transport = await serialTransport(port === undefined ? () => wandering.use() : () => path);
  try {
    return await openJohnnyFive({
      name: "arduino",
      place: path,
      transport,
      pins,
      clock,
      ...(bootTimeout === undefined ? {} : { bootTimeout }),
    });
  } catch (error) {
    throw explainOpenError(path, error as Error);
  }
}
