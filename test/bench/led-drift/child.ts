import { setTimeout as sleep } from "node:timers/promises";
import { openJohnnyFive } from "../../../board/johnny-five/index.ts";
import { loadPinMap } from "../../../board/pins.ts";
import { amazonSmartPlug, compile, homeRecord, millis, type Profile } from "../../../firmware-sim/index.ts";
import { Host } from "../../../src/runtime/host.ts";
import { noDeviceLink } from "../../../src/runtime/ports.ts";
import { systemClock } from "../../../src/runtime/system-clock.ts";
import { MemoryStore } from "../../support/memory-store.ts";
import { lampChanges } from "../wire/lamp-pins.ts";
import { five, fiveBoard } from "../wire/peer-board.ts";
import { RecordingTransport } from "../wire/recording-transport.ts";
import { type Drift, driftOf, type Edge, PERIOD } from "./drift.ts";

const [who, loop, seconds = "60"] = process.argv.slice(2);
const SPAN = Number(seconds) * 1000;
/** The own loop does nothing else for 250 ms every 5 s. */
const STALL = { every: 5000, for: 250 };
const pins = loadPinMap("arduino-uno");
const line = new RecordingTransport();

const start = who === "ours" ? await startOurs() : await startPeer();
if (loop === "blocked") setInterval(block, STALL.every);
await sleep(start + SPAN + PERIOD / 2 - performance.now());
const stalls = loop === "blocked" ? Math.ceil(SPAN / STALL.every) : 0;
const drift: Drift = driftOf(edges(), start, SPAN, who === "ours" ? { stalls } : "in turn");
console.log(JSON.stringify(drift));
process.exit();

/** Our Host on a profile that blinks blue 100/100 in set-up; from the moment on that it says set-up began. */
async function startOurs(): Promise<number> {
  const { setup } = amazonSmartPlug.patterns;
  const steps = [
    { color: "blue", for: millis(PERIOD) },
    { color: "off", for: millis(PERIOD) },
  ] as const;
  const profile: Profile = {
    ...amazonSmartPlug,
    patterns: {
      ...amazonSmartPlug.patterns,
      setup: { ...setup, pattern: { kind: "steps", steps, times: "forever" } },
    },
  };
  const host = new Host({
    firmware: compile(profile),
    board: await openJohnnyFive({ name: "arduino", transport: () => line, pins, clock: systemClock }),
    clock: systemClock,
    plugStore: new MemoryStore(),
    homeStore: { save: async () => {} },
    home: homeRecord({ ssid: "bench", key: "aa11" }, "home"),
    deviceLink: noDeviceLink,
  });
  const began = new Promise<number>((resolve) => {
    host.onChange(({ led }) => {
      if (led.name === "setup") resolve(led.since);
    });
  });
  await host.start();
  return began;
}

async function startPeer(): Promise<number> {
  const board = await fiveBoard(line);
  const led = new five.Led({ pin: pins.led.blue, board });
  line.written = [];
  const now = performance.now();
  led.blink(PERIOD);
  return now;
}

function block(): void {
  const end = performance.now() + STALL.for;
  while (performance.now() < end);
}

/** Each change of the blue channel from edge 1 on. */
function edges(): Edge[] {
  const lamp = [pins.led.red, pins.led.green, pins.led.blue] as const;
  let lit = false;
  return line.written.flatMap(({ at, bytes }) => {
    const before = lit;
    lit = isFirmataOutput(bytes) ? lampChanges(bytes, lamp).at(-1)?.lit === "001" : lit;
    return lit === before || at < start + PERIOD / 2 ? [] : [{ at, lit }];
  });
}

/** A digital port or analog message: all that drives pins. */
function isFirmataOutput([command = 0]: readonly number[]): boolean {
  return (command & 0xf0) === 0x90 || (command & 0xf0) === 0xe0;
}
