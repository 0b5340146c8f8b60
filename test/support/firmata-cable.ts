/** A fresh clock, board and cable for each test of the file that imports this. */
import { afterEach, beforeEach, expect } from "vitest";
import { openJohnnyFive } from "../../board/johnny-five/index.ts";
import { loadLibrary } from "../../board/johnny-five/library.ts";
import type { PinMap } from "../../board/pins.ts";
import type { BoardPort } from "../../board/port.ts";
import { FirmataDevice } from "./firmata-device.ts";
import { ManualClock, turn } from "./manual-clock.ts";
import { MemoryTransport } from "./memory-transport.ts";

export const PINS: PinMap = {
  board: "arduino-uno",
  button: { pin: 2 },
  led: { red: 9, green: 10, blue: 11, common: "cathode" },
  relay: { pin: 8, active: "high", fitted: true },
};
export const { cache } = loadLibrary().five.Board;

export let clock: ManualClock;
export let device: FirmataDevice;
export let transports: MemoryTransport[];
let plugged: boolean;
let timersAtStart: number;

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

beforeEach(() => {
  clock = new ManualClock();
  device = new FirmataDevice();
  transports = [];
  plugged = true;
  timersAtStart = timers();
});

afterEach(() => {
  expect(cache.length).toBeLessThanOrEqual(1);
  cache.length = 0;
});

/** Which board is on the cable; takes effect at the next opening. */
export function connectDevice(other: FirmataDevice): void {
  device = other;
}

export function plugCable(inPlace: boolean): void {
  plugged = inPlace;
}

export function transport(): MemoryTransport {
  const made = new MemoryTransport(device, { opens: plugged });
  if (!plugged) setImmediate(() => made.emit("error", new Error("no such file or directory")));
  transports.push(made);
  return made;
}

export const current = (): MemoryTransport => {
  const last = transports.at(-1);
  if (!last) throw new Error("nothing was opened");
  return last;
};

export async function opened(pins = PINS) {
  const port = await openJohnnyFive({ name: "arduino", place: "COM5", transport, pins, clock });
  const news: string[] = [];
  port.onLost((reason) => news.push(reason));
  port.onBack(() => news.push("back"));
  port.onButtonEdge((down, at) => news.push(`${down ? "down" : "up"} at ${at}`));
  return { port, news };
}

export function unplug(): void {
  plugged = false;
  current().unplug();
}

export async function replug(): Promise<void> {
  plugged = true;
  await clock.advance(1000);
  await turn();
}

/** A failed opening leaves nothing behind. */
export async function failure(opening: Promise<BoardPort>): Promise<unknown> {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(cache).toEqual([]);
  expect(clock.pending).toBe(0);
  expect(timers()).toBeLessThanOrEqual(timersAtStart);
  return error;
}

export const open = (): Promise<BoardPort> =>
  openJohnnyFive({ name: "arduino", place: "COM5", transport, pins: PINS, clock });
