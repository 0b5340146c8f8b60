import { describe, expect, it } from "vitest";
import { stateText } from "../../src/control/state.ts";
import type { Snapshot } from "../../src/runtime/snapshot.ts";
import { troublesText } from "../../src/view/words/trouble-words.ts";
import { at, snapshot } from "./snapshots.ts";

const identity = { id: "desk", profile: "p", board: "virtual", pid: 7, state: "/s", broker: null };
const linesOf = (now: Snapshot, ms = 0) =>
  new Map(
    stateText(identity, now, at(ms))
      .split("\n")
      .map((line) => [line.slice(0, 12).trim(), line.slice(12)]),
  );
const metered = { since: at(0), watts: 1800, wh: 2, volts: 120 };

describe("what ctl state prints", () => {
  it("tells power and energy of a make with a meter, as of this moment", () => {
    const now = snapshot({ meter: metered });
    expect(linesOf(now).get("power")).toBe("1800 W, 2.0 Wh (simulated)");
    expect(linesOf(now, 60_000).get("power")).toBe("1800 W, 32.0 Wh (simulated)");
    expect(linesOf(snapshot()).has("power")).toBe(false);
  });

  it("says nothing of an outlet that is not there", () => {
    const echo = snapshot({ profile: { id: "e", name: "E", outlet: false, meter: false } });
    for (const line of ["outlet", "after a cut", "schedules"]) {
      expect([line, linesOf(snapshot()).has(line), linesOf(echo).has(line)]).toEqual([line, true, false]);
    }
  });

  it.each([
    [{ offered: null }, "1.0.0"],
    [{ offered: { version: "1.1.0", required: false } }, "1.0.0; 1.1.0 is on offer"],
    [{ offered: { version: "1.1.0", required: true } }, "1.0.0; 1.1.0 is required"],
    [
      { offered: { version: "1.1.0", required: true }, update: "downloading", progress: 0.999 },
      "1.0.0; 1.1.0 is required: downloading 99 %, do not unplug",
    ],
  ])("tells the firmware: %o", (change, words) => {
    const firmware = { ...snapshot().firmware, ...change };
    expect(linesOf(snapshot({ firmware })).get("firmware")).toBe(words);
  });
});

describe("the trouble of a plug in words", () => {
  it("is none, or all of it, the most urgent first", () => {
    expect(troublesText(snapshot())).toBe("none");
    const two = snapshot({ troubles: ["overheat", "network"], networkTrouble: "blocked" });
    expect(troublesText(two)).toBe(
      "too hot, the outlet stays off until it is cool; no network: the router blocks it",
    );
    expect(troublesText(snapshot({ troubles: ["network"] }))).toBe("no network");
  });
});
