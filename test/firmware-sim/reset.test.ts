import { describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import { onlinePlug, PLUG_TOPICS, WorldRig } from "../support/world-rig.ts";

const LONG = 13_000;
const unprovisioned = () => new WorldRig().powerOn().wait(5000);

describe("a factory reset", () => {
  it("goes through its lamp stages in order", () => {
    const rig = onlinePlug().hold(LONG).wait(8000);
    expect(rig.patterns()).toEqual(["boot", "dark", "mixed", "armed", "resetting", "setup"]);
  });

  it("is solid red for 5 s from the release's confirmation, then blinks blue 500/500", () => {
    const rig = onlinePlug().hold(LONG).wait(30);
    const at = rig.now;
    rig.wait(7000);
    expect(rig.lamp.filter((change) => change.at >= at)).toEqual([
      { at: at + 5000, color: "blue" },
      { at: at + 5500, color: "off" },
      { at: at + 6000, color: "blue" },
      { at: at + 6500, color: "off" },
      { at: at + 7000, color: "blue" },
    ]);
    expect(rig.lamp.findLast((change) => change.at < at)?.color).toBe("red");
  });

  it("leaves the record as from the factory", () => {
    const rig = onlinePlug().tap().input({ kind: "startUpSet", to: "on" });
    expect(rig.stored).toMatchObject({ startUp: "on", relayClosed: true });
    rig.hold(LONG).wait(8000);
    expect(rig.stored).toEqual(factoryRecord("previous"));
  });

  it("switches the outlet off when the button is let go, not before", () => {
    const rig = onlinePlug().tap().hold(LONG);
    expect(rig.relayClosed).toBe(true);
    rig.wait(30);
    expect(rig.relayClosed).toBe(false);
    expect(rig.effectsOf("relay").at(-1)).toMatchObject({ closed: false, source: "reset" });
    expect(rig.wait(60_000).relayClosed).toBe(false);
  });

  it("erases in an order that a cut can stop anywhere: intent, farewells, wipe, factory record", () => {
    const rig = onlinePlug();
    rig.effects.length = 0;
    rig.hold(LONG).wait(8000);
    const order = rig.effects.map(({ kind }) => kind).filter((kind) => /save|wipe|goodbye|keep/.test(kind));
    expect(order).toEqual(["save", "goodbye", "keep", "wipe", "save"]);
    const [intent, last] = rig.effectsOf("save").map(({ record }) => record);
    expect(intent?.intent).toEqual({ kind: "factory", linkUp: true, goodbyeTopics: PLUG_TOPICS });
    expect(intent?.wifi).toBeNull();
    expect(last?.intent).toBeNull();
  });

  it("opens the set-up window anew", () => {
    const rig = unprovisioned().wait(800_000).hold(LONG).wait(5030);
    expect(rig.wait(899_999).state("lifecycle")).toBe("setup");
    expect(rig.wait(1).state("lifecycle")).toBe("idle-unprovisioned");
  });

  it("ends an identify", () => {
    const rig = onlinePlug().press().wait(12_500).input({ kind: "identify" }).release().wait(5030);
    expect(rig.pattern).toBe("setup");
    expect(rig.wait(10_000).patterns()).not.toContain("identify");
  });
});

describe("a factory reset of a plug that has nothing to forget", () => {
  it("goes through the same lamp stages and ends blue", () => {
    const rig = unprovisioned().hold(LONG).wait(8000);
    expect(rig.patterns()).toEqual(["boot", "setup", "mixed", "armed", "resetting", "setup"]);
    expect(rig.stored).toEqual(factoryRecord("previous"));
  });

  it("can be done twice in a row with the same end", () => {
    const once = onlinePlug().hold(LONG).wait(8000).stored;
    const twice = onlinePlug().hold(LONG).wait(8000).hold(LONG).wait(8000);
    expect(twice.stored).toEqual(once);
    expect(twice.notices().filter((notice) => notice === "resetDone")).toHaveLength(2);
  });

  it("says goodbye to nobody and removes nothing", () => {
    const rig = unprovisioned().hold(LONG).wait(8000);
    expect(rig.effectsOf("goodbye")).toEqual([]);
    expect(rig.effectsOf("keep")).toEqual([]);
  });

  it("is done in idle-unprovisioned too, and reopens the set-up", () => {
    const rig = unprovisioned().wait(900_000);
    expect(rig.state("lifecycle")).toBe("idle-unprovisioned");
    expect(rig.hold(LONG).wait(8000).state("lifecycle")).toBe("setup");
  });

  it("breaks off a join: nothing comes of it, on either side", () => {
    const rig = unprovisioned().press().wait(12_400).provision().wait(100).release().wait(8000);
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.listed).toEqual([]);
    expect(rig.stored?.wifi).toBeNull();
    expect(rig.world.home.station).toBe("away");
  });

  it("breaks off a join also while the store is slow to keep the intent", () => {
    const rig = new WorldRig({ store: "by hand" }).powerOn().wait(5000);
    rig.press().wait(12_400).provision().wait(100).release().wait(8000);
    expect(rig.waitingForStore).toEqual(["save"]);
    expect(rig.listed).toEqual([]);
  });
});
