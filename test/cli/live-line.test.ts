import { describe, expect, it } from "vitest";
import { amazonSmartPlug, patternWords } from "../../firmware-sim/index.ts";
import { holdBar, holdWords } from "../../src/cli/live/hold.ts";
import { keyActions } from "../../src/cli/live/keys.ts";
import { liveLine } from "../../src/cli/live/line.ts";
import { Painter } from "../../src/cli/live/painter.ts";
import type { Snapshot } from "../../src/runtime/snapshot.ts";
import { at, snapshot } from "./snapshots.ts";

const { rungs } = amazonSmartPlug;
const line = (now: Snapshot, ms = 0, columns = 160, color = false): string =>
  liveLine(now, at(ms), rungs, { columns, color, ascii: false });

describe("the live line", () => {
  it("shows the lamp at its true cadence", () => {
    const setup = snapshot({ lifecycle: "setup", led: "setup" });
    const lamps = [0, 499, 500, 999, 1000].map((ms) => line(setup, ms).slice(0, 8).trim());
    expect(lamps).toEqual(["● blue", "● blue", "○ dark", "○ dark", "● blue"]);
    expect(line(setup)).toBe("● blue   blinking blue  set-up  outlet off  ? keys");
  });

  it.each([
    [snapshot(), "the outlet is off and all is well"],
    [snapshot({ power: "off", lifecycle: "off" }), "unplugged"],
    [snapshot({ board: "offline", lifecycle: "off" }), "the board is gone, waiting for it"],
    [snapshot({ lifecycle: "idle-unprovisioned" }), "set-up time is over, a short press reopens it"],
  ])("says why the lamp is dark", (now, why) => {
    expect(line(now)).toContain(`○ dark   ${why}`);
  });

  it("does not explain the dark half of a blink", () => {
    expect(line(snapshot({ lifecycle: "setup", led: "setup" }), 600)).not.toContain("all is well");
  });

  it("shows how a hold goes, with the thresholds", () => {
    const held = snapshot({ led: "mixed", button: "down", hold: { since: at(1000), rung: "mixed" } });
    expect(line(held, 9100)).toContain("holding 8 of 12 s  [======|========.......|.]");
    const early = snapshot({ button: "down", hold: { since: at(1000), rung: null } });
    expect(line(early, 1000)).toContain("holding 0 of 12 s");
  });

  it("tells a press that counts from one that does not", () => {
    const ignored = snapshot({ lifecycle: "booting", led: "boot", button: "down" });
    expect(line(ignored)).toContain("button down");
  });

  it("says what of the home is down", () => {
    const { home } = snapshot();
    expect(line(snapshot({ home: { ...home, wifi: "down" } }))).toContain("home Wi-Fi down");
    expect(line(snapshot({ home: { ...home, cloud: "down" } }))).toContain("cloud down");
  });

  it("is always narrower than the terminal, and keeps the lamp longest", () => {
    const held = snapshot({ led: "armed", button: "down", hold: { since: at(0), rung: "armed" } });
    for (let columns = 1; columns <= 200; columns++) {
      const text = line(held, 12_000, columns);
      expect(text.length).toBeLessThan(Math.max(columns, 1));
      if (columns >= 12) expect(text).toContain("● red");
    }
    expect(line(held, 13_000, 60)).toBe("● red    held 13 s: let go for the factory reset  online");
  });

  it("colours the lamp alone, and nothing when colour is off", () => {
    const on = snapshot({ led: "on" });
    expect(line(on, 0, 80, true)).toBe("\x1b[94m● blue \x1b[0m  solid blue  online  outlet off  ? keys");
    expect(line(on, 0, 80, false)).not.toContain("\x1b");
  });
});

describe("hold words", () => {
  it.each([
    [0, "holding 0 of 12 s"],
    [11_999, "holding 11 of 12 s"],
    [12_000, "held 12 s: wait"],
    [12_249, "held 12 s: wait"],
    [12_250, "held 12 s: let go for the factory reset"],
  ])("at %i ms", (held, words) => {
    expect(holdWords(held, rungs)).toBe(words);
  });

  it("manage without a ladder", () => {
    expect(holdWords(4000, [])).toBe("holding 4 s");
    expect(holdBar(4000, [], 24)).toBe("");
  });
});

describe("pattern words", () => {
  it.each([
    ["boot", "flashing red 3 times"],
    ["setup", "blinking blue"],
    ["joining", "blinking blue fast"],
    ["mixed", "alternating red and blue"],
    ["resetting", "solid red"],
    ["offline", "blinking red slowly"],
    ["dark", "dark"],
  ] as const)("%s is %s", (name, words) => {
    expect(patternWords(amazonSmartPlug.patterns[name].pattern)).toBe(words);
  });
});

describe("keys", () => {
  it("act in either case, several at once", () => {
    expect(keyActions(" pH")).toEqual(["tap", "tap", "hold"]);
    expect(keyActions("\u0003")).toEqual(["quit"]);
  });

  it("that mean nothing, arrows among them, do nothing", () => {
    expect(keyActions("xyz\r\n")).toEqual([]);
    expect(keyActions("\u001b[C")).toEqual([]);
  });
});

describe("the painter", () => {
  it("writes log lines above the painted line, and takes that away at its end", () => {
    let written = "";
    const painter = new Painter((text) => {
      written += text;
    });
    painter.paint("first");
    painter.paint("first");
    painter.print("a log line\n");
    painter.end();
    expect(written).toBe("\r\x1b[2Kfirst\r\x1b[2Ka log line\nfirst\r\x1b[2K");
  });
});
