import { describe, expect, it } from "vitest";
import { HOME_WIFI, onlinePlug } from "../support/world-rig.ts";

const HOUR = 3_600_000;

describe("a button held for ever", () => {
  it("keeps blinking red, and neither resets nor toggles", () => {
    const rig = onlinePlug().press().wait(HOUR);
    expect(rig.pattern).toBe("armed");
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect(rig.relayClosed).toBe(false);
  });

  it("is said to be stuck after 60 s, once", () => {
    const rig = onlinePlug().press().wait(59_999);
    expect(rig.notices()).toEqual([]);
    expect(rig.wait(1).notices()).toEqual(["buttonStuck"]);
    expect(rig.wait(HOUR).notices()).toEqual(["buttonStuck"]);
  });

  it("still resets when it is let go after an hour", () => {
    const rig = onlinePlug().hold(HOUR).wait(8000);
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.stored?.wifi).toBeNull();
  });

  it("is not called stuck when it was let go in time and pressed again", () => {
    const rig = onlinePlug().hold(40_000).wait(30).press().wait(40_000);
    expect(rig.notices()).not.toContain("buttonStuck");
  });
});

describe("a clock that has run for 49.7 days", () => {
  it("counts a hold across 2^32 ms like any other", () => {
    const rig = onlinePlug({ startAt: 2 ** 32 - 16_000 });
    rig.press().wait(11_999);
    expect(rig.now).toBeGreaterThan(2 ** 32);
    expect(rig.state("button")).toBe("mixed");
    rig
      .wait(1 + 250)
      .release()
      .wait(8000);
    expect(rig.state("lifecycle")).toBe("setup");
  });
});
