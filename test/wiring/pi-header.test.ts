import { describe, expect, it } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { headerPlace, headerText, nameAt, placesOf } from "../../src/wiring-drawing/pi-header.ts";
import { PLACE_OF_GPIO, SUPPLIES } from "./pi-header.ts";

const map = loadPinMap("raspberry-pi");
const rows = (text: string) => text.split("\n");

describe("the header of a Raspberry Pi", () => {
  it("has each GPIO and each supply at its place", () => {
    PLACE_OF_GPIO.forEach((place, gpio) => {
      expect(headerPlace(gpio)).toBe(place);
      expect(nameAt(place)).toBe(`GPIO ${gpio}`);
    });
    for (const name of ["3V3", "5V", "GND"] as const) expect(placesOf(name)).toEqual(SUPPLIES[name]);
    expect(() => headerPlace(28)).toThrow("GPIO 28 is not on the header");
  });

  it("is drawn with what each pin of the map is for", () => {
    const drawn = rows(headerText(map));
    expect(drawn).toHaveLength(20);
    expect(drawn[5]).toMatch(/^ *button = GPIO 17 {2}11 o o 12 {2}GPIO 18$/);
    expect(drawn[8]).toMatch(/^ *3V3 {2}17 o o 18 {2}relay IN = GPIO 24$/);
    expect(headerText(loadPinMap("raspberry-pi", { relay: "none" }))).toContain("18  outlet LED = GPIO 24");
  });

  it("marks the lines that are held, and by whom, its columns kept", () => {
    const held = new Map([
      [17, "a-program-with-the-longest-name"],
      [18, "audio"],
      [30, "is elsewhere"],
    ]);
    const drawn = rows(headerText(map, held));
    expect(drawn[5]).toBe(
      "! button = GPIO 17 (held by a-program-with-the-longest-name)  11 o o 12  ! GPIO 18 (held by audio)",
    );
    expect(new Set(drawn.map((row) => row.indexOf(" o o "))).size).toBe(1);
    expect(drawn.join("\n")).not.toContain("elsewhere");
  });

  it("shows a consumer's name without what steers a terminal", () => {
    const drawn = headerText(
      map,
      new Map([
        [4, "\u001b[2J\u202ex\n"],
        [5, ""],
      ]),
    );
    expect(drawn).toContain("(held by \ufffd[2J\ufffdx\ufffd)");
    expect(drawn).toContain("(held by a program without a name)");
    expect(rows(drawn)).toHaveLength(20);
  });
});
