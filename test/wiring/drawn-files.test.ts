import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPinMap, type PinMap } from "../../board/pins.ts";
import { wiringFiles } from "../../scripts/wiring/files.ts";
import { headerPlace } from "../../src/wiring-drawing/pi-header.ts";

function read(name: string): string {
  return readFileSync(new URL(`../../wiring/${name}`, import.meta.url), "utf8").replaceAll("\r\n", "\n");
}

const maps = { uno: loadPinMap("arduino-uno"), pi: loadPinMap("raspberry-pi") };
const readme = read("README.md");

function redrawn(uno: PinMap): string {
  return wiringFiles({ ...maps, uno }, readme).get("README.md")!;
}

describe("the files drawn from the pin maps", () => {
  it.each([...wiringFiles(maps, readme)])("finds wiring/%s as the pin maps say", (name, content) => {
    expect(read(name) === content, "stale: run npx tsx scripts/draw-wiring.ts").toBe(true);
  });

  it("changes each of them when its pin map changes", () => {
    const uno: PinMap = { ...maps.uno, led: { ...maps.uno.led, red: 11, blue: 9 } };
    const pi: PinMap = { ...maps.pi, button: { pin: 26 } };
    for (const [name, content] of wiringFiles({ uno, pi }, readme))
      expect(content, name).not.toBe(read(name));
    expect(wiringFiles({ ...maps, pi }, readme).get("README.md")).not.toBe(readme);
    expect(wiringFiles({ ...maps, uno }, readme).get("raspberry-pi.svg")).toBe(read("raspberry-pi.svg"));
  });

  it("keeps the README's own text and can be drawn again without a change", () => {
    const once = redrawn(loadPinMap("arduino-uno", { led: "anode", relay: "none" }));
    expect(wiringFiles(maps, once).get("README.md")).toBe(readme);
  });

  it("refuses a README that lost a marker", () => {
    expect(() => wiringFiles(maps, readme.replace("<!-- end bands -->", ""))).toThrow("lacks");
  });
});

describe("wiring/README.md", () => {
  it("gives each pin of the Uno to its part, in the table and in the drawing", () => {
    const { led, button, relay } = maps.uno;
    for (const color of ["red", "green", "blue"] as const) {
      expect(readme).toMatch(
        new RegExp(`\\| \\*\\*${led[color]}\\*\\* +\\| 220 Ω resistor \\| ${color} leg`),
      );
      expect(readme).toMatch(new RegExp(`Uno +${led[color]} ──\\[220 Ω\\]── ${color} leg`));
    }
    expect(readme).toMatch(
      new RegExp(`\\| \\*\\*${button.pin}\\*\\* +\\| nothing +\\| one leg of the button`),
    );
    expect(readme).toMatch(new RegExp(`Uno +${button.pin} ─+ button ─+ Uno GND`));
    expect(readme).toMatch(new RegExp(`Uno +${relay.pin} ─+ │ IN`));
  });

  it("drops the relay and moves the longest leg when the pin map says so", () => {
    const text = redrawn(loadPinMap("arduino-uno", { led: "anode", relay: "none" }));
    expect(text).toMatch(/Uno {2}5V ─+ longest leg ──┼── RGB LED, common anode/);
    expect(text).not.toContain("│ IN");
  });

  it("gives each GPIO of the Raspberry Pi its place on the header", () => {
    const { led, button, relay } = maps.pi;
    for (const gpio of [led.red, led.green, led.blue, button.pin, relay.pin])
      expect(readme).toMatch(new RegExp(`\\| \\*\\*${headerPlace(gpio)}\\*\\* +\\| GPIO ${gpio} +\\|`));
  });

  it("says before anything else that mains is never switched", () => {
    expect(readme.indexOf("**Never mains.**")).toBeLessThan(readme.indexOf("## Parts"));
  });

  it("has only commands and flags that exist", () => {
    const commands = [...readme.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block]) =>
      block!.trim().split("\n"),
    );
    expect(commands.length).toBeGreaterThan(4);
    const wired =
      "( --led anode)?( --relay (active-low|none))?( --pins my-pins\\.json)?( --led anode)?( --relay none)?";
    const known = new RegExp(
      `^npx (plugbench (run --board arduino${wired}|wiring check( --board emulated-uno)?|doctor|flash|` +
        `(run|wiring show) --board raspberry-pi${wired}|wiring show${wired})|tsx scripts/draw-wiring\\.ts)$`,
    );
    for (const command of commands) expect(command).toMatch(known);
  });

  it("says of the Raspberry Pi that mains and 5 V are never to be seen, before its first wire", () => {
    const section = readme.slice(readme.indexOf("\n## Raspberry Pi\n"));
    const wires = section.indexOf("### The wires");
    expect(section.indexOf("**No GPIO may ever see 5V.**")).toBeLessThan(wires);
    expect(section.slice(wires)).toContain("**Never mains.**");
  });
});
