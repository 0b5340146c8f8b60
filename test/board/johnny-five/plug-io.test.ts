import { afterEach, describe, expect, it } from "vitest";
import { loadLibrary } from "../../../board/johnny-five/library.ts";
import { PlugIo } from "../../../board/johnny-five/plug-io.ts";
import { MockedIo } from "../../../board/mocked-firmata/mocked-io.ts";
import type { PinMap } from "../../../board/pins.ts";
import { ManualClock } from "../../support/manual-clock.ts";

const PINS: PinMap = {
  board: "arduino-uno",
  button: { pin: 2 },
  led: { red: 9, green: 10, blue: 11, common: "cathode" },
  relay: { pin: 8, active: "high", fitted: true },
};
const { five } = loadLibrary();

afterEach(() => {
  five.Board.cache.length = 0;
});

/** johnny-five's real Board over a mocked io. */
async function bringUp(pins: PinMap = PINS, io = new MockedIo()) {
  const clock = new ManualClock();
  const board = new five.Board({ io, repl: false, debug: false, sigint: false, timeout: 60_000 });
  const ready = new Promise((resolve) => board.once("ready", resolve));
  io.comeUp();
  await ready;
  const plug = new PlugIo(board, pins, clock, (action) => action());
  const edges: [boolean, number][] = [];
  plug.onEdge = (down, at) => edges.push([down, at]);
  const settingUp = plug.setUp();
  return { io, clock, plug, edges, settingUp };
}

const rgb = (io: MockedIo) => [io.level(9), io.level(10), io.level(11)];
const writes = (io: MockedIo) => io.sent.filter(([what]) => what === "bytes");

describe("setting up", () => {
  it("starts from a reset and releases the relay before anything else is configured", async () => {
    const { io, settingUp } = await bringUp({ ...PINS, relay: { pin: 8, active: "low", fitted: true } });
    await settingUp;
    expect(io.sent.slice(0, 3)).toEqual([["reset"], ["pinMode", 8, 1], ["bytes", 0x91, 1, 0]]);
    expect(io.level(8)).toBe(1);
  });

  it("writes the lamp's dark level again after the pins' mode change has pulled them low", async () => {
    const { io, settingUp } = await bringUp({ ...PINS, led: { ...PINS.led, common: "anode" } });
    await settingUp;
    const lastMode = io.sent.findLastIndex(([what, pin]) => what === "pinMode" && pin !== 2);
    expect(io.sent.slice(lastMode + 1)).toContainEqual(["bytes", 0x91, 0b1110, 0]);
    expect(rgb(io)).toEqual([1, 1, 1]);
  });

  it("uses the firmware's pull-up mode where there is one", async () => {
    const { io, settingUp } = await bringUp();
    await settingUp;
    expect(io.sent).toContainEqual(["pinMode", 2, 11]);
  });

  it("switches the pull-up on by writing a 1 to the input where there is no such mode", async () => {
    const { io, settingUp } = await bringUp(PINS, new MockedIo({ pullUpMode: false }));
    await settingUp;
    const mode = io.sent.findIndex((entry) => entry.join() === "pinMode,2,0");
    expect(io.sent[mode + 1]).toEqual(["bytes", 0x90, 0b100, 0]);
  });

  it("never clears the pull-up's bit when button, lamp and relay share a port with old firmware", async () => {
    const shared: PinMap = {
      ...PINS,
      led: { red: 3, green: 5, blue: 6, common: "cathode" },
      relay: { pin: 4, active: "high", fitted: true },
    };
    const { io, plug, settingUp } = await bringUp(shared, new MockedIo({ pullUpMode: false }));
    await settingUp;
    io.sent.length = 0;
    io.report(2, 0);
    plug.setLed("red");
    plug.setRelay(true);
    plug.setLed("off");
    expect(writes(io).map(([, , low]) => low)).toEqual([0b1100, 0b11100, 0b10100]);
  });

  it("never drives the button's pin high while it is still an output", async () => {
    const shared: PinMap = { ...PINS, relay: { pin: 4, active: "low", fitted: true } };
    const { io, settingUp } = await bringUp(shared, new MockedIo({ pullUpMode: false }));
    await settingUp;
    const input = io.sent.findIndex((entry) => entry.join() === "pinMode,2,0");
    const early = io.sent.slice(0, input).filter(([what, port]) => what === "bytes" && port === 0x90);
    expect(new Set(early.map(([, , low]) => low))).toEqual(new Set([0b10000]));
  });

  it("is not confirmed by a board that says nothing", async () => {
    const io = new MockedIo();
    io.answers = false;
    const { clock, settingUp } = await bringUp(PINS, io);
    await clock.advance(3000);
    expect(await settingUp).toBe(false);
  });
});

describe("lamp and relay", () => {
  it("changes colour and relay by one message each, and only when something changes", async () => {
    const { io, plug, settingUp } = await bringUp();
    await settingUp;
    io.sent.length = 0;
    plug.setRelay(true);
    plug.setLed("red");
    plug.setLed("red");
    plug.setLed("blue");
    plug.setRelay(true);
    expect(io.sent).toEqual([
      ["bytes", 0x91, 0b0001, 0],
      ["bytes", 0x91, 0b0011, 0],
      ["bytes", 0x91, 0b1001, 0],
    ]);
    expect([rgb(io), io.level(8)]).toEqual([[0, 0, 1], 1]);
  });

  it.each([
    ["cathode", "green", [0, 1, 0]],
    ["anode", "green", [1, 0, 1]],
    ["anode", "off", [1, 1, 1]],
  ] as const)("lights a common-%s lamp %s", async (common, color, levels) => {
    const { io, plug, settingUp } = await bringUp({ ...PINS, led: { ...PINS.led, common } });
    await settingUp;
    plug.setLed("blue");
    plug.setLed(color);
    expect(rgb(io)).toEqual(levels);
  });

  it("closes an active-low relay by a low level", async () => {
    const { io, plug, settingUp } = await bringUp({
      ...PINS,
      relay: { pin: 8, active: "low", fitted: true },
    });
    await settingUp;
    plug.setRelay(true);
    expect(io.level(8)).toBe(0);
  });

  it("opens the relay and darkens the lamp before it lets go", async () => {
    const { io, plug, settingUp } = await bringUp();
    await settingUp;
    plug.setLed("green");
    plug.setRelay(true);
    await plug.makeSafe();
    expect([rgb(io), io.level(8)]).toEqual([[0, 0, 0], 0]);
  });
});

describe("button", () => {
  it("passes every change of level on at once, and a repeated report never", async () => {
    const { io, clock, edges, settingUp } = await bringUp(PINS, new MockedIo({ level: 1 }));
    await settingUp;
    await clock.advance(100);
    io.report(2, 0);
    io.report(2, 0);
    await clock.advance(1);
    io.report(2, 1);
    io.report(2, 0);
    expect(edges).toEqual([
      [true, 100],
      [false, 101],
      [true, 101],
    ]);
  });

  it("gives no edge for the level found at the start, but knows it", async () => {
    const { plug, edges, settingUp } = await bringUp(PINS, new MockedIo({ level: 0 }));
    await settingUp;
    expect(await plug.readButton()).toBe(true);
    expect(edges).toEqual([]);
  });

  it("takes silence at the start for a pressed button, as old firmware reports changes from 0 only", async () => {
    const { io, plug, edges, settingUp } = await bringUp(PINS, new MockedIo({ pullUpMode: false }));
    await settingUp;
    expect(await plug.readButton()).toBe(true);
    io.report(2, 1);
    expect(edges).toEqual([[false, 0]]);
  });

  it("reads the level only when everything sent before has arrived", async () => {
    const { io, clock, plug, settingUp } = await bringUp(PINS, new MockedIo({ level: 1 }));
    await settingUp;
    io.answers = false;
    const reading = plug.readButton();
    await clock.advance(5);
    io.report(2, 0);
    io.emit("reportversion");
    expect(await reading).toBe(true);
  });

  it("reads the last known level of a board that stopped answering, after 1 s", async () => {
    const { io, clock, plug, settingUp } = await bringUp(PINS, new MockedIo({ level: 0 }));
    await settingUp;
    io.answers = false;
    const reading = plug.readButton();
    await clock.advance(1000);
    expect(await reading).toBe(true);
  });

  it("says nothing more once abandoned, and answers who waits", async () => {
    const { io, clock, plug, edges, settingUp } = await bringUp(PINS, new MockedIo({ level: 1 }));
    await settingUp;
    io.answers = false;
    const reading = plug.readButton();
    plug.abandon();
    io.report(2, 0);
    expect(await reading).toBe(false);
    expect([edges, clock.pending]).toEqual([[], 0]);
  });
});
