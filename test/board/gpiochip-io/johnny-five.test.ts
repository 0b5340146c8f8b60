import { type EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import five from "johnny-five";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GpiochipIo } from "../../../board/gpiochip-io/index.ts";
import { FakeKernel } from "./fake-gpiochip.ts";

/** johnny-five debounces a button for 7 ms. */
const DEBOUNCED_MS = 30;

let kernel: FakeKernel;
let io: GpiochipIo;
let board: five.Board;

/** The types know only some of the events of each component. */
const emitter = (component: unknown) => component as EventEmitter;
const next = (component: unknown, event: string) => once(emitter(component), event);

const RGB = [22, 27, 24];
const rgb = () => RGB.map((pin) => kernel.level(pin)).join("");

beforeEach(async () => {
  kernel = new FakeKernel();
  io = new GpiochipIo({ chip: "pinctrl-bcm2711" }, kernel);
  board = new five.Board({ io, repl: false, debug: false });
  await next(board, "ready");
});

afterEach(() => {
  io.close();
  // The types know neither the cache nor that boards stay in it for ever.
  (five.Board as unknown as { cache: unknown[] }).cache.length = 0;
  process.removeAllListeners("SIGINT");
});

describe("johnny-five over a GPIO chip", () => {
  it("has a board that is ready and has the chip's pins", () => {
    expect([board.isReady, (board as unknown as { port: string }).port]).toEqual([true, "GpiochipIo"]);
    expect(Object.keys(board.pins)).toHaveLength(28);
  });

  it("tells a board made later, too", async () => {
    const later = new five.Board({ io, repl: false, debug: false });
    await next(later, "ready");
    expect(later.isReady).toBe(true);
  });

  it("hears a Button with the kernel's pull-up go down, hold and up", async () => {
    const button = new five.Button({ pin: "GPIO17", isPullup: true, holdtime: 50 });
    const heard: string[] = [];
    for (const event of ["down", "hold", "up"]) emitter(button).on(event, () => heard.push(event));
    expect(kernel.level(17)).toBe(1);
    await sleep(DEBOUNCED_MS);
    expect(heard).toEqual([]);
    kernel.pull(17, 0);
    await next(button, "hold");
    kernel.pull(17, 1);
    await next(button, "up");
    expect([heard[0], heard[1], heard.at(-1)]).toEqual(["down", "hold", "up"]);
  });

  it("hears a Button that pulls down, and one that is held from the start", async () => {
    kernel.pull(5, 1);
    const button = new five.Button({ pin: 5, pulldown: true } as five.ButtonOption);
    expect(kernel.level(5)).toBe(0);
    await sleep(DEBOUNCED_MS);
    kernel.pull(5, 1);
    await next(button, "down");
    kernel.pull(6, 1);
    await next(new five.Button(6), "down");
  });

  it("switches a Led, blinks it, and refuses to dim it", async () => {
    const led = new five.Led(22);
    led.on();
    expect(kernel.level(22)).toBe(1);
    led.off();
    expect(kernel.level(22)).toBe(0);
    expect(() => led.brightness(128)).toThrow("22 is not a valid PWM pin (Led)");
    led.blink(5);
    await sleep(DEBOUNCED_MS);
    led.stop().on();
    expect(kernel.level(22)).toBe(1);
  });

  it("cannot switch a Led against the supply, for which johnny-five wants PWM, but a Relay in its place", () => {
    const led = new five.Led({ pin: 22, isAnode: true });
    expect(() => led.on()).toThrow("22 is not a valid PWM pin (Led)");
    new five.Relay({ pin: 23, type: "NC" }).close();
    expect(kernel.level(23)).toBe(0);
  });

  it("switches a Relay, which says nothing of a pin's mode, without a moment at the other level", () => {
    const relay = new five.Relay({ pin: 23, type: "NC" });
    expect(io.pins[23]!.mode).toBeUndefined();
    relay.open();
    const [request] = kernel.ioctls.slice(-1);
    expect([kernel.level(23), request?.request]).toEqual([1, 0xc250b407]);
    relay.close();
    expect(kernel.level(23)).toBe(0);
  });

  it("shows an RGB lamp's colours as on and off, on any pins", () => {
    const lamp = new five.Led.RGB({ pins: RGB });
    expect(rgb()).toBe("000");
    const shown = ["#ff0000", "#00ff00", "#0000ff", "#ff8000", "#7f7f7f", "white"].map((colour) => {
      lamp.color(colour);
      return rgb();
    });
    expect(shown).toEqual(["100", "010", "001", "110", "000", "111"]);
    lamp.off();
    expect(rgb()).toBe("000");
  });

  it("shows them inverted on a lamp with a common anode", () => {
    const lamp = new five.Led.RGB({ pins: { red: 22, green: 27, blue: 24 }, isAnode: true });
    expect(rgb()).toBe("111");
    lamp.color("#ff0000");
    expect(rgb()).toBe("011");
  });

  it("leaves outputs that were opened before as they are", () => {
    io.openOutputs(new Map(RGB.map((pin) => [pin, 0])));
    kernel.ioctls.length = 0;
    const lamp = new five.Led.RGB({ pins: RGB });
    lamp.color("#00ff00");
    expect(rgb()).toBe("010");
    expect(kernel.ioctls.every(({ request }) => request === 0xc010b40f)).toBe(true);
  });

  it("tells the board's listeners that the chip is gone", async () => {
    kernel.unplug();
    const [cause] = await next(board, "disconnect");
    expect(cause.code).toBe("ENODEV");
  });

  it("says what a Servo or a Sensor lacks", () => {
    expect(() => new five.Servo(18)).toThrow(/not a valid PWM pin|not supported/);
    expect(() => new five.Sensor({ pin: 4 })).toThrow("not supported");
  });
});
