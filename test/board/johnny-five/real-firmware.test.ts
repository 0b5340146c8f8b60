import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import type { EmulatedUnoPort } from "../../../board/emulated-uno/index.ts";
import type { PinMap } from "../../../board/pins.ts";
import { LockStep, standardFirmata24 } from "../../support/emulated-uno.ts";

/** The button on the port of lamp and relay, as no wiring of ours has it; relay and lamp inverted. */
const SHARED: PinMap = {
  board: "arduino-uno",
  button: { pin: 12 },
  led: { red: 9, green: 10, blue: 11, common: "anode" },
  relay: { pin: 8, active: "low", fitted: true },
};

let lockStep: LockStep;
let port: EmulatedUnoPort | undefined;

beforeEach(() => {
  lockStep = new LockStep();
});

afterEach(async () => {
  if (port) await lockStep.wait(port.close());
  port = undefined;
  lockStep.leave();
});

const levels = (board: EmulatedUnoPort): boolean[] => [8, 9, 10, 11].map((pin) => board.uno().pinLevel(pin));

describe.each([
  ["2.5", standardFirmata25],
  ["2.4", standardFirmata24],
] as const)("StandardFirmata %s", { timeout: 60_000 }, (_, firmware) => {
  it("keeps the button's pull-up while lamp and relay on its port are written", async () => {
    const board = await lockStep.open({ firmware: firmware(), pins: SHARED });
    port = board;
    const edges: boolean[] = [];
    board.onButtonEdge((down) => edges.push(down));
    expect(levels(board)).toEqual([true, true, true, true]);
    board.finger.press();
    await lockStep.run(3);
    board.setRelay(true);
    board.setLed("red");
    await lockStep.run(3);
    expect(levels(board)).toEqual([false, false, true, true]);
    board.finger.release();
    await lockStep.run(3);
    expect(edges).toEqual([true, false]);
  });

  it("tells the level of a button that is held from before the start, and its release", async () => {
    const board = await lockStep.open({ firmware: firmware() });
    port = board;
    board.unplug();
    board.finger.press();
    let back = false;
    board.onBack(() => {
      back = true;
    });
    const edges: boolean[] = [];
    board.onButtonEdge((down) => edges.push(down));
    board.plugIn();
    await lockStep.until(() => back);
    expect(await lockStep.wait(board.readButton())).toBe(true);
    board.finger.release();
    await lockStep.run(3);
    expect(edges).toEqual([false]);
  });

  it("releases an active-low relay once and keeps it released through the set-up", async () => {
    const board = await lockStep.open({ firmware: firmware(), pins: SHARED });
    port = board;
    const first = board.uno();
    board.unplug();
    board.plugIn();
    await lockStep.until(() => board.uno() !== first);
    const moves: boolean[] = [];
    board.uno().onPinEdge((pin, high) => {
      if (pin === SHARED.relay.pin) moves.push(high);
    });
    let back = false;
    board.onBack(() => {
      back = true;
    });
    await lockStep.until(() => back);
    board.setLed("green");
    await lockStep.run(5);
    expect(moves).toEqual([true]);
  });
});
