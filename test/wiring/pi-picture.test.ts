import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pinFaults } from "../../board/pins/rules.ts";
import { loadPinMap, type PinMap } from "../../board/pins.ts";
import { piCircuitPicture, piPicture } from "../../src/wiring-drawing/pi-svg.ts";
import { isCircuit, joinSupplies, wantedPiNets } from "./pi-header.ts";
import { type Picture, readPicture } from "./picture.ts";
import { labelFaults, loadLoop, meetings, netsOf } from "./picture-faults.ts";

const shipped = loadPinMap("raspberry-pi");
const maps = (["cathode", "anode"] as const).flatMap((led) =>
  (["active-high", "active-low", "none"] as const).map(
    (relay) => [`common ${led}, relay ${relay}`, loadPinMap("raspberry-pi", { led, relay })] as const,
  ),
);

/** Any pin map that the rules let through. */
const anyMap: fc.Arbitrary<PinMap> = fc
  .record({
    pins: fc.uniqueArray(fc.integer({ min: 4, max: 27 }), { minLength: 5, maxLength: 5 }),
    common: fc.constantFrom("cathode", "anode"),
    relay: fc.constantFrom(
      { active: "high", fitted: true },
      { active: "low", fitted: true },
      { active: "high", fitted: false },
    ),
  })
  .map(
    ({ pins: [button, red, green, blue, pin], common, relay }): PinMap => ({
      board: "raspberry-pi",
      button: { pin: button! },
      led: { red: red!, green: green!, blue: blue!, common },
      relay: { pin: pin!, ...relay },
    }),
  )
  .filter((map) => pinFaults(map).length === 0);

const joined = (picture: Picture) => joinSupplies(netsOf(picture)).among(isCircuit);

describe.each(maps)("the picture of the Raspberry Pi: %s", (_, map) => {
  const svg = piPicture(map);
  const picture = readPicture(svg);

  it("draws the wires that the pin map says, from pin to part", () => {
    expect(joined(picture)).toEqual(wantedPiNets(map));
  });

  it("has each label free, and no wire along another", () => {
    expect(labelFaults(picture)).toEqual([]);
    expect(meetings(picture).along).toEqual([]);
  });

  it("warns of mains wherever a relay is shown, and of 5 V always", () => {
    expect(svg.includes("Never mains")).toBe(map.relay.fitted);
    expect(svg).toContain("No GPIO may ever see 5V.");
  });

  it("brings 5V to the relay module and to nothing else", () => {
    const supply = map.relay.active === "low" ? "relay:JD-VCC" : "relay:VCC";
    const fed = netsOf(picture).of("pi:2");
    expect(fed.filter((name) => !/^(wire |pi:2$)/.test(name))).toEqual(map.relay.fitted ? [supply] : []);
    expect(picture.terminals.has("pi:4")).toBe(false);
  });

  it("puts lamp and battery in one loop with COM and NO, away from every wire of the Raspberry Pi", () => {
    if (!map.relay.fitted) return;
    expect(loadLoop(netsOf(picture))).toEqual([
      ["battery:+", "relay:COM"],
      ["battery:-", "lamp:2"],
      ["lamp:1", "relay:NO"],
    ]);
  });

  it("has one wire on each pin of the header", () => {
    const starts = picture.wires.map(([start]) => String(start));
    expect(new Set(starts).size).toBe(starts.length);
  });
});

describe("the picture of the Raspberry Pi", () => {
  const svg = piPicture(shipped);

  it("crosses no wire with another as it comes along", () => {
    expect(meetings(readPicture(svg)).crossings).toBe(0);
  });

  it("names all forty places and every GPIO", () => {
    const words = readPicture(svg).labels.map((label) => label.words);
    for (let place = 1; place <= 40; place++) expect(words).toContain(String(place));
    for (let gpio = 0; gpio <= 27; gpio++) expect(words).toContain(`GPIO ${gpio}`);
    expect(words.filter((word) => word === "GND").length).toBeGreaterThanOrEqual(8);
  });

  it("draws any usable pin map: right wires, free labels, no wire along another", () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const picture = readPicture(piCircuitPicture(map));
        expect(joined(picture)).toEqual(wantedPiNets(map));
        expect(labelFaults(picture)).toEqual([]);
        expect(meetings(picture).along).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["low", 24, "relay:VCC"],
    ["low", 6, undefined],
    ["high", 24, undefined],
    ["high", 6, "relay:GND"],
  ] as const)("holds an active-%s relay on GPIO %d by a resistor to %s", (active, pin, held) => {
    const drawn = piPicture({ ...shipped, relay: { pin, active, fitted: true } });
    const { terminals, labels } = readPicture(drawn);
    const height = (name: string) => terminals.get(name)?.[1];
    expect(height("r-pull:1")).toBe(held === undefined ? undefined : height("relay:IN"));
    expect(height("r-pull:2")).toBe(held === undefined ? undefined : height(held));
    expect(labels.some(({ words }) => words === "10 kΩ at the relay")).toBe(held !== undefined);
  });

  it("tells what it shows to those who cannot see it, and needs no font or file from elsewhere", () => {
    expect(svg).toMatch(/<title id="title">.+<\/title>/);
    expect(/<desc id="desc">(.+)<\/desc>/.exec(svg)?.[1]).toContain("pi:13 to r-red:1");
    expect(svg).not.toMatch(/href|url\(|@import|<script|<style/);
  });
});
