import { describe, expect, it } from "vitest";
import { tasmotaPlug } from "../../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, WorldRig } from "../../support/world-rig.ts";
import { rhythmOf } from "./rhythm.ts";

const online = () => onlinePlug({ profile: tasmotaPlug });
const fresh = () => new WorldRig({ profile: tasmotaPlug }).powerOn();
const wifiDown = { kind: "setWifi", to: "down", how: "cut" } as const;

describe("a plug with Tasmota: the button (support_button_v4.ino)", () => {
  it("debounces for 50 ms", () => {
    const rig = online().hold(20).wait(49);
    expect(rig.relayClosed).toBe(false);
    expect(rig.wait(1).relayClosed).toBe(true);
  });

  it("counts a hold from 4 s on, SetOption32 at 40 tenths, and no longer toggles", () => {
    expect(online().hold(3999).wait(100).relayClosed).toBe(true);
    const rig = online().hold(4000).wait(100);
    expect(rig.relayClosed).toBe(false);
    expect(rig.effectsOf("gesture").at(-1)).toMatchObject({ rung: "held", cancelled: true });
  });

  it("resets at ten times the hold, 40 s, with the button still down", () => {
    const rig = online().press().wait(39_999);
    expect(rig.state("lifecycle")).toBe("online");
    expect([rig.wait(1).state("lifecycle"), rig.plug.contact.down]).toEqual(["resetting", true]);
  });

  it("does not reset when it is let go before 40 s", () => {
    expect(online().hold(39_999).wait(10_000).stored).toEqual(provisionedRecord());
  });

  it("ignores what is pressed in the first 4 s of power", () => {
    const rig = fresh().wait(3998).press();
    expect(rig.refusals()).toEqual(["press busy"]);
    rig.wait(60_000).release().wait(100);
    expect([rig.relayClosed, rig.notices().includes("resetBegun")]).toEqual([false, false]);
    expect(fresh().wait(4000).tap().relayClosed).toBe(true);
  });
});

describe("a plug with Tasmota: the lamp (support_tasmota.ino, Every250mSeconds)", () => {
  it("blinks 750/750 without a network", () => {
    expect(rhythmOf(online().home(wifiDown))).toBe("blue 750, off 750");
    expect(rhythmOf(fresh().wait(5000))).toBe("blue 750, off 750");
  });

  it("blinks 1750/1750 with a network and without what is behind it", () => {
    expect(rhythmOf(online().home({ kind: "setCloud", to: "down" }))).toBe("blue 1750, off 1750");
  });

  it("shows a lost network before a lost broker", () => {
    const rig = online().home({ kind: "setCloud", to: "down" }).home(wifiDown);
    expect(rhythmOf(rig)).toBe("blue 750, off 750");
  });

  it("is solid while it restarts", () => {
    const rig = online().press().wait(40_000);
    const from = rig.now;
    expect([rig.wait(1999).state("lifecycle"), rig.colorsSince(from)]).toEqual(["resetting", ["blue"]]);
  });
});
