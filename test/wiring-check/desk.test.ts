import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EmulatedUnoPort } from "../../board/emulated-uno/index.ts";
import { loadPinMap, type PinMap } from "../../board/pins.ts";
import { millis } from "../../firmware-sim/index.ts";
import { WiringDesk } from "../../src/control/wiring.ts";
import { LockStep } from "../support/emulated-uno.ts";
import { HostBench } from "../support/host-bench.ts";
import { provisionedRecord } from "../support/world-rig.ts";

const PINS = loadPinMap("arduino-uno");
const GONE = new AbortController().signal;

let lockStep: LockStep;
let board: EmulatedUnoPort;
let bench: HostBench;
let desk: WiringDesk;

beforeEach(() => {
  lockStep = new LockStep();
});
afterEach(async () => {
  await lockStep.wait(bench.host.close());
  lockStep.leave();
});

async function plugOn(wired: PinMap = PINS): Promise<void> {
  board = await lockStep.open({ wired });
  bench = new HostBench(board, lockStep.clock, { nvm: provisionedRecord() });
  const { host } = bench;
  await lockStep.wait(host.start());
  desk = new WiringDesk({ host, clock: lockStep.clock, pins: PINS, begin: () => board.wiring!() });
  await lockStep.run(5000);
}

const outputs = (): boolean[] => [8, 9, 10, 11].map((pin) => board.uno().pinLevel(pin));
const light = (lit: "red" | "green" | "blue" | "none", common: "cathode" | "anode" = "cathode") =>
  lockStep.wait(desk.answer({ ask: "light", lit, common }, GONE));
const press = (ms: number, gone = GONE) => desk.answer({ ask: "press", ms: millis(ms) }, gone);
const unplug = () => bench.host.command({ do: "power", to: "off" });

describe("the wiring, asked about from a page", () => {
  it("is not touched while the plug has power", async () => {
    await plugOn();
    const before = outputs();
    expect(await light("red")).toMatchObject({ ok: false, code: "forbidden" });
    expect(await lockStep.wait(press(1000))).toMatchObject({ ok: false, code: "forbidden" });
    expect(outputs()).toEqual(before);
  });

  it("lights one channel at a time, of either kind of LED, and puts all back", async () => {
    await plugOn();
    unplug();
    expect(await light("green")).toEqual({ ok: true, message: "To be lit: green on pin 10." });
    expect(outputs()).toEqual([false, false, true, false]);
    await light("blue", "anode");
    expect(outputs()).toEqual([false, true, true, false]);
    await light("none", "anode");
    expect(outputs()).toEqual([false, true, true, true]);
    expect(await lockStep.wait(desk.answer({ ask: "end" }, GONE))).toMatchObject({ ok: true });
    expect(outputs()).toEqual([false, false, false, false]);
  });

  it("tells which pin a press came from", async () => {
    await plugOn({ ...PINS, button: { pin: 4 } });
    unplug();
    const answer = press(5000);
    await lockStep.run(20);
    board.finger.press();
    expect(await lockStep.wait(answer)).toEqual({
      ok: true,
      message: expect.stringMatching(/^The press came from pin 4, and the pin map says 2/),
      result: { pin: 4 },
    });
  });

  it("tells when none came in time, and of a button that is down all the time", async () => {
    await plugOn();
    unplug();
    expect(await lockStep.wait(press(100))).toMatchObject({
      message: expect.stringMatching(/^No press arrived/),
      result: { pin: null },
    });
    board.finger.press();
    await lockStep.run(5);
    expect(await lockStep.wait(press(100))).toMatchObject({ message: expect.stringMatching(/all the time/) });
    board.finger.release();
    await lockStep.run(5);
    const answer = press(5000);
    await lockStep.run(20);
    board.finger.press();
    expect(await lockStep.wait(answer)).toMatchObject({ message: "The button works on pin 2." });
  });

  it("ends as soon as the plug is given power, which then has its pins for itself", async () => {
    await plugOn();
    unplug();
    await light("red");
    bench.host.command({ do: "power", to: "on" });
    await lockStep.run(5);
    expect(() => board.wiring!()).not.toThrow();
    expect(await light("red")).toMatchObject({ ok: false, code: "forbidden" });
  });

  it("puts all back two minutes after whoever asked last has gone without a word", async () => {
    await plugOn();
    unplug();
    await light("red");
    await lockStep.run(119_000);
    expect(outputs()[1]).toBe(true);
    await lockStep.run(1100);
    expect(outputs()).toEqual([false, false, false, false]);
  });

  it("waits no longer for a press than whoever asked", async () => {
    await plugOn();
    unplug();
    const gone = new AbortController();
    const answer = press(60_000, gone.signal);
    await lockStep.run(20);
    gone.abort();
    await lockStep.run(2);
    expect(await answer).toMatchObject({ result: { pin: null } });
  });

  it("says that the board is not there", async () => {
    await plugOn();
    unplug();
    await light("red");
    board.unplug();
    await lockStep.run(5);
    expect(await light("green")).toMatchObject({ ok: false, code: "board_offline" });
  });
});
