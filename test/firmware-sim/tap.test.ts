import { describe, expect, it } from "vitest";
import { onlinePlug } from "../support/world-rig.ts";

const relayEffects = (rig: ReturnType<typeof onlinePlug>) =>
  rig.effectsOf("relay").map(({ closed, source }) => [closed, source]);

describe("a tap", () => {
  it.each([
    [40, true],
    [999, true],
    [1000, true],
    [1001, false],
    [2999, false],
  ])("of %i ms toggles the outlet: %s", (ms, toggles) => {
    const rig = onlinePlug().hold(ms).wait(100);
    expect(rig.relayClosed).toBe(toggles);
    expect(rig.patterns()).toEqual(toggles ? ["boot", "dark", "on"] : ["boot", "dark"]);
  });

  it("acts when it ends, not while the button is down", () => {
    expect(onlinePlug().press().wait(900).relayClosed).toBe(false);
  });

  it("shows the outlet: blue on, dark off", () => {
    const rig = onlinePlug().tap();
    expect([rig.pattern, rig.color]).toEqual(["on", "blue"]);
    rig.tap();
    expect([rig.pattern, rig.color]).toEqual(["dark", "off"]);
  });

  it("is named as the source, and the outlet's state is kept", () => {
    const rig = onlinePlug().tap();
    expect(relayEffects(rig).at(-1)).toEqual([true, "button"]);
    expect(rig.stored?.relayClosed).toBe(true);
  });

  it("followed by a second one at once toggles twice: there is no double press", () => {
    const rig = onlinePlug().hold(60).wait(31).hold(60).wait(100);
    expect(relayEffects(rig).slice(-2)).toEqual([
      [true, "button"],
      [false, "button"],
    ]);
  });
});

describe("a press between a tap and the first rung", () => {
  it("does nothing, and says why", () => {
    const rig = onlinePlug().hold(2000).wait(100);
    expect(rig.refusals()).toContain("press no_effect");
    expect(rig.effectsOf("gesture").at(-1)).toEqual({
      kind: "gesture",
      gesture: "longRelease",
      heldFor: 2000,
      rung: null,
      cancelled: false,
    });
  });

  it("leaves the lamp as it was", () => {
    const rig = onlinePlug().tap().press().wait(2999);
    expect(rig.pattern).toBe("on");
  });
});
