import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  chipLines,
  type Edge,
  GpiochipIo,
  type GpioError,
  type Level,
  listChips,
} from "../../board/gpiochip-io/index.ts";
import { linux } from "../../board/gpiochip-io/syscalls.ts";
import { program } from "./gpiochip-io-programs.ts";
import { hand } from "./hand.ts";

const CHIP = "pinctrl-bcm2711";
const BUTTON = 17;
const RGB = [27, 22, 23] as const;
/** A liveness bound, not a measurement. */
const SOON = { timeout: 10_000, interval: 2 };

const ios: GpiochipIo[] = [];

function opened(options: { consumer?: string; syscalls?: Parameters<typeof listChips>[0] } = {}) {
  const { consumer = "test", syscalls } = options;
  const io = new GpiochipIo({ chip: CHIP, consumer }, syscalls);
  ios.push(io);
  const edges: Edge[] = [];
  io.on("edge", (edge) => edges.push(edge));
  return { io, edges };
}

const refusal = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return error as GpioError;
  }
  throw new Error("nothing was refused");
};
const map = (...levels: [number, Level][]) => new Map(levels);
const holder = (line: number) => chipLines("/dev/gpiochip0")[line]!.consumer;
const stall = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
};

beforeEach(() => {
  for (const line of [BUTTON, 5, 6, ...RGB]) hand.pull(line, "down");
});
afterEach(() => {
  for (const io of ios.splice(0)) io.close();
});

describe("the kernel's GPIO chips", () => {
  it("are listed with their labels", () => {
    const { chips, refused } = listChips();
    expect(chips.map(({ path, label, lines }) => [path, label, lines])).toContainEqual([
      "/dev/gpiochip0",
      CHIP,
      58,
    ]);
    expect(refused).toEqual([]);
  });

  it("tell their lines with names and consumers", () => {
    const { io } = opened({ consumer: "a lamp" });
    io.openOutputs(map([22, 1]));
    const lines = chipLines("/dev/gpiochip0");
    expect(lines.filter(({ used }) => used)).toEqual([
      { offset: 22, name: "GPIO22", consumer: "a lamp", used: true, output: true, activeLow: false },
      expect.objectContaining({ offset: 42, consumer: "ACT" }),
    ]);
    io.close();
    expect(holder(22)).toBe("");
  });
});

describe("outputs", () => {
  it("have their levels at once, and change in one ioctl", () => {
    let ioctls = 0;
    const counting = {
      ...linux(),
      ioctl: (...call: Parameters<ReturnType<typeof linux>["ioctl"]>) => {
        ioctls++;
        return linux().ioctl(...call);
      },
    };
    const { io } = opened({ syscalls: counting });
    io.openOutputs(map([27, 1], [22, 0], [23, 1]));
    expect(RGB.map(hand.level)).toEqual([1, 0, 1]);
    ioctls = 0;
    io.writeLines(map([27, 0], [22, 1], [23, 0]));
    expect([ioctls, ...RGB.map(hand.level)]).toEqual([1, 0, 1, 0]);
  });

  it("keep their levels while another of the request is an input for a time", () => {
    const { io } = opened();
    io.openOutputs(map([27, 1], [22, 1], [23, 0]));
    io.writeLines(map([27, 0], [23, 1]));
    io.pinMode(22, io.MODES.PULLUP);
    expect([...RGB.map(hand.level), io.readLine(22)]).toEqual([0, 1, 1, 1]);
    io.digitalWrite(22, 0);
    expect(io.readLine(22)).toBe(0);
    io.pinMode(22, io.MODES.OUTPUT);
    io.digitalWrite(22, 1);
    expect(RGB.map(hand.level)).toEqual([0, 1, 1]);
  });
});

describe("inputs", () => {
  it("tell edges with the kernel's time, in order, between the pull and now", async () => {
    const { io, edges } = opened();
    expect(io.openInput(BUTTON, "pull-up")).toBe(1);
    const before = process.hrtime.bigint();
    for (let press = 0; press < 10; press++) {
      hand.pull(BUTTON, "down");
      await sleep(5);
      hand.pull(BUTTON, "up");
      await sleep(5);
    }
    await expect.poll(() => edges.length, SOON).toBe(20);
    expect(edges.map(({ level }) => level)).toEqual(Array.from({ length: 20 }, (_, index) => index % 2));
    const times = [before, ...edges.map(({ timestampNs }) => timestampNs), process.hrtime.bigint()];
    expect(times).toEqual([...times].sort((a, b) => Number(a - b)));
    expect(edges.every(({ pin, lost }) => pin === BUTTON && lost === 0)).toBe(true);
  });

  it("keep what happened while the program was busy: the press's length is right", async () => {
    const { io, edges } = opened();
    io.openInput(BUTTON, "pull-up");
    const { finished } = await hand.play([
      { line: BUTTON, pull: "down", afterMs: 100 },
      { line: BUTTON, pull: "up", afterMs: 357 },
    ]);
    stall(500);
    expect(edges).toEqual([]);
    expect([io.readLine(BUTTON), edges.length]).toEqual([1, 2]);
    const [down, up] = edges;
    const heldMs = Number(up!.timestampNs - down!.timestampNs) / 1e6;
    expect(Math.abs(heldMs - 257)).toBeLessThan(1.5);
    await finished;
  });

  it("may be made step by step, as johnny-five does", async () => {
    const { io } = opened();
    io.pinMode(BUTTON, io.MODES.INPUT);
    io.digitalWrite(BUTTON, 1);
    const levels: number[] = [];
    io.digitalRead(BUTTON, (level) => levels.push(level));
    await expect.poll(() => levels, SOON).toEqual([1]);
    hand.pull(BUTTON, "down");
    await expect.poll(() => levels, SOON).toEqual([1, 0]);
  });

  it("of several requests are told in the order of time", async () => {
    const { io, edges } = opened();
    for (const line of [5, 6]) io.openInput(line, "pull-down");
    for (const line of [6, 5, 6, 5]) {
      hand.pull(line, hand.level(line) === 1 ? "down" : "up");
      stall(3);
    }
    io.drain();
    expect(edges.map(({ pin, level }) => [pin, level])).toEqual([
      [6, 1],
      [5, 1],
      [6, 0],
      [5, 0],
    ]);
  });

  it("say how many edges the kernel dropped", () => {
    const { io, edges } = opened();
    io.openInput(BUTTON, "pull-up");
    for (let pull = 0; pull < 1100; pull++) {
      hand.pull(BUTTON, pull % 2 === 0 ? "down" : "up");
      stall(2.5);
    }
    io.drain();
    expect(edges).toHaveLength(1024);
    // Some pulls may have met in one tick of the kernel.
    expect(edges[0]!.lost).toBeGreaterThan(0);
    expect(edges[0]!.lost).toBeLessThanOrEqual(76);
    expect(edges.slice(1).every(({ lost }) => lost === 0)).toBe(true);
  });
});

describe("what others hold", () => {
  it("is refused with the other program's name, until it is killed", async () => {
    const other = program(`
      const io = new GpiochipIo({ chip: "${CHIP}", consumer: "another lamp" });
      io.openOutputs(new Map([[22, 1]]));
    `);
    await expect.poll(() => holder(22), SOON).toBe("another lamp");
    const { io } = opened();
    const error = refusal(() => io.openOutputs(map([27, 0], [22, 0])));
    expect([error.code, error.inUse.map(({ consumer }) => consumer)]).toEqual(["EBUSY", ["another lamp"]]);
    expect(error.message).toContain('line 22 (GPIO22) is held by "another lamp"');
    other.kill("SIGKILL");
    await once(other, "exit");
    expect(holder(22)).toBe("");
    io.openOutputs(map([22, 1]));
    expect(hand.level(22)).toBe(1);
  });

  it("is not inherited by the programs that one starts", async () => {
    const { io } = opened();
    io.openInput(BUTTON, "pull-up");
    const child = spawn("sleep", ["60"]);
    await once(child, "spawn");
    io.close();
    expect(holder(BUTTON)).toBe("");
    child.kill();
  });

  it("is refused to who has no right", async () => {
    await hand.deny();
    try {
      expect(refusal(() => new GpiochipIo({ chip: CHIP })).code).toBe("EACCES");
      expect(listChips().refused.map(({ path }) => path)).toEqual(["/dev/gpiochip0"]);
    } finally {
      await hand.allow();
    }
    expect(opened().io.chip.label).toBe(CHIP);
  });
});

describe("a chip that is taken away", () => {
  it.each([
    ["with an input", (io: GpiochipIo) => io.openInput(BUTTON, "pull-up")],
    ["with outputs alone", (io: GpiochipIo) => io.openOutputs(map([22, 1]))],
    ["with nothing", () => undefined],
  ])("is told once, and can be opened again when it is back: %s", async (_, use) => {
    const { io } = opened();
    use(io);
    const told: string[] = [];
    io.on("disconnect", ({ code }) => told.push(code));
    await hand.unplug();
    try {
      await expect.poll(() => told, SOON).toEqual(["ENODEV"]);
      io.digitalWrite(22, 1);
      io.drain();
      expect(refusal(() => new GpiochipIo({ chip: CHIP })).code).toBe("ENOENT");
    } finally {
      await hand.plugIn();
    }
    const { io: next, edges } = opened();
    next.openInput(BUTTON, "pull-up");
    hand.pull(BUTTON, "down");
    await expect.poll(() => edges.length, SOON).toBe(1);
    expect(told).toEqual(["ENODEV"]);
  });
});

describe("a program", () => {
  it("exits at once while it waits for edges", async () => {
    const child = program(`
      process.on("SIGTERM", () => process.exit(7));
      const io = new GpiochipIo({ chip: "${CHIP}", consumer: "waiting" });
      io.openInput(${BUTTON}, "pull-up");
    `);
    await expect.poll(() => holder(BUTTON), SOON).toBe("waiting");
    const started = performance.now();
    child.kill();
    const [code] = await once(child, "exit");
    expect(code).toBe(7);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("ends by itself when it closes", async () => {
    const child = program(`
      const io = new GpiochipIo({ chip: "${CHIP}" });
      io.openInput(${BUTTON}, "pull-up");
      io.once("edge", () => io.close());
      console.log("ready");
    `);
    await once(child.stdout, "data");
    hand.pull(BUTTON, "down");
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
