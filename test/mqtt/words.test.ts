import { describe, expect, it } from "vitest";
import { amazonSmartPlug, type LedPattern, millis, patternWords } from "../../firmware-sim/index.ts";
import { benchEvent } from "../../src/mqtt/planes/bench-events.ts";
import { gestureEvent } from "../../src/mqtt/planes/gesture-events.ts";
import { patternSteps } from "../../src/mqtt/planes/pattern-steps.ts";

describe("the words on the wire", () => {
  it("name every gesture", () => {
    const heldFor = millis(1234);
    expect([
      gestureEvent({ gesture: "initialPress" }),
      gestureEvent({ gesture: "shortRelease", heldFor }),
      gestureEvent({ gesture: "longPress", rung: "mixed" }),
      gestureEvent({ gesture: "longRelease", heldFor, rung: "armed", cancelled: false }),
      gestureEvent({ gesture: "longRelease", heldFor, rung: "mixed", cancelled: true }),
      gestureEvent({ gesture: "longRelease", heldFor, rung: null, cancelled: false }),
    ]).toEqual([
      { event_type: "touch" },
      { event_type: "press", duration_ms: 1234 },
      { event_type: "hold", rung: "mixed" },
      { event_type: "release", duration_ms: 1234, rung: "armed" },
      { event_type: "cancel", duration_ms: 1234, rung: "mixed" },
      { event_type: "release", duration_ms: 1234, rung: null },
    ]);
  });

  it("name every pattern of the profile", () => {
    const words = Object.entries(amazonSmartPlug.patterns).map(([name, { pattern }]) => [
      name,
      patternWords(pattern),
    ]);
    expect(Object.fromEntries(words)).toEqual({
      boot: "flashing red 3 times",
      setup: "blinking blue",
      joining: "blinking blue fast",
      mixed: "alternating red and blue",
      armed: "blinking red",
      resetting: "solid red",
      identify: "blinking green",
      offline: "blinking red slowly",
      on: "solid blue",
      trouble: "blinking red",
      updating: "blinking blue",
      dark: "dark",
    });
    const steady: LedPattern = { kind: "steady", color: "red" };
    expect(patternSteps(steady)).toEqual({ steps: [{ color: "red" }], times: 1 });
  });

  it("tell the bench what is worth a look, and why an input was ignored", () => {
    expect(
      benchEvent({ kind: "notice", notice: "resetBegun", reset: "factory", linkUp: true, removal: false }),
    ).toEqual({
      event_type: "reset_begun",
      reset: "factory",
      link_up: true,
      removal: false,
    });
    expect(
      benchEvent({ kind: "ignored", input: "relaySet", code: "busy", reason: "a reset is going on" }),
    ).toEqual({
      event_type: "ignored",
      input: "relay_set",
      code: "busy",
      reason: "a reset is going on",
    });
    expect(benchEvent({ kind: "ignored", input: "saved", code: "stale", reason: "" })).toBeNull();
    expect(benchEvent({ kind: "board", online: false, reason: "unplugged" })).toEqual({
      event_type: "board_lost",
      reason: "unplugged",
    });
    expect(benchEvent({ kind: "storeFailed", message: "disk full" })).toEqual({
      event_type: "store_failed",
      message: "disk full",
    });
  });
});
