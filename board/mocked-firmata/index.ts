import type { Clock } from "../../firmware-sim/index.ts";
import { loadLibrary } from "../johnny-five/library.ts";
import { PlugIo } from "../johnny-five/plug-io.ts";
import type { PinMap } from "../pins.ts";
import type { BoardPort, Finger } from "../port.ts";
import { MockedIo } from "./mocked-io.ts";

/** johnny-five's own alarm never rings: this hardware is always there. */
const NEVER_ALARM = 2 ** 31 - 1;

export interface MockedFirmataPort extends BoardPort {
  readonly finger: Finger;
  readonly io: MockedIo;
}

/** Button, lamp and relay by way of johnny-five, on an IO plugin without hardware that answers at once and is never lost. */
export async function openMockedFirmata(options: {
  readonly clock: Clock;
  readonly pins: PinMap;
}): Promise<MockedFirmataPort> {
  const { clock, pins } = options;
  const io = new MockedIo({ level: 1 });
  const { five } = loadLibrary();
  const board = new five.Board({ io, repl: false, debug: false, sigint: false, timeout: NEVER_ALARM });
  const ready = new Promise((resolve) => board.once("ready", resolve));
  io.comeUp();
  await ready;
  const plug = new PlugIo(board, pins, clock, (action) => action());
  await plug.setUp();
  return {
    name: "mocked-firmata",
    io,
    finger: { press: () => io.report(pins.button.pin, 0), release: () => io.report(pins.button.pin, 1) },
    onButtonEdge: (listener) => {
      plug.onEdge = listener;
    },
    onLost: () => {},
    onBack: () => {},
    readButton: () => plug.readButton(),
    setLed: (color) => plug.setLed(color),
    setRelay: (closed) => plug.setRelay(closed),
    close: async () => {
      await plug.makeSafe();
      const place = five.Board.cache.indexOf(board);
      if (place >= 0) five.Board.cache.splice(place, 1);
    },
  };
}
