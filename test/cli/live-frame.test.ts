import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TROUBLES } from "../../firmware-sim/index.ts";
import { type FrameView, frame } from "../../src/cli/live/frame.ts";
import { wrapped } from "../../src/cli/live/row.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import type { Snapshot } from "../../src/runtime/snapshot.ts";
import { LIFECYCLES } from "../../src/runtime/words.ts";
import type { BenchEvent } from "../../src/view/batch.ts";
import type { Mirror } from "../../src/view/mirror.ts";
import { mirror } from "./mirrors.ts";
import { at, snapshot } from "./snapshots.ts";

const VIEW: FrameView = { columns: 80, rows: 24, color: false, ascii: false, messages: [] };
const shown = (plug: Mirror, ms = 0, view: Partial<FrameView> = {}): string =>
  frame(plug, at(ms), { ...VIEW, ...view }).join("\n");
const of = (change: Parameters<typeof snapshot>[0]): Mirror => mirror({ snapshot: snapshot(change) });

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the terminal is sent
const SEQUENCE = /\x1b\[\d+m/g;
/** As wide as a terminal may draw it that draws most signs two columns wide, but not its own blocks. */
const widest = (row: string): number =>
  [...row.replaceAll(SEQUENCE, "")].reduce((sum, sign) => sum + (/[ -~▀-▟]/.test(sign) ? 1 : 2), 0);

describe("the view of a plug", () => {
  it("shows the lamp large, in words and by a letter, and what the plug is", () => {
    const text = shown(of({ led: "setup", lifecycle: "setup" }));
    expect(text).toContain("desk  Amazon Smart Plug on virtual");
    expect(text).toContain("▐BBBB▌   set-up, outlet off");
    expect(text).toContain("blue now: blinking blue");
    expect(shown(of({ led: "setup", lifecycle: "setup" }), 600)).toContain("▐░░░░▌");
  });

  it("says why it is dark", () => {
    expect(shown(of({ power: "off", lifecycle: "off" }))).toContain("dark now: unplugged");
  });

  it("shows the rungs of a hold, and once held what letting go does now", () => {
    expect(shown(mirror())).toContain("12 s: factory reset, when let go");
    const held = (rung: string | null): Mirror => of({ button: "down", hold: { since: at(0), rung } });
    expect(shown(held(null), 2000)).toContain("Let go now: nothing happens, too long for a short press.");
    const armed = shown(held("armed"), 13_000);
    expect(armed).toContain("Let go now: factory reset.");
    expect(armed).toContain("[=======|====================|=]  13 s");
  });

  it("draws the last 30 s, the newest at the right", () => {
    const led = snapshot({ led: "on" }).led;
    const events: readonly BenchEvent[] = [
      { at: at(0), kind: "board", online: true },
      { at: at(0), kind: "lifecycle", state: "online" },
      { at: at(0), kind: "lamp", name: "dark", pattern: { kind: "steady", color: "off" }, since: at(0) },
      { at: at(0), kind: "outlet", on: false, source: "power" },
      { at: at(0), kind: "button", button: "action", down: false },
      { at: at(30_000), kind: "button", button: "action", down: true },
      { at: at(40_000), kind: "button", button: "action", down: false },
      { at: at(40_000), kind: "lamp", name: "on", pattern: led.pattern, since: at(40_000) },
      { at: at(40_000), kind: "outlet", on: true, source: "button" },
    ];
    const plug = mirror({ events, snapshot: snapshot({ led: "on" }) });
    plug.apply({ at: at(49_999) });
    const row = (name: string, view: Partial<FrameView> = {}): string =>
      shown(plug, 49_999, { columns: 70, ...view })
        .split("\n")
        .findLast((text) => text.startsWith(name))!;
    // 60 characters of 500 ms each: 20 s to 50 s.
    expect(row("lamp")).toBe(`lamp     ${".".repeat(40)}${"B".repeat(20)}`);
    expect(row("button")).toBe(`button   ${".".repeat(20)}${"█".repeat(20)}${".".repeat(20)}`);
    expect(row("button", { ascii: true })).toContain(`.${"#".repeat(20)}.`);
    const outlets = shown(plug, 49_999, { columns: 70 }).split("\n");
    expect(outlets).toContain(`outlet   ${".".repeat(40)}${"█".repeat(20)}`);
    expect(shown(plug, 49_999, { columns: 70, color: true })).toContain(`\x1b[94m${"█".repeat(20)}\x1b[0m`);
  });

  it("shows the home, the load and what is wrong", () => {
    const { home, circuit } = snapshot();
    const text = shown(
      of({
        home: { ...home, wifi: "down", listedBy: [] },
        circuit: { ...circuit, load: "heater", watts: 1500 },
        troubles: ["overload"],
      }),
    );
    expect(text).toContain("Wi-Fi DOWN, cloud up; plug: in contact; listed by no account");
    expect(text).toContain("load heater, 1500 W");
    expect(text).toContain("overloaded, the outlet stays off");
    expect(shown(mirror())).toMatch(/wrong {4}nothing/);
  });

  it("shows the latest of the log, whole, and of the messages to the broker", () => {
    const messages = Array.from({ length: 50 }, (_, i) => `12:00:00  line ${i}`);
    const events = Array.from(
      { length: 9 },
      (_, i): BenchEvent => ({ at: at(i), kind: "mqtt", topic: `t/${i}`, payload: "on", retain: false }),
    );
    const text = shown(mirror({ events }), 10, { messages });
    expect(text).toContain("line 49");
    expect(text).toContain("mqtt     t/8  on");
    expect(text.indexOf("line 48")).toBeLessThan(text.indexOf("line 49"));
    expect(text).not.toContain("line 20");
    const long = shown(mirror(), 0, { messages: [`12:00:00  ${"word ".repeat(30)}end`] });
    expect(long).toContain("\n          word ");
    expect(long).toMatch(/word end$/m);
  });

  it("lets nothing from elsewhere steer the terminal", () => {
    const evil = "\x1b]0;x\x07\x1b[2J\u009b31m\u202e\r\n";
    const { home, circuit } = snapshot();
    const plug = mirror({
      card: { id: evil },
      snapshot: snapshot({
        home: { ...home, listedBy: [evil] },
        circuit: { ...circuit, load: evil },
      }),
      events: [{ at: at(0), kind: "mqtt", topic: evil, payload: evil, retain: false }],
    });
    const text = shown(plug, 1, { messages: [evil] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(text.split("\n")).toHaveLength(24);
  });

  it("is of as many rows as the terminal, each narrower than it, whatever the plug is like", () => {
    const name = fc.string({ unit: "binary", maxLength: 40 });
    const { home, circuit, firmware } = snapshot();
    const change = fc.record({
      lifecycle: fc.constantFrom(...LIFECYCLES),
      power: fc.constantFrom("on", "off"),
      board: fc.constantFrom("online", "offline"),
      button: fc.constantFrom("down", "up"),
      otherButtons: fc.array(name, { maxLength: 4 }),
      hold: fc.option(fc.record({ since: fc.nat(20_000).map(at), rung: fc.option(name) })),
      led: fc.constantFrom("boot", "setup", "joining", "mixed", "armed", "on", "dark", "offline"),
      troubles: fc.subarray([...TROUBLES]),
      home: name.map((text) => ({ ...home, wifi: "down" as const, listedBy: [text] })),
      circuit: name.map((load) => ({ ...circuit, load })),
      firmware: fc.constantFrom("none", "downloading", "staging").map((update) => ({ ...firmware, update })),
    });
    const view = fc.record({
      columns: fc.integer({ min: 1, max: 200 }),
      rows: fc.integer({ min: 1, max: 80 }),
      color: fc.boolean(),
      ascii: fc.boolean(),
      messages: fc.array(name, { maxLength: 20 }),
    });
    const payload = name.map((text): readonly BenchEvent[] => [
      { at: at(0), kind: "mqtt", topic: text, payload: text, retain: false },
    ]);
    const profile = fc.constantFrom(...PROFILES);
    fc.assert(
      fc.property(change, view, payload, profile, fc.nat(90_000), (changed, size, events, make, ms) => {
        const now: Snapshot = snapshot(changed);
        const rows = frame(
          mirror({ snapshot: now, events, profile: make, card: { id: "desk" } }),
          at(ms),
          size,
        );
        expect(rows).toHaveLength(size.rows);
        for (const row of rows) expect(widest(row)).toBeLessThan(size.columns);
        if (!size.color) expect(rows.join("")).not.toContain("\x1b");
        if (size.ascii) expect(rows.join("").replaceAll(SEQUENCE, "")).toMatch(/^[\x20-\x7e]*$/);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the lamp and the hold when only few rows are there", () => {
    const held = of({ led: "armed", button: "down", hold: { since: at(0), rung: "armed" } });
    expect(shown(held, 13_000, { rows: 4 })).toContain("▐RRRR▌");
    expect(shown(held, 13_000, { rows: 7 })).toContain("Let go now: factory reset.");
  });
});

describe("a long line", () => {
  it("is broken between words, a word that is too long inside it, and nothing of it is lost", () => {
    expect(wrapped("12:00:00  one two three", 20, 10)).toEqual(["12:00:00  one two", "          three"]);
    const address = "http://127.0.0.1:8080/#0123456789abcdef";
    const rows = wrapped(`12:00:00  Page: ${address}`, 30, 10);
    expect(rows.map((row) => row.trim()).join("")).toContain(address);
    for (const row of rows) expect(row.length).toBeLessThan(30);
  });
});
