import type { Clock } from "../../firmware-sim/index.ts";
import { forgetBoard, makeBoard } from "../johnny-five/five-board.ts";
import { PlugIo } from "../johnny-five/plug-io.ts";
import type { PinMap } from "../pins.ts";
import type { BoardPort, Finger } from "../port.ts";
import { MockedIo } from "./mocked-io.ts";

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
  const board = makeBoard(io);
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
      forgetBoard(board);
    },
  };
}
