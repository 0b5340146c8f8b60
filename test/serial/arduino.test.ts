import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openArduino, probeArduino } from "../../board/arduino/index.ts";
import { loadLibrary } from "../../board/johnny-five/library.ts";
import { loadPinMap } from "../../board/pins.ts";
import type { BoardPort } from "../../board/port.ts";
import { millis } from "../../firmware-sim/index.ts";
import { requireTool } from "../support/tools.ts";
import { type UnoOnPty, unoOnPty } from "../support/uno-on-pty.ts";
import { wallClock } from "../support/wall-clock.ts";

/** A liveness bound, not a measurement. */
const SOON = { timeout: 20_000, interval: 5 };
const PLUGGINGS = 20;

const pins = loadPinMap("arduino-uno");
const { cache } = loadLibrary().five.Board;
// Pseudo terminals differ between systems: these are Linux's.
const socat = process.platform === "linux" && requireTool("socat", ["-V"]);

let folder: string;
let path: string;
let uno: UnoOnPty;
let port: BoardPort | undefined;
let news: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plugbench-serial-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  path = join(folder, "ttyUno");
  news = [];
});

afterEach(async () => {
  await port?.close();
  port = undefined;
  await uno.end();
});

/** The board's clock runs 4 times as fast: 250 ms between two tries to reconnect. */
async function open(version: "2.4" | "2.5"): Promise<BoardPort> {
  uno = unoOnPty(path, { version });
  await uno.tell("plug");
  const opened = await openArduino({ port: path, pins, clock: wallClock(4), bootTimeout: millis(60_000) });
  opened.onButtonEdge((down) => news.push(down ? "down" : "up"));
  opened.onLost(() => news.push("lost"));
  opened.onBack(() => news.push("back"));
  port = opened;
  return opened;
}

const heard = (...expected: string[]) => vi.waitFor(() => expect(news).toEqual(expected), SOON);
const shows = (...levels: boolean[]) =>
  vi.waitFor(async () => expect((await uno.tell("look")).levels).toEqual(levels), SOON);

interface Held {
  readonly files: number;
  readonly handles: number;
  readonly listeners: number;
}

/** What the process holds on to at least: passing timers and requests are not in the least of 20 looks. */
async function held(): Promise<Held> {
  const least = { files: Infinity, handles: Infinity, listeners: Infinity };
  for (let look = 0; look < 20; look++) {
    const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
    least.files = Math.min(least.files, readdirSync("/proc/self/fd").length);
    least.handles = Math.min(least.handles, process.getActiveResourcesInfo().length);
    least.listeners = Math.min(least.listeners, listeners);
    await sleep(5);
  }
  return least;
}

describe.skipIf(!socat)("an Uno on a serial port", { timeout: 120_000 }, () => {
  it.each(["2.5", "2.4"] as const)(
    "is pressed, lit and switched through the real serial binding, with firmware %s",
    async (version) => {
      const board = await open(version);
      expect(await board.readButton()).toBe(false);
      await uno.tell("press");
      await heard("down");
      board.setRelay(true);
      board.setLed("red");
      await shows(true, true, false, false);
      await uno.tell("release");
      await heard("down", "up");
      board.setLed("blue");
      await shows(true, false, false, true);
      await board.close();
      expect((await uno.tell("look")).levels).toEqual([false, false, false, false]);
    },
  );

  it("survives 20 unpluggings with the button held: no stale command, nothing piles up", async () => {
    const board = await open("2.5");
    await uno.tell("press");
    await heard("down");
    let before: Held | undefined;
    for (let round = 1; round <= PLUGGINGS; round++) {
      board.setRelay(true);
      board.setLed("red");
      await shows(true, true, false, false);
      news.length = 0;
      await uno.tell("unplug");
      await heard("lost");
      await uno.tell("countRises");
      for (let write = 0; write < 50; write++) {
        board.setLed(write % 2 === 0 ? "blue" : "green");
        board.setRelay(write % 2 === 0);
      }
      expect(await board.readButton()).toBe(false);
      if (round % 2 === 0) await uno.tell("release");
      // Every tenth time it loses its supply too, and starts afresh.
      if (round % 10 === 0) await uno.tell("restart");
      await uno.tell("plug");
      await heard("lost", "back");
      expect(await board.readButton()).toBe(round % 2 === 1);
      expect(await uno.tell("look")).toEqual({ levels: [false, false, false, false], rises: 0 });
      if (round % 2 === 0) await uno.tell("press");
      await heard("lost", "back", ...(round % 2 === 0 ? ["down"] : []));
      expect(cache.length).toBe(1);
      if (round === 1) before = await held();
    }
    expect(await held()).toEqual(before);
  });

  it("tells a doctor what it runs, and what is wrong with it", async () => {
    uno = unoOnPty(path, { version: "2.4" });
    await uno.tell("plug");
    const probe = await probeArduino(path, wallClock());
    expect(probe).toMatchObject({
      port: path,
      firmware: { name: "StandardFirmata.ino", version: "2.4" },
      protocol: "2.4",
      advice: [expect.stringMatching(/^Firmware 2.4 switches off .* StandardFirmata/)],
    });
    expect(probe.answeredAfter).toBeGreaterThan(0);
    expect(cache).toEqual([]);
  });

  it("can be opened again at once after it was closed", async () => {
    const board = await open("2.5");
    await board.close();
    // The pseudo terminal ends with its last user, as no real port does.
    await uno.tell("unplug");
    await uno.tell("plug");
    port = await openArduino({ port: path, pins, clock: wallClock() });
    port.setRelay(true);
    await shows(true, false, false, false);
  });
});
