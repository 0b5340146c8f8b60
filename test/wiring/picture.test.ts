import { describe, expect, it } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { unoPicture } from "../../src/wiring-drawing/uno-svg.ts";
import { wantedNets } from "./netlist.ts";
import { readPicture } from "./picture.ts";
import { labelFaults, loadLoop, meetings, netsOf } from "./picture-faults.ts";

const maps = [
  ["as it comes along", loadPinMap("arduino-uno")],
  ["with a common anode", loadPinMap("arduino-uno", { led: "anode" })],
  ["with an active-low relay", loadPinMap("arduino-uno", { relay: "active-low" })],
  ["without a relay", loadPinMap("arduino-uno", { relay: "none" })],
] as const;

const LOAD = /^(relay:(COM|NO|NC)|battery:|lamp:)/;

describe.each(maps)("the picture of the Uno %s", (_, map) => {
  const svg = unoPicture(map);
  const picture = readPicture(svg);

  it("draws the wires that the pin map says, from dot to dot", () => {
    const ours = (name: string) => !name.startsWith("wire ") && !LOAD.test(name);
    expect(netsOf(picture).among(ours)).toEqual(wantedNets(map));
  });

  it("puts lamp and battery in one loop with COM and NO, away from every wire of the Uno", () => {
    if (!map.relay.fitted) return;
    expect(loadLoop(netsOf(picture))).toEqual([
      ["battery:+", "relay:COM"],
      ["battery:-", "lamp:2"],
      ["lamp:1", "relay:NO"],
    ]);
  });

  it("has no label over another label, a wire or the edge of a box", () => {
    expect(labelFaults(picture)).toEqual([]);
  });

  it("crosses no jumper wire with another, only with the rails", () => {
    expect(meetings(picture)).toEqual({ crossings: 0, along: [] });
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
