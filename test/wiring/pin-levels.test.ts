import { expect, it } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { pinLevels } from "../../src/view/pin-levels.ts";

const shown = (map: Parameters<typeof pinLevels>[0], now: Parameters<typeof pinLevels>[1]): string[] =>
  pinLevels(map, now).map(({ pin, high, means }) => `${pin} ${high ? "high" : "low"} ${means}`);

it.each([
  ["cathode", "active-high", ["9 high lit", "10 high lit", "11 low dark", "8 high closed", "2 low pressed"]],
  ["anode", "active-low", ["9 low lit", "10 low lit", "11 high dark", "8 low closed", "2 low pressed"]],
  ["cathode", "none", ["9 high lit", "10 high lit", "11 low dark", "13 high lit", "2 low pressed"]],
] as const)(
  "tells the levels of a plug that is yellow, on and pressed: common %s, relay %s",
  (led, relay, rows) => {
    const map = loadPinMap("arduino-uno", { led, relay });
    expect(shown(map, { lamp: "yellow", closed: true, down: true })).toEqual(rows);
  },
);

it("tells the levels of one at rest", () => {
  const map = { ...loadPinMap("arduino-uno"), button: { pin: 15 } };
  expect(shown(map, { lamp: "off", closed: false, down: false })).toEqual([
    "9 low dark",
    "10 low dark",
    "11 low dark",
    "8 low open",
    "A1 high up, by the pull-up",
  ]);
});

it("names the pins of a Raspberry Pi by their GPIOs, and by their places in the drawing", () => {
  const map = loadPinMap("raspberry-pi", { relay: "none" });
  const levels = pinLevels(map, { lamp: "red", closed: true, down: false });
  expect(levels.map(({ pin, terminal }) => `${pin} ${terminal}`)).toEqual([
    "GPIO 27 pi:13",
    "GPIO 22 pi:15",
    "GPIO 23 pi:16",
    "GPIO 24 pi:18",
    "GPIO 17 pi:11",
  ]);
  expect(levels[3]!.what).toBe("LED for the outlet");
});
