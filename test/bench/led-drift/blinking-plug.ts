import { openJohnnyFive } from "../../../board/johnny-five/index.ts";
import { loadPinMap } from "../../../board/pins.ts";
import { amazonSmartPlug, compile, homeRecord, millis, type Profile } from "../../../firmware-sim/index.ts";
import { Host } from "../../../src/runtime/host.ts";
import { noDeviceLink } from "../../../src/runtime/ports.ts";
import { systemClock } from "../../../src/runtime/system-clock.ts";
import { MemoryStore } from "../../support/memory-store.ts";
import { lampChanges } from "../wire/lamp-pins.ts";
import type { RecordingTransport } from "../wire/recording-transport.ts";
import { type Edge, PERIOD } from "./drift.ts";

export const pins = loadPinMap("arduino-uno");

/** Our Host, not yet started, on a profile that blinks blue 100/100 in set-up. */
export async function blinkingPlug(line: RecordingTransport): Promise<Host> {
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
  return new Host({
    firmware: compile(profile),
    board: await openJohnnyFive({ name: "arduino", transport: () => line, pins, clock: systemClock }),
    clock: systemClock,
    plugStore: new MemoryStore(),
    homeStore: { save: async () => {} },
    home: homeRecord({ ssid: "bench", key: "aa11" }, "home"),
    deviceLink: noDeviceLink,
  });
}

/** Starts it, and gives the moment at which it says that set-up began. */
export async function startBlinking(host: Host): Promise<number> {
  const began = new Promise<number>((resolve) => {
    host.onChange(({ led }) => {
      if (led.name === "setup") resolve(led.since);
    });
  });
  await host.start();
  return began;
}

/** Each change of the blue channel from `from` on. */
export function blueEdges(line: RecordingTransport, from: number): Edge[] {
  const lamp = [pins.led.red, pins.led.green, pins.led.blue] as const;
  let lit = false;
  return line.written.flatMap(({ at, bytes }) => {
    const before = lit;
    lit = isFirmataOutput(bytes) ? lampChanges(bytes, lamp).at(-1)?.lit === "001" : lit;
    return lit === before || at < from ? [] : [{ at, lit }];
  });
}

/** A digital port or analog message: all that drives pins. */
function isFirmataOutput([command = 0]: readonly number[]): boolean {
  return (command & 0xf0) === 0x90 || (command & 0xf0) === 0xe0;
}
