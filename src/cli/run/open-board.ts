import type { PinMap } from "../../../board/pins.ts";
import type { BoardPort } from "../../../board/port.ts";
import type { Clock } from "../../../firmware-sim/index.ts";
import type { Settings } from "../../config/settings.ts";
import { instantOfMonotonic } from "../../runtime/monotonic.ts";
import { UsageError } from "../../usage-error.ts";

export type BoardChoice =
  | { readonly name: "virtual" }
  | { readonly name: "emulated-uno"; readonly pins: PinMap }
  | { readonly name: "raspberry-pi"; readonly pins: PinMap }
  | { readonly name: "arduino"; readonly pins: PinMap; readonly port: string | undefined };

const DEFAULT_BOARD = "emulated-uno";

/**
 * Which board, wired how.
 * @throws UsageError for settings that another board has, PinMapError
 */
export async function chooseBoard(settings: Settings): Promise<BoardChoice> {
  const name = settings.board ?? DEFAULT_BOARD;
  const { port } = settings;
  if (port !== undefined && name !== "arduino")
    throw new UsageError(
      `A port is for an Arduino, and this is ${name}: add --board arduino, or leave --port out.`,
    );
  if (name === "virtual") {
    const wired = (["pins", "led", "relay"] as const).find((key) => settings[key] !== undefined);
    if (wired === undefined) return { name };
    throw new UsageError(
      `The virtual board has no pins: leave --${wired} out, or choose --board emulated-uno, arduino or raspberry-pi.`,
    );
  }
  const pins = await pinMap(name === "raspberry-pi" ? name : "arduino-uno", settings);
  return name === "arduino" ? { name, pins, port } : { name, pins };
}

async function pinMap(board: PinMap["board"], { pins, led, relay }: Settings): Promise<PinMap> {
  const { loadPinMap, loadPinMapFile } = await import("../../../board/pins.ts");
  const overrides = { ...(led === undefined ? {} : { led }), ...(relay === undefined ? {} : { relay }) };
  if (pins === undefined) return loadPinMap(board, overrides);
  const map = loadPinMapFile(pins, overrides);
  if (map.board === board) return map;
  throw new UsageError(`${pins} is a pin map for ${map.board}: this needs one for ${board}.`);
}

/** @param clock the system's for a Raspberry Pi, whose kernel dates edges by it @throws BoardError */
export async function openBoard(choice: BoardChoice, clock: Clock): Promise<BoardPort> {
  switch (choice.name) {
    case "virtual":
      return (await import("../../../board/virtual/index.ts")).openVirtualBoard({ clock });
    case "emulated-uno": {
      const { openEmulatedUno } = await import("../../../board/emulated-uno/index.ts");
      return openEmulatedUno({ clock, pins: choice.pins });
    }
    case "arduino": {
      const { openArduino } = await import("../../../board/arduino/index.ts");
      const { pins, port } = choice;
      return openArduino({ clock, pins, ...(port === undefined ? {} : { port }) });
    }
    case "raspberry-pi": {
      const { openRaspberryPi } = await import("../../../board/raspberry-pi/index.ts");
      return openRaspberryPi({ clock, pins: choice.pins, dated: instantOfMonotonic });
    }
  }
}

/** What takes a while when this board is opened; undefined when nothing does. */
export const openingText = (choice: BoardChoice): string | undefined =>
  ({
    virtual: undefined,
    "emulated-uno": "Starting StandardFirmata on the emulated Uno: about 2 s.",
    "raspberry-pi": undefined,
    arduino: "Opening the Arduino, which starts anew: about 2 s, at most 8 s.",
  })[choice.name];
