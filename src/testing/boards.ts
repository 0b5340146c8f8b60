import type { PinMap } from "../../board/pins.ts";
import type { BoardPort } from "../../board/port.ts";
import { type Clock, COLORS, type ColorName } from "../../firmware-sim/index.ts";
import { instantOfMonotonic } from "../runtime/monotonic.ts";
import type { BenchBoard } from "./bench-port.ts";

/** What somebody beside the board sees. */
export interface Sight {
  readonly lamp: ColorName;
  readonly outlet: "on" | "off";
}

export interface OpenedBoard {
  readonly port: BoardPort;
  readonly sight: () => Sight;
  /** What lasts shorter is not seen, ms. */
  readonly flicker: number;
}

export interface BoardOptions {
  readonly clock: Clock;
  /** Of the Arduino. */
  readonly port: string | undefined;
  /** Called when lamp or relay may have changed. */
  readonly look: () => void;
}

/**
 * Lamp and relay go out to an Uno as two messages of 0.5 ms each, and one thing may follow from another within a millisecond:
 * in between there are states that nobody means and nobody sees.
 */
const UNO_FLICKER = 5;

/** @throws BoardError, PinMapError */
export async function openBoard(name: BenchBoard, options: BoardOptions): Promise<OpenedBoard> {
  const { clock, look } = options;
  if (name === "virtual") {
    const { openVirtualBoard } = await import("../../board/virtual/index.ts");
    return asWritten(openVirtualBoard({ clock }), look);
  }
  const { loadPinMap } = await import("../../board/pins.ts");
  if (name === "raspberry-pi") {
    const { openRaspberryPi } = await import("../../board/raspberry-pi/index.ts");
    return asWritten(
      await openRaspberryPi({ clock, pins: loadPinMap(name), dated: instantOfMonotonic }),
      look,
    );
  }
  const pins = loadPinMap("arduino-uno");
  switch (name) {
    case "mocked-firmata": {
      const { openMockedFirmata } = await import("../../board/mocked-firmata/index.ts");
      const port = await openMockedFirmata({ clock, pins });
      const written = noteWrites(port, look);
      return { port, flicker: 0, sight: () => sightOf(pins, (pin) => port.io.level(pin), written.lamp) };
    }
    case "emulated-uno": {
      const port = await openUno(options, pins);
      const written = noteWrites(port, () => {});
      const level = (pin: number) => port.uno().pwmDuty(pin);
      return { port, flicker: UNO_FLICKER, sight: () => sightOf(pins, level, written.lamp) };
    }
    case "arduino": {
      const { openArduino } = await import("../../board/arduino/index.ts");
      const port = options.port === undefined ? {} : { port: options.port };
      return asWritten(await openArduino({ clock, pins, ...port }), look);
    }
  }
}

/** Of a board that cannot be looked at, what is written to it is seen. */
function asWritten(port: BoardPort, look: () => void): OpenedBoard {
  const written = noteWrites(port, look);
  return { port, flicker: 0, sight: () => written };
}

/** With its boot, of which nothing is seen, almost over. */
async function openUno({ clock, look }: BoardOptions, pins: PinMap) {
  const [{ openEmulatedUno }, { standardFirmata25 }, { nearlyBooted }] = await Promise.all([
    import("../../board/emulated-uno/index.ts"),
    import("../../board/emulated-uno/firmware.ts"),
    import("../../board/emulated-uno/nearly-booted.ts"),
  ]);
  const firmware = standardFirmata25();
  return openEmulatedUno({ clock, pins, ran: look, reset: () => nearlyBooted(firmware) });
}

/** What the host writes to the board, as it is at any moment. */
function noteWrites(port: BoardPort, wrote: () => void): Sight {
  const written: { -readonly [K in keyof Sight]: Sight[K] } = { lamp: "off", outlet: "off" };
  const setLed = port.setLed.bind(port);
  const setRelay = port.setRelay.bind(port);
  port.setLed = (color) => {
    setLed(color);
    written.lamp = color;
    wrote();
  };
  port.setRelay = (closed) => {
    setRelay(closed);
    written.outlet = closed ? "on" : "off";
    wrote();
  };
  return written;
}

/** `level`: of a pin, 0 to 1. */
function sightOf({ led, relay }: PinMap, level: (pin: number) => number, meant: ColorName): Sight {
  const lit = (pin: number) => (led.common === "cathode" ? level(pin) > 0 : level(pin) < 1);
  const closed = level(relay.pin) > 0 === (relay.active === "high");
  return { lamp: colorOf([led.red, led.green, led.blue].map(lit), meant), outlet: closed ? "on" : "off" };
}

/** Such a lamp shows no shades: what lights these channels is `meant` where that lights them, else the full colour that does. */
function colorOf(channels: readonly boolean[], meant: ColorName): ColorName {
  const { r, g, b } = COLORS[meant];
  if (same([r, g, b], channels)) return meant;
  const names = Object.keys(COLORS) as ColorName[];
  return names.findLast((name) => same(Object.values(COLORS[name]), channels))!;
}

const same = (values: readonly number[], channels: readonly boolean[]): boolean =>
  values.every((value, index) => value > 0 === channels[index]);
