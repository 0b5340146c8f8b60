import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runs } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "plugbench-wiring-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readme = readFileSync(new URL("../../wiring/README.md", import.meta.url), "utf8");
const show = (...flags: string[]) => runs(["wiring", "show", ...flags]);

describe("wiring show", () => {
  it("begins with the sentence about mains, word for word that of the wiring page", async () => {
    const { code, out } = await show();
    expect(code).toBe(0);
    const sentence = out.split("\n")[0]!;
    expect(sentence).toMatch(/^Never mains\./);
    expect(readme.replaceAll("**", "").replaceAll(/\s+/g, " ")).toContain(sentence);
  });

  it("prints parts, a row for each wire, and the drawing that the wiring page has", async () => {
    const { out } = await show();
    for (const words of ["RGB LED with four legs", "relay module for 5 V"]) expect(out).toContain(words);
    expect(out).toMatch(/^9 +220 Ω resistor +red leg of the LED$/m);
    const [, drawing] = /```text\n(Uno [\s\S]*?)\n```/.exec(readme)!;
    expect(out).toContain(drawing);
  });

  it("follows flags and an own pin map", async () => {
    const { out } = await show("--led", "anode", "--relay", "none");
    expect(out).toMatch(/^5V +nothing +longest leg of the LED \(common anode\)$/m);
    expect(out).not.toMatch(/relay module|battery holder/);
    const own = join(folder, "own.json");
    const map = JSON.parse(
      readFileSync(new URL("../../wiring/arduino-uno.json", import.meta.url), "utf8"),
    ) as object;
    writeFileSync(own, JSON.stringify({ ...map, button: { pin: 16 } }));
    expect((await show("--pins", own)).out).toMatch(/^A2 +nothing +one leg of the button$/m);
  });

  it("prints the Raspberry Pi's parts, table and header, as its page has them, and never 5 V at a GPIO", async () => {
    const { out } = await show("--board", "raspberry-pi");
    expect(out.split("\n")[0]).toMatch(/^Never mains\./);
    expect(out).toMatch(/^11 +GPIO 17 +one leg of the button$/m);
    expect(out).toContain("relay module for 3.3 V signals");
    const [, drawing] = /```text\n( +3V3 [\s\S]*?)\n```/.exec(readme)!;
    expect(out).toContain(drawing);
    expect(out).toContain("No GPIO of a Raspberry Pi may ever see 5 V");
    expect(out).not.toContain("10 kΩ");
    expect((await show()).out).not.toContain("No GPIO");
  });

  it("tells where an active-low relay of a Raspberry Pi needs its resistor", async () => {
    const { out } = await show("--board", "raspberry-pi", "--relay", "active-low", "--led", "anode");
    expect(out).toMatch(/^none +none +10 kΩ resistor from IN of the relay module to 3V3$/m);
    expect(out).toMatch(/^17 +3V3 +longest leg of the LED \(common anode\)$/m);
    expect(out).toMatch(/^2 +5V +JD-VCC of the relay module, its jumper pulled off$/m);
    expect(out).toContain("Fit a 10 kΩ pull-up from IN to 3V3");
    expect(out).toMatch(/^resistor 10 kΩ +1 /m);
  });

  it("puts an LED in the relay's place of a Raspberry Pi, follows its own map, and refuses another board's", async () => {
    const { out } = await show("--board", "raspberry-pi", "--relay", "none");
    expect(out).toMatch(/^18 +GPIO 24 +longer leg of an LED in the relay's place, through 220 Ω$/m);
    expect(out).toMatch(/^resistor 220 Ω +4/m);
    expect(out).not.toMatch(/relay module|battery holder/);
    const pi = join(folder, "pi.json");
    const map = JSON.parse(
      readFileSync(new URL("../../wiring/raspberry-pi.json", import.meta.url), "utf8"),
    ) as object;
    writeFileSync(pi, JSON.stringify({ ...map, button: { pin: 26 } }));
    const own = await show("--board", "raspberry-pi", "--pins", pi);
    expect(own.out).toMatch(/^37 +GPIO 26 +one leg of the button$/m);
    expect(own.out).toMatch(/^ *button = GPIO 26 +37 o o/m);
    const uno = join(folder, "uno.json");
    writeFileSync(uno, readFileSync(new URL("../../wiring/arduino-uno.json", import.meta.url)));
    const refused = await show("--board", "raspberry-pi", "--pins", uno);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("add --board arduino-uno");
  });

  it("knows no other board", async () => {
    const { code, err } = await show("--board", "mega");
    expect(code).toBe(2);
    expect(err).toContain("arduino-uno, raspberry-pi");
  });
});
