import { describe, expect, it } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { unoPicture } from "../../src/wiring-drawing/uno-svg.ts";
import { Nets, wantedNets } from "./netlist.ts";
import { crosses, overlap, type Picture, type Place, pieces, readPicture } from "./picture.ts";

const maps = [
  ["as it comes along", loadPinMap("arduino-uno")],
  ["with a common anode", loadPinMap("arduino-uno", { led: "anode" })],
  ["with an active-low relay", loadPinMap("arduino-uno", { relay: "active-low" })],
  ["without a relay", loadPinMap("arduino-uno", { relay: "none" })],
] as const;

const LOAD = /^(relay:(COM|NO|NC)|battery:|lamp:)/;

function nets(picture: Picture): Nets {
  const found = new Nets();
  picture.wires.forEach((points, i) => {
    for (const end of [points[0]!, points.at(-1)!]) {
      const here = endsAt(picture, end);
      expect(here.length, `wire ${points.join(" ")} ends in the air`).toBeGreaterThan(0);
      for (const name of here) found.join(`wire ${i}`, name);
    }
  });
  // A leg of the LED and the end of its resistor meet in one dot, without a wire.
  for (const name of picture.terminals.keys())
    for (const other of endsAt(picture, picture.terminals.get(name)!)) found.join(name, other);
  return found;
}

function endsAt({ terminals, rails }: Picture, [x, y]: Place): readonly string[] {
  const pins = [...terminals].filter(([, place]) => place[0] === x && place[1] === y).map(([name]) => name);
  const rows = rails
    .filter((rail) => rail.y === y && x >= rail.left && x <= rail.right)
    .map(({ name }) => name);
  return [...pins, ...rows];
}

describe.each(maps)("the picture of the Uno %s", (_, map) => {
  const svg = unoPicture(map);
  const picture = readPicture(svg);

  it("draws the wires that the pin map says, from dot to dot", () => {
    const ours = (name: string) => !name.startsWith("wire ") && !LOAD.test(name);
    expect(nets(picture).among(ours)).toEqual(wantedNets(map));
  });

  it("puts lamp and battery in one loop with COM and NO, away from every wire of the Uno", () => {
    if (!map.relay.fitted) return;
    const found = nets(picture);
    const loop = ["relay:COM", "battery:-", "relay:NO"].map((name) =>
      found.of(name).filter((other) => !other.startsWith("wire ")),
    );
    expect(loop).toEqual([
      ["battery:+", "relay:COM"],
      ["battery:-", "lamp:2"],
      ["lamp:1", "relay:NO"],
    ]);
  });

  it("has no label over another label, a wire or the edge of a box", () => {
    const lines = picture.strokes.flatMap(pieces);
    for (const [i, label] of picture.labels.entries()) {
      for (const other of picture.labels.slice(i + 1))
        expect(overlap(label, other), `"${label.words}" over "${other.words}"`).toBe(false);
      for (const line of lines) expect(overlap(label, line), `"${label.words}" over a wire`).toBe(false);
      for (const box of picture.boxes)
        expect(crosses(label, box), `"${label.words}" over an edge`).toBe(false);
    }
  });

  it("crosses no jumper wire with another, only with the rails", () => {
    const wires = picture.wires.map(pieces);
    for (const [i, wire] of wires.entries())
      for (const other of wires.slice(i + 1))
        for (const piece of wire)
          for (const against of other)
            expect(overlap(thick(piece), thick(against)), JSON.stringify([piece, against])).toBe(false);
  });

  it("tells what it shows to those who cannot see it, and needs no font or file from elsewhere", () => {
    expect(svg).toMatch(/<title id="title">.+<\/title>/);
    expect(/<desc id="desc">(.+)<\/desc>/.exec(svg)?.[1]).toContain(`uno:${map.led.red} to r-red:1`);
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title desc"/);
    expect(svg).not.toMatch(/href|url\(|@import|<script|<style/);
  });

  it("warns of mains wherever a relay is shown", () => {
    expect(svg.includes("Never mains")).toBe(map.relay.fitted);
  });
});

function thick({ left, right, top, bottom }: ReturnType<typeof pieces>[number]) {
  return { left: left - 2, right: right + 2, top: top - 2, bottom: bottom + 2 };
}
