import { describe, expect, it } from "vitest";
import { amazonSmartPlug, compile, instant, lineOf, newHome, replay } from "../../firmware-sim/index.ts";
import { History } from "../../src/runtime/history.ts";
import { Ring } from "../../src/runtime/history-ring.ts";
import { World } from "../../src/runtime/world.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { HOME_WIFI, listingHome, provisionedRecord } from "../support/world-rig.ts";

function history() {
  const clock = new ManualClock();
  return { clock, history: new History(clock, () => new Date(1_600_000_000_000 + clock.now())) };
}

describe("a ring", () => {
  it.each([0, 1, 2, 3, 4, 7, 9])("keeps the last 3 of %i, oldest first", (count) => {
    const ring = new Ring<number>(3);
    const all = Array.from({ length: count }, (_, i) => i);
    for (const i of all) ring.add(i);
    expect(ring.list()).toEqual(all.slice(-3));
    expect(ring.total).toBe(count);
  });
});

describe("the notes of a history", () => {
  it("are in the order in which things happened, with their moments, whatever their topics", async () => {
    const { clock, history: kept } = history();
    kept.note("b", "first");
    kept.note("a", "second", { why: 1 });
    await clock.advance(5);
    kept.note("b", "third");
    const wall = "2020-09-13T12:26:40.000Z";
    expect(kept.began).toEqual({ at: 0, wall });
    expect(kept.notes()).toEqual([
      { at: 0, wall, topic: "b", text: "first", details: {} },
      { at: 0, wall, topic: "a", text: "second", details: { why: 1 } },
      { at: 5, wall: "2020-09-13T12:26:40.005Z", topic: "b", text: "third", details: {} },
    ]);
  });

  it("are the last 50 of each topic: a flood of one drives out no other", () => {
    const { history: kept } = history();
    kept.note("reset", "long ago");
    for (let i = 0; i < 10_000; i++) kept.note("flood", String(i));
    const notes = kept.notes();
    expect(notes.map(({ text }) => text)).toEqual([
      "long ago",
      ...Array.from({ length: 50 }, (_, i) => String(9950 + i)),
    ]);
    expect(kept.counts()).toEqual({ reset: 1, flood: 10_000 });
  });
});

describe("the trace lines of a history", () => {
  /** A plug that is online, told to `history`. */
  function onlineWorld(kept: History) {
    const home = newHome(listingHome(), instant(0));
    const world = new World(compile(amazonSmartPlug), home, () => {}, kept.trace);
    world.powerOn({ nvm: provisionedRecord(), buttonDown: false }, instant(0));
    world.advance(instant(20_000));
    return world;
  }

  it("hold no key, wherever in a record one is, and can be run again", () => {
    const { history: kept } = history();
    const world = onlineWorld(kept);
    world.input({ kind: "relaySet", to: "on", source: "ctl" }, instant(21_000));
    world.input({ kind: "provision", ssid: "x", key: "c0ffee", account: null }, instant(22_000));
    const lines = kept.lines();
    const kinds = ["powerOn", '"kind":"connect"', '"kind":"save"', '"kind":"provision"'];
    for (const kind of kinds) {
      const line = lines.find((each) => each.includes(kind));
      expect(line, kind).toContain('"key":"***"');
    }
    expect(lines.join("\n")).not.toContain(HOME_WIFI.key);
    expect(lines.join("\n")).not.toContain("c0ffee");
    expect(replay(compile(amazonSmartPlug), lines)).toEqual(lines);
  });

  it("are the last 200, in the written form of the core", () => {
    const { history: kept } = history();
    const world = onlineWorld(kept);
    for (let i = 0; i < 5000; i++)
      world.input({ kind: "relaySet", to: "toggle", source: "mqtt" }, instant(30_000 + i));
    const lines = kept.lines();
    expect(lines).toHaveLength(200);
    expect(kept.traced).toBeGreaterThan(15_000);
    const last = { kind: "relay", closed: false, source: "mqtt" } as const;
    expect(lines).toContain(lineOf({ at: instant(34_999), kind: "effect", effect: last }));
  });

  it("stay below 128 Ki characters, the newest kept, when a record is very long", () => {
    const { history: kept } = history();
    const topics = Array.from({ length: 256 }, () => "t".repeat(256));
    for (let i = 0; i < 200; i++)
      kept.trace({ at: instant(i), kind: "effect", effect: { kind: "goodbye", topics } });
    kept.trace({ at: instant(200), kind: "lamp", pattern: "dark" });
    const lines = kept.lines();
    expect(lines.at(-1)).toBe('200 lamp {"pattern":"dark"}');
    expect(lines.length).toBe(2);
    expect(lines.join("").length).toBeLessThan(128 * 1024);
  });
});
