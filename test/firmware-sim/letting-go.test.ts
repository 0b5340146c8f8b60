import { describe, expect, it } from "vitest";
import { HOME_WIFI, onlinePlug, WorldRig } from "../support/world-rig.ts";

describe("the moment of letting go", () => {
  it.each([
    [2999, "online"],
    [3000, "online"],
    [11_999, "online"],
    [12_000, "online"],
    [12_249, "online"],
    [12_250, "setup"],
    [12_400, "setup"],
    [12_600, "setup"],
  ])("%i ms: the plug ends %s", (ms, lifecycle) => {
    const rig = onlinePlug().hold(ms).wait(8000);
    expect(rig.state("lifecycle")).toBe(lifecycle);
    const reset = lifecycle === "setup";
    expect(rig.stored?.wifi).toEqual(reset ? null : HOME_WIFI);
    expect(rig.listed).toEqual(reset ? [] : ["home"]);
    expect(rig.relayClosed).toBe(false);
  });

  it("decides by when the button went up, not by when that was certain", () => {
    const rig = onlinePlug().hold(12_249).wait(1000);
    expect(rig.effectsOf("gesture").at(-1)).toMatchObject({
      heldFor: 12_249,
      rung: "armed",
      cancelled: true,
    });
  });

  it("shows red alone from 12,000 ms on, so that lamp and decision agree", () => {
    const rig = onlinePlug().press().wait(11_999);
    expect(rig.pattern).toBe("mixed");
    rig.wait(1);
    expect([rig.pattern, rig.color]).toEqual(["armed", "red"]);
    expect([rig.wait(249).color, rig.wait(1).color]).toEqual(["red", "off"]);
  });

  it("never resets before one whole red flash was seen, whatever the length of the hold", () => {
    for (let ms = 0; ms <= 13_000; ms += 83) {
      const rig = onlinePlug().hold(ms).wait(30);
      expect([ms, rig.pattern === "resetting"]).toEqual([ms, ms >= 12_250]);
    }
  });
});

describe("a hold that is let go while red and blue alternate", () => {
  const held = (ms: number) => onlinePlug().tap().hold(ms).wait(30);

  it("is cancelled and brings the lamp back to what it was", () => {
    const rig = held(6000);
    expect(rig.effectsOf("gesture").at(-1)).toMatchObject({ rung: "mixed", cancelled: true });
    expect([rig.pattern, rig.color]).toEqual(["on", "blue"]);
  });

  it("starts the pattern it comes back to anew", () => {
    const rig = new WorldRig().powerOn().wait(2300).hold(5000).wait(30);
    expect([rig.pattern, rig.plug.shownAt]).toEqual(["setup", rig.now]);
    expect(rig.lamp.at(-1)).toEqual({ at: rig.now, color: "blue" });
  });

  it("leaves outlet, memory and account untouched", () => {
    const rig = onlinePlug().tap();
    const [stored, relays] = [rig.stored, rig.effectsOf("relay").length];
    rig.hold(11_000).wait(5000);
    expect(rig.stored).toBe(stored);
    expect(rig.listed).toEqual(["home"]);
    expect(rig.relayClosed).toBe(true);
    expect(rig.effectsOf("relay").length).toBe(relays);
  });

  it("can be begun again at once, and counts from zero", () => {
    const rig = held(11_000).press().wait(2999);
    expect(rig.state("button")).toBe("pressed");
    expect(rig.wait(1).state("button")).toBe("mixed");
    expect(rig.wait(9000).state("button")).toBe("armed");
  });

  it("alternates red and blue without a dark gap, never both at once", () => {
    const rig = onlinePlug();
    const at = rig.now;
    rig.press().wait(4999);
    expect(rig.lamp.filter((change) => change.at > at)).toEqual(
      [3000, 3250, 3500, 3750, 4000, 4250, 4500, 4750].map((ms, i) => ({
        at: at + ms,
        color: i % 2 === 0 ? "red" : "blue",
      })),
    );
  });
});
