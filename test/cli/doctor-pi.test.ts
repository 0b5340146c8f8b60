import { describe, expect, it } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import type { PiReport } from "../../board/raspberry-pi/inspect.ts";
import { tellPi } from "../../src/cli/doctor-pi.ts";
import type { Mark } from "../../src/cli/marks.ts";
import { headerText } from "../../src/wiring-drawing/pi-header.ts";
import { runs } from "./in-process.ts";

const PINS = loadPinMap("raspberry-pi");

/** A Pi 4 on whose header these lines are in use. */
function report(inUse: Readonly<Record<number, string>> = {}, changes: Partial<PiReport> = {}): PiReport {
  const lines = Array.from({ length: 58 }, (_, offset) => ({
    offset,
    name: `GPIO${offset}`,
    consumer: inUse[offset] ?? "",
    used: offset in inUse,
    output: false,
    activeLow: false,
  }));
  const chip = { path: "/dev/gpiochip0", label: "pinctrl-bcm2711", lines };
  return {
    model: "Raspberry Pi 4 Model B Rev 1.4",
    chip,
    problem: undefined,
    keepsLevels: undefined,
    ...changes,
  };
}

function told(about: PiReport): [Mark, string][] {
  const all: [Mark, string][] = [];
  tellPi(about, PINS, (mark, text) => all.push([mark, text]));
  return all;
}
const marked = (about: PiReport, mark: Mark) =>
  told(about).flatMap(([each, text]) => (each === mark ? [text] : []));

describe("doctor on a Raspberry Pi", () => {
  it("tells model, chip, what is free, and draws the header", () => {
    expect(told(report())).toEqual([
      ["ok", "Raspberry Pi 4 Model B Rev 1.4"],
      ["ok", "Header: chip pinctrl-bcm2711, /dev/gpiochip0, which you may use"],
      [
        "ok",
        "Free: button = GPIO 17, LED red = GPIO 27, LED green = GPIO 22, LED blue = GPIO 23, relay IN = GPIO 24",
      ],
      ["ok", expect.stringContaining("The header as it lies before you:\n      ")],
    ]);
    const [, drawing] = told(report()).at(-1)!;
    expect(drawing.replaceAll(/^ {6}/gm, "")).toContain(headerText(PINS));
  });

  it("tells who uses a line of the header, and nothing of the lines inside the board", () => {
    const about = report({ 8: "spi0 CS0", 5: "", 42: "ACT" });
    expect(marked(about, "note")).toEqual([
      "GPIO 5 (place 29) is in use by somebody without a name",
      "GPIO 8 (place 24) is in use by spi0 CS0",
    ]);
    expect(marked(about, "FAIL")).toEqual([]);
    expect(marked(about, "ok").at(-1)).toContain("spi0 CS0");
  });

  it("fails when somebody holds a line of ours, and says where it is and what to do", () => {
    const about = report({ 24: "gpioset" });
    expect(marked(about, "FAIL")).toEqual([
      "GPIO 24 (place 18), relay IN, is in use by gpioset: end that program, or take the driver out of " +
        "/boot/firmware/config.txt, or name other pins with --pins",
    ]);
    expect(marked(about, "ok").find((text) => text.startsWith("Free"))).not.toContain("24");
  });

  it("finds nothing wrong with a plugbench that runs", () => {
    const ours = Object.fromEntries([17, 22, 23, 24, 27].map((gpio) => [gpio, "plugbench"]));
    expect(marked(report(ours), "FAIL")).toEqual([]);
    expect(marked(report(ours), "ok")).toContain(
      "GPIO 24 (place 18), relay IN, is in use by a plugbench that runs",
    );
    expect(told(report(ours)).some(([, text]) => text.startsWith("Free"))).toBe(false);
  });

  it("lets no program that holds a line write a line of its own", () => {
    for (const [, text] of told(report({ 8: "x\nok    forged" }))) expect(text).not.toMatch(/^ok/m);
  });

  it("fails with the reason when the header cannot be used", () => {
    const about = report({}, { chip: undefined, problem: "/dev/gpiochip0 is not yours to open: run it" });
    expect(told(about)).toEqual([
      ["ok", "Raspberry Pi 4 Model B Rev 1.4"],
      ["FAIL", "Header: /dev/gpiochip0 is not yours to open: run it"],
    ]);
  });

  it.each([
    [true, 1],
    [false, 0],
    [undefined, 0],
  ])("warns of a relay that outlives its program when outputs keep their level: %s", (keepsLevels, times) => {
    const notes = marked(report({}, { keepsLevels }), "note");
    expect(notes.filter((text) => text.includes("dtparam=strict_gpiod"))).toHaveLength(times);
  });
});

it("doctor elsewhere says not a word of it", async () => {
  const { out } = await runs(["doctor", "--state", "/nowhere/at/all"]);
  expect(out).toMatch(/^ok {4}Node /m);
  expect(out).not.toMatch(/Raspberry|Header|GPIO|gpio/);
});
