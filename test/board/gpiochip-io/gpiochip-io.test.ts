import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { GpiochipIo, type Level } from "../../../board/gpiochip-io/index.ts";
import { FakeKernel } from "./fake-gpiochip.ts";
import { closed, levels, opened } from "./opened.ts";

const SET_VALUES = 0xc010b40f;

describe("an io", () => {
  it("says connect and then ready, in a later turn", async () => {
    const { io } = opened();
    const said: string[] = [];
    io.on("connect", () => said.push("connect"));
    io.on("ready", () => said.push(`ready ${io.isReady}`));
    expect([said, io.isReady]).toEqual([[], false]);
    await once(io, "ready");
    expect(said).toEqual(["connect", "ready true"]);
  });

  it("says nothing when it is closed before", async () => {
    const { io } = opened();
    io.on("ready", () => expect.fail("ready"));
    io.close();
    await turn();
    await turn();
    expect(io.isReady).toBe(false);
  });

  it("has a pin for every line, none of them for PWM or analog", () => {
    const { io, MODES } = opened();
    expect([io.pins.length, io.analogPins]).toEqual([28, []]);
    expect(io.pins[17]).toEqual({
      name: "GPIO17",
      supportedModes: [MODES.INPUT, MODES.OUTPUT, MODES.PULLUP],
      mode: undefined,
      value: 0,
      report: 0,
      analogChannel: 127,
    });
  });

  it("understands a pin's number, its line's name, GPIOn and the place on a Raspberry Pi's header", () => {
    const { io } = opened();
    const names = [17, "17", "GPIO17", "P1-11", "ID_SDA", "P1-27", "GPIO0", "P1-40", "P1-3"];
    expect(names.map((name) => io.normalize(name))).toEqual([17, 17, 17, 17, 0, 0, 0, 21, 2]);
    for (const none of [28, -1, 1.5, "28", "GPIO28", "P1-1", "P1-41", "P1-0", "A0", "", Number.NaN]) {
      expect(() => io.normalize(none), String(none)).toThrow(RangeError);
    }
    expect(() => io.digitalWrite("x", 1)).toThrow(
      "/dev/gpiochip0 (pinctrl-bcm2711) has no pin x: its lines are 0 to 27",
    );
  });

  it("follows the names of the lines, where they are in another order", () => {
    const io = closed(new GpiochipIo({ chip: "sunxi" }, new FakeKernel("sunxi", ["GPIO1", "GPIO0", ""])));
    expect([io.normalize("GPIO0"), io.normalize("GPIO2"), io.normalize(0)]).toEqual([1, 2, 0]);
    expect(() => io.normalize("P1-3")).toThrow(RangeError);
  });

  it("takes a name for its lines of at most 31 bytes", () => {
    const kernel = new FakeKernel();
    expect(() => new GpiochipIo({ chip: "pinctrl-bcm2711", consumer: "é".repeat(16) }, kernel)).toThrow(
      RangeError,
    );
    const io = closed(new GpiochipIo({ chip: "pinctrl-bcm2711", consumer: "x".repeat(31) }, kernel));
    io.digitalWrite(5, 1);
    expect(kernel.chips[0]!.lines[5]!.consumer).toBe("x".repeat(31));
  });

  it("says of everything else that it is not supported", () => {
    const { io, MODES } = opened();
    for (const method of ["analogRead", "servoWrite", "i2cConfig", "sendOneWireReset", "stepperStep"]) {
      const call: unknown = Reflect.get(io, method);
      expect(call, method).toThrow(
        `${method} is not supported: a line of a GPIO chip is an input or an output`,
      );
    }
    for (const mode of [MODES.ANALOG, MODES.SERVO, 99]) {
      expect(() => io.pinMode(17, mode)).toThrow(`mode ${mode} of pin 17 is not supported`);
    }
  });
});

describe("outputs", () => {
  it("begin low by pinMode, and with the level written by digitalWrite", () => {
    const { io, kernel, MODES } = opened();
    kernel.pull(5, 1);
    kernel.pull(6, 1);
    io.pinMode(5, MODES.OUTPUT);
    io.digitalWrite(6, 0);
    io.digitalWrite("GPIO7", 1);
    expect([5, 6, 7].map((pin) => kernel.level(pin))).toEqual([0, 0, 1]);
    expect([5, 6, 7].map((pin) => io.pins[pin]!.mode)).toEqual([1, 1, 1]);
  });

  it("keep their level when they are made outputs again", () => {
    const { io, kernel, MODES } = opened();
    io.digitalWrite(5, 1);
    io.pinMode(5, MODES.OUTPUT);
    io.pinMode(5, MODES.PWM);
    expect([kernel.level(5), io.pins[5]!.value]).toEqual([1, 1]);
  });

  it("are on from half brightness", () => {
    const { io, kernel } = opened();
    const seen = [0, 127, 128, 255].map((value) => {
      io.analogWrite(5, value);
      io.pwmWrite(6, 255 - value);
      return [kernel.level(5), kernel.level(6)];
    });
    expect(seen).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
      [1, 0],
    ]);
  });

  it("that were opened together change in one ioctl", () => {
    const { io, kernel } = opened();
    io.openOutputs(levels([22, 1], [27, 0], [24, 1]));
    expect([22, 27, 24].map((pin) => kernel.level(pin))).toEqual([1, 0, 1]);
    kernel.ioctls.length = 0;
    io.writeLines(levels([27, 1], [22, 0]));
    expect([22, 27, 24].map((pin) => kernel.level(pin))).toEqual([0, 1, 1]);
    expect(kernel.ioctls.map(({ request }) => request)).toEqual([SET_VALUES]);
    io.digitalWrite(5, 0);
    io.writeLines(levels([22, 1], [5, 1]));
    expect([22, 5].map((pin) => kernel.level(pin))).toEqual([1, 1]);
  });

  it("keep their levels when another of the request becomes an input and an output again", () => {
    const { io, kernel, MODES } = opened();
    io.openOutputs(levels([22, 0], [27, 0], [24, 1]));
    io.writeLines(levels([22, 1]));
    io.pinMode(27, MODES.PULLUP);
    expect([22, 27, 24].map((pin) => kernel.level(pin))).toEqual([1, 1, 1]);
    expect(() => io.writeLines(levels([27, 0]))).toThrow("pin 27 of /dev/gpiochip0 is not an output");
    io.pinMode(27, MODES.OUTPUT);
    expect([22, 27, 24].map((pin) => kernel.level(pin))).toEqual([1, 0, 1]);
  });

  it("are opened once", () => {
    const { io, kernel } = opened();
    io.openOutputs(levels([22, 1]));
    expect(() => io.openOutputs(levels([23, 1], [22, 0]))).toThrow(
      "pin 22 of /dev/gpiochip0 is in use already",
    );
    expect(() => io.openInput(22, "as-is")).toThrow("in use already");
    expect(() => io.readLine(23)).toThrow("pin 23 of /dev/gpiochip0 is not in use");
    expect(kernel.level(22)).toBe(1);
  });
});

describe("inputs", () => {
  it("are pulled by digitalWrite, PULLUP and openInput, and keep what they have", () => {
    const { io, kernel, MODES } = opened();
    io.pinMode(17, MODES.INPUT);
    expect(kernel.level(17)).toBe(0);
    io.digitalWrite(17, 1);
    io.pinMode(17, MODES.INPUT);
    expect([kernel.level(17), io.readLine(17), io.pins[17]!.value]).toEqual([1, 1, 1]);
    io.digitalWrite(17, 0);
    expect(kernel.level(17)).toBe(0);
    io.pinMode(5, MODES.PULLUP);
    expect(io.readLine(5)).toBe(1);
    expect([io.openInput(6, "pull-up"), io.openInput(7, "pull-down")]).toEqual([1, 0]);
  });

  it("tell their edges with the kernel's time, from openInput on", async () => {
    const { io, kernel, edges } = opened();
    kernel.pull(17, 1);
    io.openInput(17, "pull-up");
    kernel.pull(17, 0, 5_000_000n);
    kernel.pull(17, 1, 7_000_000n);
    expect(edges).toEqual([]);
    await turn();
    expect(edges).toEqual([
      { pin: 17, level: 0, timestampNs: 5_000_000n, lost: 0 },
      { pin: 17, level: 1, timestampNs: 7_000_000n, lost: 0 },
    ]);
  });

  it("tell the level once to digitalRead's listener, and then its edges", async () => {
    const { io, kernel } = opened();
    const told: Level[] = [];
    io.pinMode("GPIO17", io.MODES.INPUT);
    io.digitalWrite("GPIO17", 1);
    io.digitalRead("GPIO17", (level) => told.push(level));
    expect([told, io.pins[17]!.report]).toEqual([[], 1]);
    await turn();
    kernel.pull(17, 0);
    await turn();
    kernel.pull(17, 1);
    kernel.pull(17, 0);
    await turn();
    expect(told).toEqual([1, 0, 1, 0]);
  });

  it("tell a listener what happened before its first level, first", async () => {
    const { io, kernel } = opened();
    const told: Level[] = [];
    io.digitalRead(17, (level) => told.push(level));
    kernel.pull(17, 1);
    kernel.pull(17, 0);
    await turn();
    expect(told).toEqual([1, 0, 0]);
  });

  it("tell edges after another pull, too", () => {
    const { io, kernel, edges } = opened();
    io.openInput(17, "pull-up");
    io.digitalWrite(17, 0);
    kernel.pull(17, 1);
    io.drain();
    expect(edges.map(({ level }) => level)).toEqual([1]);
  });

  it("may be outputs that are read", async () => {
    const { io } = opened();
    io.digitalWrite(5, 1);
    const level = await new Promise((resolve) => io.digitalRead(5, resolve));
    expect([level, io.pins[5]!.mode]).toEqual([1, io.MODES.OUTPUT]);
  });

  it("are told in the order of time by drain, at once", () => {
    const { io, kernel, edges } = opened();
    for (const pin of [5, 6]) io.openInput(pin, "pull-down");
    kernel.pull(6, 1, 10n);
    kernel.pull(5, 1, 20n);
    kernel.pull(6, 0, 30n);
    io.drain();
    expect(edges.map(({ pin, timestampNs }) => [pin, timestampNs])).toEqual([
      [6, 10n],
      [5, 20n],
      [6, 30n],
    ]);
    expect(io.pins[5]!.value).toBe(1);
  });

  it("keep that order when a listener drains", () => {
    const { io, kernel, edges } = opened();
    io.openInput(17, "pull-down");
    io.once("edge", () => {
      kernel.pull(17, 1, 3n);
      io.drain();
    });
    kernel.pull(17, 1, 1n);
    kernel.pull(17, 0, 2n);
    io.drain();
    expect(edges.map(({ timestampNs }) => timestampNs)).toEqual([1n, 2n, 3n]);
  });

  it("tell all earlier edges before readLine answers", () => {
    const { io, kernel, edges } = opened();
    io.openInput(17, "pull-down");
    kernel.pull(17, 1);
    expect([io.readLine(17), edges.length]).toEqual([1, 1]);
  });

  it("say how many edges the kernel had to drop", () => {
    const { io, kernel, edges } = opened();
    io.openInput(17, "pull-down");
    for (let count = 0; count < 1030; count++) kernel.pull(17, count % 2 === 0 ? 1 : 0, BigInt(count));
    io.drain();
    expect(edges).toHaveLength(1024);
    expect([edges[0]!.lost, edges[0]!.timestampNs, edges[1]!.lost]).toEqual([6, 6n, 0]);
    kernel.pull(17, 1, 2000n);
    io.drain();
    expect(edges.at(-1)!.lost).toBe(0);
  });
});

describe("johnny-five's Pin", () => {
  it("asks for a pin's state", async () => {
    const { io } = opened();
    io.digitalWrite(5, 1);
    const pin = await new Promise((resolve) => io.queryPinState("GPIO5", resolve));
    expect(pin).toBe(io.pins[5]);
  });
});
