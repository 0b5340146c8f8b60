import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import type { EmulatedUnoPort } from "../../../board/emulated-uno/index.ts";
import type { WiringProbe } from "../../../board/port.ts";
import { LockStep, standardFirmata24 } from "../../support/emulated-uno.ts";

let lockStep: LockStep;
let board: EmulatedUnoPort;

beforeEach(() => {
  lockStep = new LockStep();
});

afterEach(async () => {
  await lockStep.wait(board.close());
  lockStep.leave();
});

const level = (pin: number): boolean => board.uno().pinLevel(pin);
/** Relay, then red, green, blue. */
const outputs = (): boolean[] => [8, 9, 10, 11].map(level);
const begin = (): WiringProbe => board.wiring!();

describe.each([
  ["2.5", standardFirmata25],
  ["2.4", standardFirmata24],
] as const)("a probe of StandardFirmata %s", { timeout: 60_000 }, (_, firmware) => {
  beforeEach(async () => {
    board = await lockStep.open({ firmware: firmware() });
  });

  it("drives pins of lamp and relay one at a time, and no other", async () => {
    const probe = begin();
    expect(await lockStep.wait(probe.drive(10, true))).toBe(true);
    expect(outputs()).toEqual([false, false, true, false]);
    await lockStep.wait(probe.drive(8, true));
    await lockStep.wait(probe.drive(10, false));
    expect(outputs()).toEqual([true, false, false, false]);
    await expect(probe.drive(2, true)).rejects.toThrow("pin 2 belongs to neither");
  });

  it("keeps what the plug writes, and carries it out at the end", async () => {
    board.setLed("red");
    const probe = begin();
    await lockStep.wait(probe.drive(11, true));
    board.setLed("green");
    board.setRelay(true);
    await lockStep.run(5);
    expect(outputs()).toEqual([false, true, false, true]);
    await lockStep.wait(probe.end());
    expect(outputs()).toEqual([true, false, true, false]);
    expect(await lockStep.wait(probe.drive(9, true))).toBe(false);
    expect(outputs()).toEqual([true, false, true, false]);
  });

  it("hears a press on whichever pin it is, and the plug's button as ever", async () => {
    const heard: [number, boolean][] = [];
    const edges: boolean[] = [];
    board.onButtonEdge((down) => edges.push(down));
    const probe = begin();
    const levels = await lockStep.wait(probe.watch((pin, high) => heard.push([pin, high])));
    expect([...levels!.keys()]).toEqual([2, 3, 4, 5, 6, 7, 12, 14, 15, 16, 17, 18, 19]);
    expect([...levels!.values()]).not.toContain(false);
    for (const pin of [4, 12, 17, 2]) {
      board.uno().drivePin(pin, "ground");
      await lockStep.run(3);
      board.uno().drivePin(pin, "open");
      await lockStep.run(3);
    }
    expect(heard).toEqual(
      [4, 12, 17, 2].flatMap((pin) => [
        [pin, false],
        [pin, true],
      ]),
    );
    expect(edges).toEqual([true, false]);
  });

  it("tells which pins are low from the beginning", async () => {
    board.uno().drivePin(6, "ground");
    board.finger.press();
    const levels = await lockStep.wait(begin().watch(() => {}));
    expect([...levels!].filter(([, high]) => !high).map(([pin]) => pin)).toEqual([2, 6]);
  });

  it("puts all back: no pull-ups but the button's, nothing heard, and another probe may begin", async () => {
    const heard: number[] = [];
    const probe = begin();
    await lockStep.wait(probe.watch((pin) => heard.push(pin)));
    expect(() => begin()).toThrow("already");
    await lockStep.wait(probe.end());
    expect([2, 3, 4, 5, 6, 7, 12, 14, 15, 16, 17, 18, 19].filter(level)).toEqual([2]);
    board.finger.press();
    await lockStep.run(5);
    expect(heard).toEqual([]);
    expect(await lockStep.wait(board.readButton())).toBe(true);
    expect((await lockStep.wait(begin().watch(() => {})))?.get(2)).toBe(false);
  });

  it("leaves relay open and lamp dark when the board is closed in its midst", async () => {
    const probe = begin();
    await lockStep.wait(probe.drive(8, true));
    await lockStep.wait(probe.drive(9, true));
    const closing = board.close();
    expect(await probe.drive(10, true)).toBe(false);
    await lockStep.wait(closing);
    expect(outputs()).toEqual([false, false, false, false]);
  });

  it("answers that nothing is confirmed once the board is gone, and begins none without one", async () => {
    const probe = begin();
    board.unplug();
    await lockStep.run(2);
    expect(await lockStep.wait(probe.drive(9, true))).toBe(false);
    expect(await lockStep.wait(probe.watch(() => {}))).toBeUndefined();
    await lockStep.wait(probe.end());
    expect(() => begin()).toThrow("plug it in");
  });
});
