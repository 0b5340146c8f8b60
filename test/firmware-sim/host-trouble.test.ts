import { describe, expect, it } from "vitest";
import { instant } from "../../firmware-sim/index.ts";
import { HOME_WIFI, onlinePlug, type WorldRig } from "../support/world-rig.ts";

/** The host could not look for `ms`: what fell due is caught up in one go, and the plug is told. */
function stall(rig: WorldRig, ms: number): WorldRig {
  const since = instant(rig.now);
  rig.now += ms;
  rig.world.advance(instant(rig.now));
  return rig.input({ kind: "stalled", since });
}

describe("a host that was stalled during a hold", () => {
  it.each([
    [249, "online"],
    [250, "setup"],
  ])("counts the guard from when red alone was really shown: let go %i ms later, %s", (ms, end) => {
    const rig = stall(onlinePlug().press().wait(11_000), 5000);
    expect(rig.pattern).toBe("armed");
    rig.wait(ms).release().wait(8000);
    expect(rig.state("lifecycle")).toBe(end);
  });

  it("does not ask for the guard again when red alone was seen before the stall", () => {
    const rig = stall(onlinePlug().press().wait(12_300), 5000);
    expect(rig.release().wait(8000).state("lifecycle")).toBe("setup");
  });

  it("changes nothing when no hold goes on", () => {
    const rig = stall(onlinePlug().tap(), 5000);
    expect(rig.relayClosed).toBe(true);
    expect(rig.tap().relayClosed).toBe(false);
  });
});

describe("a button that is found up, and nobody saw it go up", () => {
  it.each([
    ["before the first rung", 500],
    ["red and blue", 6000],
    ["red alone", 14_000],
  ])("ends the hold without effect (%s)", (_, ms) => {
    const rig = onlinePlug().press().wait(ms).input({ kind: "buttonLost" }).wait(10_000);
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect([rig.relayClosed, rig.pattern, rig.state("button")]).toEqual([false, "dark", "up"]);
    expect(rig.notices()).toEqual(["holdLost"]);
  });

  it("counts again at the next press", () => {
    const rig = onlinePlug().press().wait(6000).input({ kind: "buttonLost" }).wait(100).tap();
    expect(rig.relayClosed).toBe(true);
  });

  it("also ends a press that did not count, without a word", () => {
    const rig = onlinePlug().hold(13_000).wait(1000).press().wait(10_000).input({ kind: "buttonLost" });
    expect([rig.state("button"), rig.notices().includes("holdLost")]).toEqual(["up", false]);
    expect(rig.tap().relayClosed).toBe(true);
  });
});
