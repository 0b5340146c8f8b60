import { describe, expect, it } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { mostOfWhite, mostThrough } from "../../src/wiring-drawing/led-current.ts";
import { pullTo, relayNotes } from "../../src/wiring-drawing/relay-hold.ts";
import { PULL_RESISTOR } from "../../src/wiring-drawing/resistor.ts";

const shipped = loadPinMap("raspberry-pi");
const at = (pin: number, active: "high" | "low") => ({ ...shipped, relay: { pin, active, fitted: true } });

describe("a relay while nothing drives its pin", () => {
  it("stays open without a resistor as the pin map comes along", () => {
    expect(pullTo(shipped)).toBeUndefined();
    expect(relayNotes(shipped).join(" ")).not.toContain("10 kΩ");
  });

  it("needs one where the chip pulls the other way, up to GPIO 8 high and from 9 on low", () => {
    expect([4, 8, 9, 27].map((pin) => pullTo(at(pin, "low")))).toEqual([undefined, undefined, "3V3", "3V3"]);
    expect([4, 8, 9, 27].map((pin) => pullTo(at(pin, "high")))).toEqual(["GND", "GND", undefined, undefined]);
  });

  it("is told so in words, with pins that need none", () => {
    const [low] = relayNotes(loadPinMap("raspberry-pi", { relay: "active-low" }));
    expect(low).toMatch(
      /^Fit a 10 kΩ pull-up from IN to 3V3, or the relay may click .* GPIO 24 is pulled low/,
    );
    for (const pin of [5, 6]) expect(pullTo(at(pin, "low"))).toBeUndefined();
    const [high] = relayNotes(at(6, "high"));
    expect(high).toMatch(/^Fit a 10 kΩ pull-down from IN to GND, .* GPIO 6 is pulled high/);
    for (let pin = 16; pin <= 27; pin++) expect(pullTo(at(pin, "high"))).toBeUndefined();
    expect(relayNotes(loadPinMap("raspberry-pi", { relay: "none" }))).toEqual([]);
  });

  it("is held by the resistor against the strongest pull of the chip", () => {
    // 33 kΩ at least, low up to 0.8 V, high from 2.0 V (BCM2711; Raspberry Pi documentation).
    const high = (3.3 * 33_000) / (33_000 + PULL_RESISTOR.ohms);
    expect(high).toBeGreaterThan(2);
    expect(3.3 - high).toBeLessThan(0.8);
  });
});

describe("the LED on 3.3 V", () => {
  it("takes from a pin what a Pi 4 gives at its levels, and in all less than the header was laid out for", () => {
    for (const color of ["red", "green", "blue"] as const) expect(mostThrough(color)).toBeLessThan(8);
    expect(mostThrough("red")).toBeCloseTo(6.82, 2);
    expect(mostOfWhite()).toBeCloseTo(11.36, 2);
    // With the legs in another order, the leg that was thought to be blue may be red.
    expect(mostThrough("red") * 3).toBeLessThan(50);
  });

  it("may have 100 Ω at green and blue, which the page offers, and not at red beside them all", () => {
    expect(mostThrough("green", 100)).toBeCloseTo(5, 1);
    expect(mostThrough("red", 100)).toBeGreaterThan(8);
  });
});
