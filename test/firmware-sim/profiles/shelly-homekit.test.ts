import { describe, expect, it } from "vitest";
import { shellyHomekit } from "../../../firmware-sim/index.ts";
import { HOME_WIFI, onlinePlug, provisionedRecord, WorldRig } from "../../support/world-rig.ts";
import { rhythmOf } from "./rhythm.ts";

const online = () => onlinePlug({ profile: shellyHomekit });

describe("a plug with shelly-homekit", () => {
  it("blinks 100/100 for the first 3 s (reset)", () => {
    const rig = new WorldRig({ profile: shellyHomekit }).powerOn();
    expect([rig.wait(2999).pattern, rig.wait(1).pattern]).toEqual(["boot", "setup"]);
    expect(rhythmOf(new WorldRig({ profile: shellyHomekit }).powerOn())).toBe("blue 100, off 100");
  });

  it("shows each state at its own pace (lamp)", () => {
    const fresh = new WorldRig({ profile: shellyHomekit }).powerOn().wait(3000);
    expect(rhythmOf(fresh)).toBe("blue 875, off 25");
    expect(rhythmOf(fresh.provision())).toBe("blue 200, off 200");
    const offline = online().home({ kind: "setCloud", to: "down" }).wait(10_000);
    expect(rhythmOf(offline)).toBe("blue 25, off 875");
    expect(rhythmOf(online().input({ kind: "identify" }))).toBe("blue 100, off 100");
    expect(rhythmOf(online().press())).toBe("steady blue");
    expect(rhythmOf(online())).toBe("steady off");
  });

  it.each([400, 600, 9999])("switches the outlet when it is let go after %i ms (input)", (ms) => {
    expect(online().hold(ms).wait(100).relayClosed).toBe(true);
  });

  it("forgets the Wi-Fi, and no pairing, after 10 s with the button down (lamp, reset)", () => {
    const rig = online().press().wait(10_000);
    expect(rig.pattern).toBe("resetting");
    rig.release().wait(30_000);
    expect([rig.stored?.wifi, rig.stored?.account, rig.state("lifecycle")]).toEqual([null, "home", "setup"]);
  });

  it("takes a release of 20 ms for one (input)", () => {
    const rig = online().hold(100).wait(19);
    expect(rig.gestures()).not.toContain("shortRelease");
    expect(rig.wait(1).gestures()).toContain("shortRelease");
  });

  it("keeps its Wi-Fi when it is only unplugged now and then", () => {
    const rig = new WorldRig({ profile: shellyHomekit, nvm: provisionedRecord() });
    for (let i = 0; i < 10; i++) rig.powerOn().wait(10_000).powerOff();
    expect(rig.powerOn().wait(30_000).stored?.wifi).toEqual(HOME_WIFI);
  });
});
