import type { Clock } from "../../firmware-sim/index.ts";
import { openJohnnyFive } from "../johnny-five/index.ts";
import type { FirmataTransport } from "../johnny-five/transport.ts";
import type { PinMap } from "../pins.ts";
import type { BoardPort, Finger } from "../port.ts";
import { EmulatedUno } from "./emulated-uno.ts";
import { standardFirmata25 } from "./firmware.ts";
import { MissingLine } from "./missing-line.ts";
import { pace } from "./pacing.ts";
import { UnoSerialLine } from "./serial-line.ts";

export interface EmulatedUnoOptions {
  readonly clock: Clock;
  readonly pins: PinMap;
  /** How the breadboard is really wired; as the pin map says if left out. */
  readonly wired?: PinMap;
  /** Gives a chip that was just reset, for each opening of the port; one with StandardFirmata 2.5 if left out. */
  readonly reset?: () => EmulatedUno;
  /** Called after each millisecond of the chip's, or piece of what it catches up with. */
  readonly ran?: () => void;
}

export interface EmulatedUnoPort extends BoardPort {
  readonly finger: Finger;
  /** The chip as it is now, to look at its pins; after a replug it is another one. */
  uno(): EmulatedUno;
  /** Pulls the USB cable: the Uno loses its power. */
  unplug(): void;
  /** Plugs the cable in again; the Uno starts afresh when its port is opened. */
  plugIn(): void;
}

/**
 * A board that needs no hardware: johnny-five talks to the real StandardFirmata on an emulated Uno.
 * Resolves when the firmware has started, 2.2 s after the call.
 * @throws BoardError as openJohnnyFive, FirmwareError if the installation is damaged.
 */
export async function openEmulatedUno(options: EmulatedUnoOptions): Promise<EmulatedUnoPort> {
  const { clock, pins, wired = pins, ran } = options;
  const reset = options.reset ?? standardUno();
  let uno = reset();
  let line: UnoSerialLine | undefined;
  let plugged = true;
  let pressed = false;

  /** Opening the port resets an Uno. */
  const transport = (): FirmataTransport => {
    if (!plugged) return new MissingLine();
    uno = reset();
    uno.drivePin(wired.button.pin, pressed ? "ground" : "open");
    const opened = new UnoSerialLine(uno);
    opened.once(
      "close",
      pace(uno, clock, () => {
        opened.deliver();
        ran?.();
      }),
    );
    line = opened;
    return opened;
  };

  const touch = (down: boolean): void => {
    pressed = down;
    uno.drivePin(wired.button.pin, down ? "ground" : "open");
  };
  const finger: Finger = { press: () => touch(true), release: () => touch(false) };

  const port = await openJohnnyFive({ name: "emulated-uno", transport, pins, clock, finger });
  return Object.assign(port, {
    finger,
    uno: () => uno,
    unplug: () => {
      plugged = false;
      line?.unplug();
    },
    plugIn: () => {
      plugged = true;
    },
  });
}

function standardUno(): () => EmulatedUno {
  const firmware = standardFirmata25();
  return () => new EmulatedUno(firmware);
}
