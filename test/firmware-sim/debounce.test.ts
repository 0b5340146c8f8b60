import { describe, expect, it } from "vitest";
import { onlinePlug, type WorldRig } from "../support/world-rig.ts";

/** Lets the contact chatter: alternating edges, `gaps` ms apart, beginning with the opposite of `down`. */
const chatter = (rig: WorldRig, down: boolean, gaps: readonly number[]) => {
  let level = down;
  for (const gap of gaps) {
    level = !level;
    rig.wait(gap).input({ kind: "edge", down: level });
  }
  return rig;
};

const taps = (rig: WorldRig) => rig.effectsOf("gesture").filter(({ gesture }) => gesture === "shortRelease");

describe("a bouncing contact", () => {
  it("makes one press of 20 ms of chatter", () => {
    const rig = chatter(onlinePlug().press(), true, [2, 3, 1, 4, 5, 5]).wait(100).release().wait(100);
    expect(rig.gestures()).toEqual(["initialPress", "shortRelease"]);
    expect(rig.relayClosed).toBe(true);
  });

  it("makes one release of 20 ms of chatter, dated to its first edge", () => {
    const rig = chatter(onlinePlug().hold(200), false, [2, 3, 1, 4, 5, 5]).wait(100);
    expect(taps(rig)).toEqual([{ kind: "gesture", gesture: "shortRelease", heldFor: 200 }]);
  });

  it("counts a press at its first edge, at once", () => {
    const rig = onlinePlug().press();
    expect(rig.gestures()).toEqual(["initialPress"]);
    expect(rig.plug.pressedAt).toBe(rig.now);
  });

  it("counts a release when it has been stable for 30 ms, not before", () => {
    const rig = onlinePlug().hold(200).wait(29);
    expect(rig.relayClosed).toBe(false);
    expect(rig.wait(1).relayClosed).toBe(true);
  });

  it("takes 29 ms without contact for a drop-out and 30 ms for a release", () => {
    const dropOut = onlinePlug().hold(500).wait(29).press();
    expect(dropOut.state("button")).toBe("pressed");
    expect(dropOut.gestures()).toEqual(["initialPress"]);
    const release = onlinePlug().hold(500).wait(30).press();
    expect(release.gestures()).toEqual(["initialPress", "shortRelease", "initialPress"]);
  });

  it("dates a release to the first edge up of its burst, also when the burst began with a drop-out", () => {
    const rig = onlinePlug().hold(400).wait(20).press().wait(20).release().wait(100);
    expect(taps(rig)[0]).toMatchObject({ heldFor: 400 });
  });

  it("dates a release apart from a drop-out that had ended 30 ms before", () => {
    const rig = onlinePlug().hold(400).wait(5).press().wait(30).release().wait(100);
    expect(taps(rig)[0]).toMatchObject({ heldFor: 435 });
  });

  it("ignores the same level told twice", () => {
    const rig = onlinePlug().press().wait(50).press().wait(50).release().wait(10).release().wait(20);
    expect(taps(rig)[0]).toMatchObject({ heldFor: 100 });
  });
});

describe("a drop-out during a hold", () => {
  it("of 5 ms at 12,100 ms neither resets nor starts the hold anew", () => {
    const rig = onlinePlug().hold(12_100).wait(5).press().wait(5000);
    expect(rig.state("button")).toBe("armed");
    expect(rig.patterns()).not.toContain("resetting");
    rig.release().wait(8000);
    expect(rig.stored?.wifi).toBeNull();
  });

  it("does not start the lamp's pattern anew", () => {
    const rig = onlinePlug().hold(12_100);
    const shownAt = rig.plug.shownAt;
    rig.wait(5).press().wait(1000);
    expect(rig.plug.shownAt).toBe(shownAt);
  });

  it.each([
    [12_252, "online"],
    [12_253, "setup"],
  ])(
    "across 12,000 ms shows red alone 3 ms late, and the guard counts from then: let go at %i, %s",
    (ms, end) => {
      const rig = onlinePlug().hold(11_995).wait(8);
      expect(rig.state("button")).toBe("mixed");
      rig.press();
      expect(rig.state("button")).toBe("armed");
      rig
        .wait(ms - 12_003)
        .release()
        .wait(8000);
      expect(rig.state("lifecycle")).toBe(end);
    },
  );

  it("reaches no rung while the release is in doubt", () => {
    const rig = onlinePlug().hold(2990).wait(29);
    expect(rig.state("button")).toBe("pressed");
    expect(rig.press().state("button")).toBe("mixed");
  });

  it("of 30 ms is a release: the hold begins anew", () => {
    const rig = onlinePlug().hold(11_000).wait(30).press().wait(2999);
    expect(rig.state("button")).toBe("pressed");
    expect(rig.wait(1).state("button")).toBe("mixed");
  });
});
