import { describe, expect, it } from "vitest";
import { BoardError } from "../../board/port.ts";
import { amazonSmartPlug, millis } from "../../firmware-sim/index.ts";
import { exitCodeOf, failureText } from "../../src/cli/failure.ts";
import { parseBroker } from "../../src/config/broker-choice.ts";
import { parseDuration, spanText } from "../../src/config/duration.ts";
import { nearest } from "../../src/config/suggest.ts";
import { type Entry, jsonLog, prettyLog } from "../../src/log.ts";
import { wireFault } from "../../src/runtime/wire-faults.ts";
import { changesBetween, entryOf } from "../../src/view/story.ts";
import { snapshot } from "./snapshots.ts";

describe("a duration", () => {
  it.each([
    ["1ms", 1],
    ["500ms", 500],
    ["12s", 12_000],
    ["1.5s", 1500],
    ["12 s", 12_000],
    ["2m", 120_000],
    ["1h", 3_600_000],
  ])("%s is %i ms", (text, ms) => {
    expect(parseDuration(text, millis(3_600_000))).toBe(ms);
  });

  it.each(["", "12", "1.5", "-5s", "0s", "0.1ms", "12sec", "1e3s", "s", "12s12s", "NaNs"])(
    "%s is none",
    (text) => {
      expect(() => parseDuration(text, millis(3_600_000))).toThrow(/unit|no duration/);
    },
  );

  it.each([
    [250, "250 ms"],
    [12_000, "12 s"],
    [12_345, "12.345 s"],
    [90_000, "90 s"],
    [900_000, "15 min"],
    [2_167_180, "36 min 7.18 s"],
    [5_400_000, "1 h 30 min"],
    [604_800_001, "168 h 0.001 s"],
  ])("of %i ms reads %s", (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });
});

describe("a suggestion", () => {
  const words = ["virtual", "emulated-uno", "arduino"];
  it.each([
    ["virtul", "virtual"],
    ["VIRTUAL", "virtual"],
    ["ardiuno", "arduino"],
    ["emulated", "emulated-uno"],
    ["raspberry", undefined],
    ["", undefined],
  ])("for %s is %s", (asked, meant) => {
    expect(nearest(asked, words)).toBe(meant);
  });
});

describe("a broker", () => {
  it.each([
    ["embedded", { kind: "embedded" }],
    ["off", { kind: "off" }],
    ["mqtt://localhost", { kind: "external", host: "localhost", port: 1883, tls: false }],
    ["mqtts://b.example", { kind: "external", host: "b.example", port: 8883, tls: true }],
    ["mqtt://[::1]:1884/", { kind: "external", host: "::1", port: 1884, tls: false }],
  ])("%s", (text, choice) => {
    expect(parseBroker(text)).toEqual(choice);
  });

  it.each(["http://h", "mqtt://", "mqtt://h:99999", "mqtt://h?x=1", "mqtt://h#x", ""])(
    "%s is none",
    (text) => {
      expect(() => parseBroker(text)).toThrow(/mqtt:\/\/HOST/);
    },
  );
});

describe("the log", () => {
  const hostile: Entry = {
    level: "warn",
    event: "x",
    text: "name \u001b]0;owned\u0007\nsecond line",
    fields: { password: "geheim", wifi: { ssid: "home", key: "abc" }, salt: "salz" },
  };

  it("for people has the time of day and nothing that steers a terminal", () => {
    let written = "";
    const log = prettyLog(
      (line) => {
        written += line;
      },
      () => new Date(2026, 0, 1, 9, 5, 7),
    );
    log(hostile);
    expect(written).toBe("09:05:07  warning: name \ufffd]0;owned\ufffd\n          second line\n");
  });

  it("for programs hides what is called a secret", async () => {
    let written = "";
    const log = await jsonLog((line) => {
      written += line;
    });
    log(hostile);
    expect(JSON.parse(written)).toMatchObject({
      level: "warn",
      event: "x",
      msg: hostile.text,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      password: "***",
      wifi: { ssid: "home", key: "***" },
      salt: "***",
    });
  });
});

describe("the story", () => {
  const tell = (report: Parameters<typeof entryOf>[0]) => entryOf(report, amazonSmartPlug)?.text;

  it("tells gestures, notices and what was ignored", () => {
    expect(tell({ kind: "gesture", gesture: "longPress", rung: "mixed" })).toBe(
      "Held for 3 s: alternating red and blue.",
    );
    expect(
      tell({
        kind: "gesture",
        gesture: "longRelease",
        heldFor: millis(8000),
        rung: "mixed",
        cancelled: true,
      }),
    ).toBe("Let go after 8 s: nothing is reset.");
    expect(tell({ kind: "notice", notice: "setupFailed", reason: "wrong_password" })).toBe(
      "Set-up failed: the Wi-Fi password is wrong.",
    );
    expect(tell({ kind: "ignored", input: "press", code: "busy", reason: "the plug is starting" })).toBe(
      "Ignored press: the plug is starting.",
    );
    expect(tell({ kind: "ignored", input: "saved", code: "stale", reason: "late" })).toBeUndefined();
  });

  it("has one line for each thing that changed", () => {
    const before = snapshot();
    const now = snapshot({
      lifecycle: "offline",
      led: "offline",
      relay: { ...before.relay, closed: true, source: "ctl" },
      profile: { id: "other", name: "Another make", outlet: true, meter: false },
      faults: [wireFault("flapping"), wireFault("ghost")],
    });
    expect(changesBetween(now, before).map(({ text }) => text)).toEqual([
      "Plug: offline.",
      "LED: blinking red slowly.",
      "Outlet on (ctl).",
      "Another plug is in its place: Another make.",
      "Faults on the wire: flapping, ghost.",
    ]);
    expect(changesBetween(before, now).at(-1)?.text).toBe("Faults on the wire: none.");
    expect(changesBetween(now, now)).toEqual([]);
  });
});

describe("a failure", () => {
  it("of the board ends with 3, of a choice between boards with 2, of the program with 1", () => {
    expect(exitCodeOf(new BoardError("port_busy", "busy"))).toBe(3);
    expect(exitCodeOf(new BoardError("several_ports", "which"))).toBe(2);
    expect(exitCodeOf(new TypeError("undefined is no function"))).toBe(1);
    expect(failureText(new TypeError("x"), false)).toContain("PLUGBENCH_STACK=1");
  });
});
