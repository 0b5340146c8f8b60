import { afterEach, describe, expect, it } from "vitest";
import { loadLibrary } from "../../../board/johnny-five/library.ts";
import { turn } from "../../support/manual-clock.ts";
import { BUTTON, GET_LINE, opened, RELAY, rig, SET_VALUES } from "./rig.ts";

const { cache } = loadLibrary().five.Board;
const exitListeners = process.listenerCount("exit");

afterEach(() => {
  // Whatever was opened was let go.
  expect([cache.length, process.listenerCount("exit")]).toEqual([0, exitListeners]);
});

describe("lamp and relay of a Raspberry Pi", () => {
  it.each([
    [{}, [0, 0, 0, 0]],
    [{ relay: "active-low", led: "anode" } as const, [1, 1, 1, 1]],
  ])("are safe from the first moment: %j", async (overrides, safe) => {
    const { port, levels, count } = await opened(overrides);
    expect(levels()).toEqual(safe);
    expect([count(GET_LINE), count(SET_VALUES)]).toEqual([2, 0]);
    await port.close();
  });

  it("change by one call each, so that no colour tears", async () => {
    const { port, levels, count } = await opened();
    port.setLed("magenta");
    expect([levels(), count(SET_VALUES)]).toEqual([[0, 1, 0, 1], 1]);
    port.setRelay(true);
    expect([levels(), count(SET_VALUES)]).toEqual([[1, 1, 0, 1], 2]);
    port.setLed("green");
    expect([levels(), count(SET_VALUES)]).toEqual([[1, 0, 1, 0], 3]);
    await port.close();
  });

  it.each([
    ["is closed", (port: { close(): Promise<void> }) => port.close()],
    // Last added, first called: of the test runner's own nothing is run.
    ["ends with its program", () => process.listeners("exit").at(-1)!(1)],
  ])("are made safe, and every line is released, when the board %s", async (_, end) => {
    const { port, kernel } = await opened({ relay: "active-low" });
    port.setLed("white");
    port.setRelay(true);
    await end(port);
    const { argument, request } = kernel.ioctls.at(-1)!;
    expect([request, argument[0], argument[8]]).toEqual([SET_VALUES, 0b0001, 0b1111]);
    expect([kernel.openFiles, kernel.watchedFiles]).toEqual([0, 0]);
    await port.close();
  });
});

describe("the button of a Raspberry Pi", () => {
  it("is dated by the kernel, however late anybody listens", async () => {
    const { port, news, pull, clock } = await opened();
    clock.stall(500);
    pull(0, 200);
    pull(1, 322.9);
    await turn();
    expect(news).toEqual(["down at 200", "up at 322"]);
    await port.close();
  });

  it("is told at once by drain, and never twice", async () => {
    const { port, news, pull, clock } = await opened();
    clock.stall(100);
    pull(0, 20);
    port.drain!();
    expect(news).toEqual(["down at 20"]);
    await turn();
    expect(news.length).toBe(1);
    await port.close();
  });

  it("keeps its order when a listener drains", async () => {
    const { port, pull, clock } = await opened();
    const told: string[] = [];
    port.onButtonEdge((down, at) => {
      told.push(`${down ? "down" : "up"} at ${at}`);
      port.drain!();
      told.push(`${at} is over`);
    });
    clock.stall(100);
    pull(0, 20);
    pull(1, 40);
    port.drain!();
    expect(told).toEqual(["down at 20", "up at 40", "40 is over", "20 is over"]);
    await port.close();
  });

  it("is told once of each change, however it bounces", async () => {
    const { port, news, pull, clock, kernel } = await opened();
    clock.stall(100);
    for (const [level, ms] of [
      [0, 10],
      [1, 11],
      [0, 12],
    ] as const)
      pull(level, ms);
    // A glitch too short for the kernel reads the same level twice.
    kernel.chips[0]!.lines[BUTTON]!.holder!.edge(BUTTON, 0, 13_000_000n);
    await turn();
    expect(news).toEqual(["down at 10", "up at 11", "down at 12"]);
    await port.close();
  });

  it("has the level of the line after edges that the kernel had to drop", async () => {
    const { port, news, pull, clock, kernel } = await opened();
    clock.stall(3000);
    for (let edge = 0; edge < 2047; edge++) pull(edge % 2 === 0 ? 0 : 1, 10 + edge);
    // Of what came last nothing was kept.
    kernel.chips[0]!.lines[BUTTON]!.pull = 1;
    await turn();
    expect(news.slice(-2)).toEqual(["down at 2056", "up at 3005"]);
    expect(await port.readButton()).toBe(false);
    await port.close();
  });

  it("is never dated in the future, nor before what was told last", async () => {
    const { port, news, pull, clock } = await opened();
    clock.stall(95);
    pull(0, 101.4);
    port.drain!();
    pull(1, 99);
    port.drain!();
    expect(news).toEqual(["down at 100", "up at 100"]);
    await port.close();
  });

  it("is read once all earlier edges were told", async () => {
    const { port, news, pull, clock } = await opened();
    clock.stall(100);
    pull(0, 20);
    const reading = port.readButton();
    expect(news).toEqual(["down at 20"]);
    expect(await reading).toBe(true);
    await port.close();
  });

  it("is not looked at before its pull-up holds it", async () => {
    const { begin, clock } = rig();
    let over = false;
    const opening = begin().finally(() => {
      over = true;
    });
    await clock.advance(4);
    expect(over).toBe(false);
    await clock.advance(1);
    await (await opening).close();
  });

  it("held from the start is no edge", async () => {
    const made = rig();
    const opening = made.open();
    made.pull(0, 1);
    const port = await opening;
    const news: boolean[] = [];
    port.onButtonEdge((down) => news.push(down));
    expect([await port.readButton(), news]).toEqual([true, []]);
    await port.close();
  });
});

describe("a Raspberry Pi whose chip goes", () => {
  it("says so once, drops what is commanded, and is back in its safe state", async () => {
    const { port, news, kernel, levels, clock } = await opened();
    port.setRelay(true);
    kernel.unplug();
    await turn();
    port.setLed("red");
    port.drain!();
    expect(await port.readButton()).toBe(false);
    await clock.advance(2500);
    expect(news).toEqual(["/dev/gpiochip0 went away (ENODEV)"]);
    kernel.chips[0]!.gone = false;
    await clock.advance(1100);
    expect(news.slice(1)).toEqual(["back"]);
    expect(levels()).toEqual([0, 0, 0, 0]);
    port.setRelay(true);
    expect(levels()).toEqual([1, 0, 0, 0]);
    await port.close();
    expect(kernel.openFiles).toBe(0);
  });

  it("has no button that is down from the moment when that is noticed", async () => {
    const { port, pull, kernel } = await opened();
    pull(0, 1);
    await turn();
    kernel.chips[0]!.gone = true;
    expect(await port.readButton()).toBe(false);
    kernel.unplug();
    await turn();
    await port.close();
  });

  it("waits for lines that another program took meanwhile, and says once who has them", async () => {
    const { port, news, kernel, clock } = await opened();
    kernel.unplug();
    await turn();
    kernel.chips[0]!.gone = false;
    kernel.chips[0]!.lines[RELAY]!.consumer = "gpioset";
    await clock.advance(1100);
    expect(news.length).toBe(1);
    await clock.advance(5000);
    expect(news.slice(1)).toEqual([
      expect.stringMatching(/^GPIO24 is in use by "gpioset": end that program/),
    ]);
    expect(kernel.openFiles).toBe(0);
    kernel.chips[0]!.lines[RELAY]!.consumer = "";
    await clock.advance(1100);
    expect(news.slice(2)).toEqual(["back"]);
    await port.close();
  });

  it.each([500, 1002])("is not looked for any more once closed, %i ms later", async (ms) => {
    const { port, news, kernel, clock, count } = await opened();
    kernel.unplug();
    await turn();
    kernel.chips[0]!.gone = false;
    await clock.advance(ms);
    await port.close();
    const taken = count(GET_LINE);
    await clock.advance(5000);
    expect([news.length, clock.pending, kernel.openFiles]).toEqual([1, 0, 0]);
    expect(count(GET_LINE)).toBe(taken);
  });
});
