import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jsonFault } from "../../board/pins/json-fault.ts";
import { loadPinMap, loadPinMapFile, type PinMap, PinMapError } from "../../board/pins.ts";
import { requireTool } from "../support/tools.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pin-map-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, "pins.json");
  writeFileSync(path, content);
  return path;
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof PinMapError) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A pin map before anyone has looked at it. */
interface Draft {
  board: unknown;
  button: { pin: unknown };
  led: { red: unknown; green: unknown; blue?: unknown; white?: unknown };
  relay: { pin: unknown; active: unknown; fitted: unknown };
  [key: string]: unknown;
}
type Change = (map: Draft) => void;

function uno(change: Change = () => {}): string {
  const map: Draft = JSON.parse(JSON.stringify(loadPinMap("arduino-uno")));
  change(map);
  return JSON.stringify(map);
}

const refused = (change: Change): string => refusal(() => loadPinMapFile(file(uno(change))));

describe("the pin maps that come along", () => {
  it("puts the Uno's LED on one PWM port and its button on another", () => {
    const map = loadPinMap("arduino-uno");
    expect(map.board).toBe("arduino-uno");
    expect([9, 10, 11]).toEqual([map.led.red, map.led.green, map.led.blue]);
    expect(map.button.pin).toBeLessThan(8);
    expect(map.relay).toEqual({ pin: 8, active: "high", fitted: true });
  });

  it("keeps off the Raspberry Pi's pins that I2C, SPI, the serial console and the identity memory use", () => {
    const { button, led, relay } = loadPinMap("raspberry-pi");
    const busy = [0, 1, 2, 3, 7, 8, 9, 10, 11, 14, 15];
    expect([button.pin, led.red, led.green, led.blue, relay.pin].filter((pin) => busy.includes(pin))).toEqual(
      [],
    );
  });

  it("keeps the Raspberry Pi's outputs on pins that are pulled low while it starts", () => {
    const { led, relay } = loadPinMap("raspberry-pi");
    for (const pin of [led.red, led.green, led.blue, relay.pin]) expect(pin).toBeGreaterThanOrEqual(9);
  });
});

describe("overrides", () => {
  it("changes the LED's common leg and the relay's active level, and nothing else", () => {
    const plain = loadPinMap("arduino-uno");
    expect(loadPinMap("arduino-uno", { led: "anode", relay: "active-low" })).toEqual({
      ...plain,
      led: { ...plain.led, common: "anode" },
      relay: { ...plain.relay, active: "low" },
    });
  });

  it("lets the Uno's own LED stand in where there is no relay", () => {
    expect(loadPinMap("arduino-uno", { relay: "none" }).relay).toEqual({
      pin: 13,
      active: "high",
      fitted: false,
    });
  });

  it("puts an LED in the relay's place on a Raspberry Pi, on the same pin, also where the file has active low", () => {
    const { relay } = loadPinMap("raspberry-pi");
    const without = { pin: relay.pin, active: "high", fitted: false };
    expect(loadPinMap("raspberry-pi", { relay: "none" }).relay).toEqual(without);
    const low: PinMap = { ...loadPinMap("raspberry-pi"), relay: { ...relay, active: "low" } };
    expect(loadPinMapFile(file(JSON.stringify(low)), { relay: "none" }).relay).toEqual(without);
  });

  it("refuses an active level for a relay that the file says is not fitted", () => {
    const path = file(uno((map) => (map.relay = { pin: 13, active: "high", fitted: false })));
    expect(loadPinMapFile(path).relay.fitted).toBe(false);
    expect(refusal(() => loadPinMapFile(path, { relay: "active-low" }))).toContain("no relay is fitted");
  });
});

describe("a pin map that cannot work on an Uno", () => {
  it.each<[string, Change, RegExp]>([
    ["a pin that is not there", (m) => (m.relay.pin = 20), /relay\.pin: there is no pin 20: .*0 to 13/],
    ["a negative pin", (m) => (m.button.pin = -1), /button\.pin: there is no pin -1/],
    ["the serial line", (m) => (m.button.pin = 1), /button\.pin: pin 1 cannot be used: .*serial/],
    ["a pin used twice", (m) => (m.relay.pin = 9), /relay\.pin: pin 9 is already used by led\.red/],
    ["an LED pin without PWM", (m) => (m.led.green = 12), /led\.green: pin 12 has no PWM/],
    ["LED pins on two ports", (m) => (m.led.green = 6), /led: the three colours are on two ports/],
    [
      "a button on the LED's port",
      (m) => (m.button.pin = 12),
      /button\.pin: .* shares a port .* with led\.red/,
    ],
    // A0 is on another port of the chip than pin 9, and on the same port of Firmata.
    [
      "a button on A0 beside the LED",
      (m) => (m.button.pin = 14),
      /button\.pin: .* shares a port .* with led\.red/,
    ],
    [
      "a button on the relay's port",
      (m) => (m.relay.pin = 4),
      /button\.pin: .* shares a port .* with relay\.pin/,
    ],
    ["a button on the own LED", (m) => (m.button.pin = 13), /button\.pin: pin 13 carries the Uno's own LED/],
    [
      "a missing relay that is not the own LED",
      (m) => (m.relay = { pin: 8, active: "high", fitted: false }),
      /relay: without a relay the Uno's own LED stands in; write \{"pin": 13/,
    ],
  ])("refuses %s", (_, change, message) => {
    const said = refused(change);
    expect(said).toMatch(message);
    expect(said).toContain(join(folder, "pins.json"));
  });

  it("takes the LED on the other PWM port, with the button moved away", () => {
    const text = uno((m) => {
      m.led = { ...m.led, red: 3, green: 5, blue: 6 };
      m.button.pin = 12;
      m.relay.pin = 16;
    });
    expect(loadPinMapFile(file(text)).led.blue).toBe(6);
  });
});

describe("a pin map that cannot work on a Raspberry Pi", () => {
  it.each([0, 1, 2, 3, 14, 15, 28])("refuses GPIO %d", (pin) => {
    const map: PinMap = { ...loadPinMap("raspberry-pi"), button: { pin } };
    expect(refusal(() => loadPinMapFile(file(JSON.stringify(map))))).toContain("button.pin: ");
  });

  it("refuses an LED in the relay's place that is lit by a low pin", () => {
    const map: PinMap = { ...loadPinMap("raspberry-pi"), relay: { pin: 24, active: "low", fitted: false } };
    expect(refusal(() => loadPinMapFile(file(JSON.stringify(map))))).toMatch(
      /relay\.active: without a relay an LED/,
    );
  });

  it("does not ask for PWM or for one port, which only Firmata knows", () => {
    const map: PinMap = { ...loadPinMap("raspberry-pi"), button: { pin: 25 } };
    expect(loadPinMapFile(file(JSON.stringify(map))).button.pin).toBe(25);
  });
});

describe("a hostile pin-map file", () => {
  it.each<[string, Change, RegExp]>([
    ["an unknown key", (m) => (m.led.white = 6), /led\.white: unknown key/],
    [
      "a key of the prototype",
      (m) => Object.defineProperty(m, "__proto__", { value: {}, enumerable: true }),
      /__proto__: unknown key/,
    ],
    ["a missing part", (m) => delete m.led.blue, /led\.blue: missing/],
    [
      "a pin in quotes",
      (m) => (m.led.red = "9"),
      /led\.red: expected a whole number without quotes, found "9"/,
    ],
    ["half a pin", (m) => (m.led.red = 9.5), /led\.red: expected a whole number/],
    [
      "another board",
      (m) => (m.board = "toaster"),
      /board: expected "arduino-uno" \| "raspberry-pi", found "toaster"/,
    ],
    [
      "a relay that is neither",
      (m) => (m.relay.active = "maybe"),
      /relay\.active: expected "high" \| "low", found "maybe"/,
    ],
  ])("refuses %s and says where", (_, change, message) => expect(refused(change)).toMatch(message));

  it.each(["null", "[]", "7", '"uno"'])("refuses %s, which is no object", (text) => {
    expect(refusal(() => loadPinMapFile(file(text)))).toContain("expected an object");
  });

  it("names line and column of broken JSON, also where Node 20 does not", () => {
    const said = refusal(() => loadPinMapFile(file('{\n  "board": uno\n}')));
    expect(said).toContain('pins.json:2:12: not valid JSON: expected a value, found "u"');
  });

  it("refuses a key given twice, of which JSON would keep the last", () => {
    const said = refusal(() => loadPinMapFile(file('{"button": {"pin": 2, "pin": 3}}')));
    expect(said).toContain('1:23: not valid JSON: the key "pin" is given twice');
  });

  it("sends nothing of the file that steers a terminal", () => {
    const said = refused((m) => (m.board = "\u001b[2J\u009b2J\r"));
    expect(said).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("cuts long names and values short", () => {
    const said = refused((m) => (m["k".repeat(5000)] = 1));
    expect(said.length).toBeLessThan(600);
  });

  it("refuses a file that is too large, not UTF-8, nested too deep, absent, or a folder", () => {
    expect(refusal(() => loadPinMapFile(file(" ".repeat(16 * 1024) + uno())))).toContain(
      "larger than 16384 bytes",
    );
    expect(refusal(() => loadPinMapFile(file(Uint8Array.of(0x7b, 0xff, 0x7d))))).toContain("not UTF-8");
    expect(refusal(() => loadPinMapFile(file("[".repeat(16_000))))).toContain("levels deep");
    expect(refusal(() => loadPinMapFile(join(folder, "absent.json")))).toContain("no such file");
    mkdirSync(join(folder, "folder.json"));
    expect(refusal(() => loadPinMapFile(join(folder, "folder.json")))).toMatch(
      /not a regular file|cannot be read/,
    );
  });

  const pipes = process.platform !== "win32" && requireTool("mkfifo", ["--version"]);
  it.runIf(pipes)("does not wait for the writer of a named pipe", () => {
    const pipe = join(folder, "pipe.json");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    expect(refusal(() => loadPinMapFile(pipe))).toContain("not a regular file");
  });

  it("takes a file that an editor began with a byte order mark", () => {
    expect(loadPinMapFile(file(`\u{feff}${uno()}`))).toEqual(loadPinMap("arduino-uno"));
  });
});

describe("jsonFault", () => {
  it("agrees with JSON.parse about every damaged pin map", () => {
    const good = readFileSync(new URL("../../wiring/arduino-uno.json", import.meta.url), "utf8");
    const damage = fc.tuple(
      fc.nat(good.length),
      fc.nat(3),
      fc.oneof(fc.string({ unit: "binary", maxLength: 3 }), fc.constantFrom(...'{}[]:,"\\0-.eE1 \n')),
    );
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (hurts) => {
        const text = hurts.reduce((t, [at, cut, put]) => t.slice(0, at) + put + t.slice(at + cut), good);
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const fault = jsonFault(text);
        if (fault?.what.endsWith("given twice")) return;
        expect(fault === undefined).toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });

  it("accepts all that JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => jsonFault(text) === undefined),
      { numRuns: 1000 },
    );
  });
});
