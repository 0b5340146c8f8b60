import { describe, expect, it } from "vitest";
import { HOME_WIFI, onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

describe("the button while the plug boots", () => {
  it("is ignored, and the trace says why", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn().wait(500).tap().wait(10_000);
    expect(rig.relayClosed).toBe(false);
    expect(rig.gestures()).toEqual([]);
    expect(rig.refusals()).toContain("press busy");
  });

  it("stays ignored when it is held on beyond the boot, until it is let go", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn().wait(500).press().wait(60_000);
    expect([rig.state("button"), rig.pattern]).toEqual(["ignored", "dark"]);
    rig.release().wait(100).tap();
    expect(rig.relayClosed).toBe(true);
  });
});

describe("a button that is down when mains comes", () => {
  it("is ignored until it is let go, however long", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn(true).wait(30_000);
    expect(rig.patterns()).toEqual(["boot", "dark"]);
    rig.release().wait(8000);
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect([rig.relayClosed, rig.gestures()]).toEqual([false, []]);
  });

  it("counts again after that", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn(true).wait(5000).release().wait(30);
    expect(rig.tap().relayClosed).toBe(true);
  });

  it("is not taken for a press when its contact chatters", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn(true).wait(5000);
    rig.release().wait(5).press().wait(20_000);
    expect([rig.state("button"), rig.gestures()]).toEqual(["ignored", []]);
  });
});

describe("the button during solid red", () => {
  const resetting = () => onlinePlug().hold(13_000).wait(1000);

  it("is ignored: taps and holds", () => {
    const rig = resetting().tap().tap().hold(2000).wait(3000);
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.relayClosed).toBe(false);
    expect(rig.refusals().filter((refusal) => refusal === "press busy")).toHaveLength(3);
    expect(rig.notices().filter((notice) => notice === "resetDone")).toHaveLength(1);
  });

  it("starts no second reset when it is held on, until it is let go", () => {
    const rig = resetting().press().wait(60_000);
    expect([rig.state("button"), rig.pattern]).toEqual(["ignored", "setup"]);
    rig.release().wait(100);
    expect(rig.patterns().filter((name) => name === "resetting")).toHaveLength(1);
  });

  it("counts again once it was let go", () => {
    const rig = resetting().press().wait(10_000).release().wait(100).press().wait(3000);
    expect(rig.pattern).toBe("mixed");
  });
});

describe("a finger that comes down again within 30 ms after letting go", () => {
  it("goes on holding: nothing is reset with the finger on the button", () => {
    const rig = onlinePlug().hold(13_000).wait(29).press().wait(3000);
    expect(rig.pattern).toBe("armed");
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
  });
});
