import { describe, expect, it } from "vitest";
import { matterPlug } from "../../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, WorldRig } from "../../support/world-rig.ts";
import { rhythmOf } from "./rhythm.ts";

const online = () => onlinePlug({ profile: matterPlug });
const fresh = () => new WorldRig({ profile: matterPlug }).powerOn().wait(1000);

describe("a Matter plug: the button (connectedhomeip, AppTask)", () => {
  it("says from 3 s on, blinking 500/500, that a reset is pending", () => {
    const rig = online().press().wait(2999);
    expect(rig.pattern).toBe("connected");
    expect(rig.wait(1).pattern).toBe("resetPending");
    expect(rhythmOf(rig)).toBe("green 500, off 500");
  });

  it("cancels when it is let go within the 3 s after that", () => {
    for (const ms of [3000, 4500, 5999]) {
      const rig = online().hold(ms).wait(10_000);
      expect(rig.stored).toEqual(provisionedRecord());
      expect(rig.effectsOf("gesture").at(-1)).toMatchObject({ rung: "resetPending", cancelled: true });
      expect([rig.pattern, rig.relayClosed]).toEqual(["connected", false]);
    }
  });

  it("resets at 6 s with the button still down", () => {
    const rig = online().press().wait(5999);
    expect(rig.state("lifecycle")).toBe("online");
    expect([rig.wait(1).state("lifecycle"), rig.plug.contact.down]).toEqual(["resetting", true]);
  });
});

describe("a Matter plug: the status lamp (connectedhomeip, AppTask and BaseApplication)", () => {
  it("blinks 50/950 while it belongs to nobody, also after the 15 min in which it can be set up", () => {
    expect(rhythmOf(fresh())).toBe("green 50, off 950");
    const late = fresh().wait(899_999);
    expect(late.state("lifecycle")).toBe("setup");
    expect([late.wait(1).state("lifecycle"), rhythmOf(late)]).toEqual([
      "idle-unprovisioned",
      "green 50, off 950",
    ]);
  });

  it("blinks 100/100 while somebody sets it up", () => {
    expect(rhythmOf(fresh().provision())).toBe("green 100, off 100");
  });

  it("blinks 950/50 once it is set up and without its network", () => {
    const rig = online().home({ kind: "setWifi", to: "down", how: "cut" });
    expect(rhythmOf(rig)).toBe("green 950, off 50");
  });

  it("is solid when all is connected, whatever the outlet does", () => {
    expect(rhythmOf(online())).toBe("steady green");
    expect(rhythmOf(online().tap())).toBe("steady green");
  });

  it("blinks 250/250 to be identified, before any status", () => {
    expect(rhythmOf(online().input({ kind: "identify" }))).toBe("green 250, off 250");
    expect(rhythmOf(fresh().input({ kind: "identify" }))).toBe("green 250, off 250");
  });
});
