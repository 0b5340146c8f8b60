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

  it("draws the header of a Raspberry Pi, and refuses the pin map of another board", async () => {
    const { out } = await show("--board", "raspberry-pi");
    expect(out).toMatch(/^button, one leg +GPIO 17 +11$/m);
    expect(out).toContain("relay IN = GPIO 24");
    expect(out).toContain("relay module for 3.3 V signals");
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
