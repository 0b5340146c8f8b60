import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EmulatedUnoPort } from "../../../board/emulated-uno/index.ts";
import { BoardError } from "../../../board/port.ts";
import type { Instant } from "../../../firmware-sim/index.ts";
import { LockStep } from "../../support/emulated-uno.ts";

// A boot is up to 1 s of work for the processor; on a busy machine, several.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const RELAY = 8;
const RED = 9;
const GREEN = 10;
const BLUE = 11;
const BOOT_MS = 2200;
const RJMP_TO_ITSELF = [0xff, 0xcf];
const RETRY_MS = 1000;

describe("the emulated Uno as a board", () => {
  let time: LockStep;
  let port: EmulatedUnoPort;
  let edges: { readonly down: boolean; readonly at: Instant }[];
  let links: string[];

  beforeEach(async () => {
    time = new LockStep();
    port = await time.open();
    edges = [];
    links = [];
    port.onButtonEdge((down, at) => edges.push({ down, at }));
    port.onLost(() => links.push("lost"));
    port.onBack(() => links.push("back"));
  });

  afterEach(async () => {
    await time.wait(port.close());
    time.leave();
  });

  const lit = () => [RED, GREEN, BLUE].map((pin) => port.uno().pwmDuty(pin));

  it("is ready 2.2 s after it was switched on, dark and open", async () => {
    const start = time.now;
    const other = await time.open({ wholeBoot: true });
    expect(time.now - start).toBeGreaterThan(2100);
    expect(time.now - start).toBeLessThan(BOOT_MS);
    expect([RED, GREEN, BLUE, RELAY].map((pin) => other.uno().pinLevel(pin))).toEqual(Array(4).fill(false));
    await time.wait(other.close());
  });

  it("carries the finger's presses to the listener within 2 ms", async () => {
    const pressed = time.now;
    port.finger.press();
    await time.run(50);
    expect(await time.wait(port.readButton())).toBe(true);
    const released = time.now;
    port.finger.release();
    await time.run(50);
    expect(edges.map(({ down }) => down)).toEqual([true, false]);
    expect(edges[0]!.at - pressed).toBeLessThanOrEqual(2);
    expect(edges[1]!.at - released).toBeLessThanOrEqual(2);
  });

  it("shows lamp and relay on its pins within 3 ms", async () => {
    port.setLed("red");
    port.setRelay(true);
    await time.run(3);
    expect([...lit(), port.uno().pinLevel(RELAY)]).toEqual([1, 0, 0, true]);
    port.setLed("blue");
    port.setRelay(false);
    await time.run(3);
    expect([...lit(), port.uno().pinLevel(RELAY)]).toEqual([0, 0, 1, false]);
  });

  it("is lost at once when unplugged, stays away, and comes back in its safe state after a fresh boot", async () => {
    port.setLed("red");
    port.setRelay(true);
    await time.run(5);
    const before = port.uno();
    port.unplug();
    expect(links).toEqual(["lost"]);
    port.setLed("green");
    await time.run(3 * RETRY_MS);
    expect(links).toEqual(["lost"]);
    port.plugIn();
    await time.until(() => links.length === 2, RETRY_MS + BOOT_MS);
    expect(links).toEqual(["lost", "back"]);
    expect(port.uno()).not.toBe(before);
    expect([...lit(), port.uno().pinLevel(RELAY)]).toEqual([0, 0, 0, false]);
    port.setLed("green");
    await time.run(3);
    expect(lit()).toEqual([0, 1, 0]);
  });

  it("finds the button pressed when it was plugged in again under the finger", async () => {
    port.finger.press();
    await time.run(20);
    port.unplug();
    port.plugIn();
    await time.until(() => links.length === 2);
    expect(await time.wait(port.readButton())).toBe(true);
    edges.length = 0;
    port.finger.release();
    await time.run(20);
    expect(edges.map(({ down }) => down)).toEqual([false]);
  });

  it("cannot be opened a second time by a cable that is out: the retry goes on until it is in", async () => {
    for (let turn = 1; turn <= 3; turn += 1) {
      port.unplug();
      await time.run(1.5 * RETRY_MS);
      port.plugIn();
      await time.until(() => links.length === 2 * turn);
    }
    expect(links).toEqual(["lost", "back", "lost", "back", "lost", "back"]);
  });

  it("opens the relay and darkens the lamp when closed, and then stands still", async () => {
    port.setLed("green");
    port.setRelay(true);
    await time.run(5);
    await time.wait(port.close());
    await time.run(5);
    expect([...lit(), port.uno().pinLevel(RELAY)]).toEqual([0, 0, 0, false]);
    const { cycles } = port.uno();
    await time.run(20);
    expect(port.uno().cycles).toBe(cycles);
  });

  it("is refused as no Firmata when its program does not answer", async () => {
    const firmware = {
      name: "a still program",
      flash: Uint8Array.of(...RJMP_TO_ITSELF, ...new Uint8Array(32_766)),
    };
    await expect(time.open({ firmware, wholeBoot: true })).rejects.toThrow(BoardError);
  });
});
