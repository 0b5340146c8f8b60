import { describe, expect, it } from "vitest";
import { loadLibrary } from "../../../board/johnny-five/library.ts";
import { openMockedFirmata } from "../../../board/mocked-firmata/index.ts";
import { loadPinMap } from "../../../board/pins.ts";
import { ManualClock } from "../../support/manual-clock.ts";

const pins = loadPinMap("arduino-uno", { relay: "active-low", led: "anode" });

async function open() {
  const clock = new ManualClock();
  const board = await openMockedFirmata({ clock, pins });
  const edges: [boolean, number][] = [];
  board.onButtonEdge((down, at) => edges.push([down, at]));
  const levels = () =>
    [pins.relay.pin, pins.led.red, pins.led.green, pins.led.blue].map((pin) => board.io.level(pin));
  return { clock, board, edges, levels };
}

describe("a board of johnny-five's without hardware", () => {
  it("begins in its safe state, with the button up", async () => {
    const { board, levels, edges } = await open();
    expect([levels(), await board.readButton(), edges]).toEqual([[1, 1, 1, 1], false, []]);
  });

  it("lights, switches, and tells of its finger at once, once", async () => {
    const { board, clock, levels, edges } = await open();
    board.setLed("magenta");
    board.setRelay(true);
    expect(levels()).toEqual([0, 0, 1, 0]);
    await clock.advance(7);
    board.finger.press();
    board.finger.press();
    expect([await board.readButton(), edges]).toEqual([true, [[true, 7]]]);
    board.finger.release();
    expect([await board.readButton(), edges.at(-1)]).toEqual([false, [false, 7]]);
  });

  it("ends in its safe state, and leaves nothing behind", async () => {
    const { cache } = loadLibrary().five.Board;
    const before = cache.length;
    const { board, clock, levels } = await open();
    board.setLed("white");
    board.setRelay(true);
    await board.close();
    expect([levels(), cache.length, clock.pending]).toEqual([[1, 1, 1, 1], before, 0]);
  });
});
