import type { Clock, Millis } from "../../firmware-sim/index.ts";
import { LastingPort } from "../lasting-port.ts";
import type { PinMap } from "../pins.ts";
import type { BoardName, BoardPort, Finger } from "../port.ts";
import { USUAL_BOOT_TIMEOUT } from "./connection.ts";
import { openSession } from "./session.ts";
import type { FirmataTransport } from "./transport.ts";

export interface JohnnyFiveOptions {
  readonly name: BoardName;
  /** A new transport for every connection, also after the hardware was lost. It opens itself. */
  readonly transport: () => FirmataTransport;
  readonly pins: PinMap;
  readonly clock: Clock;
  readonly finger?: Finger;
  /** What messages call the board, such as its port's path; its name when left out. */
  readonly place?: string;
  /** How long the board may take from opening to its answer; 8000 ms when left out. */
  readonly bootTimeout?: Millis;
}

/**
 * Opens a board that speaks Firmata, in its safe state. When it is lost, a new connection is tried every
 * second until it is back.
 * @throws BoardError `not_firmata`, `old_firmware`, `lost`; or the transport's own error when it cannot open
 */
export async function openJohnnyFive(options: JohnnyFiveOptions): Promise<BoardPort> {
  const { name, transport, pins, clock, finger, place = name, bootTimeout = USUAL_BOOT_TIMEOUT } = options;
  const route = { transport, clock, place, bootTimeout };
  const port = new LastingPort({
    name,
    place,
    clock,
    ...(finger && { finger }),
    open: (signal) => openSession(route, pins, signal),
  });
  await port.connect();
  return port;
}
