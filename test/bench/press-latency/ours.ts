import { openArduino } from "../../../board/arduino/index.ts";
import { loadPinMap } from "../../../board/pins.ts";
import { amazonSmartPlug, compile, homeRecord, millis, type Profile } from "../../../firmware-sim/index.ts";
import { Host } from "../../../src/runtime/host.ts";
import { noDeviceLink } from "../../../src/runtime/ports.ts";
import { systemClock } from "../../../src/runtime/system-clock.ts";
import { MemoryStore } from "../../support/memory-store.ts";

const [port = ""] = process.argv.slice(2);
const { boot, on, dark } = amazonSmartPlug.patterns;
const { rungs: _, ...usual } = amazonSmartPlug;

/** Lights the lamp while the button is down, and never else. */
const profile: Profile = {
  ...usual,
  rungs: [],
  patterns: {
    boot: {
      ...boot,
      pattern: { kind: "steps", steps: [{ color: "off", for: millis(100) }], times: 1 },
    },
    on,
    dark,
  },
  indicator: [
    { when: { button: "pressed" }, show: "on" },
    { when: {}, show: "dark" },
  ],
};

const host = new Host({
  firmware: compile(profile),
  board: await openArduino({ port, pins: loadPinMap("arduino-uno"), clock: systemClock }),
  clock: systemClock,
  plugStore: new MemoryStore(),
  homeStore: { save: async () => {} },
  home: homeRecord({ ssid: "bench", key: "aa11" }, "home"),
  deviceLink: noDeviceLink,
});
await host.start();
