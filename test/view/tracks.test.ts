import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { amazonSmartPlug, colorAt, echo, instant, millis, type Profile } from "../../firmware-sim/index.ts";
import type { Command } from "../../src/runtime/command.ts";
import type { BenchEvent, Card } from "../../src/view/batch.ts";
import { Feed } from "../../src/view/feed.ts";
import { Mirror } from "../../src/view/mirror.ts";
import { NO_POWER, type Span, type Tracks, tracksOf } from "../../src/view/tracks.ts";
import { HostBench } from "../support/host-bench.ts";
import { ManualClock } from "../support/manual-clock.ts";

const CARD = { id: "plug", mayPress: true } as Card;
const OFF = { kind: "steady", color: "off" } as const;
const RED = { kind: "steady", color: "red" } as const;

/** A running plug that is mirrored as a page mirrors it, from its first moment. */
async function mirrored(profile: Profile = amazonSmartPlug) {
  const clock = new ManualClock();
  const board = openVirtualBoard({ clock });
  const bench = new HostBench(board, clock, { profile, makes: [echo, amazonSmartPlug] });
  const feed = new Feed({ host: bench.host, clock, card: CARD });
  await bench.host.start();
  const mirror = new Mirror(feed.hello(), clock.now());
  feed.listen((change, at) => mirror.apply({ at, change }));
  return { ...bench, clock, board, feed, mirror };
}

const at = <S extends Span>(spans: readonly S[], moment: number): readonly S[] =>
  spans.filter(({ from, to }) => from <= moment && moment < to);

/** What the tracks say of one moment. */
function moment(tracks: Tracks, now: number) {
  return {
    lamp: at(tracks.lamp, now).map(({ pattern, since }) => colorAt(pattern, millis(now - since))),
    relay: at(tracks.outlet, now).length === 1,
    down: at(tracks.button, now)
      .map(({ button }) => button)
      .sort(),
    lifecycle: at(tracks.lifecycle, now).map(({ state }) => state),
  };
}

const acts = fc.constantFrom<(Command | { readonly cable: "lose" | "comeBack" })[]>(
  { do: "press" },
  { do: "release" },
  { do: "press", button: "mic-off" },
  { do: "release", button: "mic-off" },
  { do: "power", to: "off" },
  { do: "power", to: "on" },
  { do: "restart" },
  { do: "provision" },
  { do: "relay", to: "toggle", source: "mqtt" },
  { do: "wifi", to: "down", how: "cut" },
  { do: "profile", to: echo.id },
  { do: "profile", to: amazonSmartPlug.id },
  { cable: "lose" },
  { cable: "comeBack" },
);
const waits = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 400, max: 9000 }));

describe("tracks", () => {
  it("are what lamp, contact, buttons and plug really did, whatever was done to it", async () => {
    const lit = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Profile[]>(amazonSmartPlug, echo),
        fc.array(fc.record({ act: acts, waits: fc.array(waits, { minLength: 1, maxLength: 6 }) }), {
          maxLength: 12,
        }),
        fc.integer({ min: 0, max: 20_000 }),
        async (profile, steps, cut) => {
          const plug = await mirrored(profile);
          const seen: { now: number; saw: ReturnType<typeof moment> }[] = [];
          for (const { act, waits } of steps) {
            // Of one instant the last state counts: nothing is looked at in that of an act.
            await plug.clock.advance(1);
            if ("cable" in act) plug.board[act.cable]();
            else plug.host.command(act);
            for (const wait of waits) {
              await plug.clock.advance(wait);
              const { snapshot } = plug.host;
              const saw = {
                lamp: [plug.board.lamp],
                relay: plug.board.relayClosed,
                down: [...(snapshot.button === "down" ? ["action"] : []), ...snapshot.otherButtons].sort(),
                lifecycle: [snapshot.lifecycle],
              };
              seen.push({ now: plug.clock.now(), saw });
              lit.add(plug.board.lamp);
            }
          }
          const end = instant(plug.clock.now() + 1);
          const whole = tracksOf(plug.mirror, instant(0), end);
          for (const { now, saw } of seen) expect({ now, ...moment(whole, now) }).toEqual({ now, ...saw });
          for (const spans of [whole.lamp, whole.lifecycle])
            for (const [i, span] of spans.entries()) expect(span.to).toBe(spans[i + 1]?.from ?? end);

          const part = tracksOf(plug.mirror, instant(cut), instant(cut + 5000));
          for (const { now, saw } of seen)
            if (cut <= now && now < cut + 5000) expect(moment(part, now)).toEqual(saw);
          for (const { from, to } of [...part.lamp, ...part.button, ...part.outlet, ...part.lifecycle]) {
            expect(cut <= from && from < to && to <= cut + 5000).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect([...lit]).toEqual(expect.arrayContaining(["off", "red", "blue"]));
  });

  it("say nothing of what was before the first event", async () => {
    const { mirror, clock, host } = await mirrored();
    await clock.advance(5000);
    host.command({ do: "press" });
    await clock.advance(100);
    mirror.events = mirror.events.filter((event) => event.at >= 5000 || event.kind === "said");
    const first: BenchEvent = { at: instant(2000), kind: "said", level: "info", event: "x", text: "Hello." };
    mirror.events = [first, ...mirror.events];
    const tracks = tracksOf(mirror, instant(0), instant(5100));
    // What no event tells of is as it is now since the first event.
    expect(tracks.known).toEqual({ button: 5000, outlet: 2000 });
    expect(tracks.lifecycle.map(({ from }) => from)).toEqual([2000]);
    expect(tracks.lamp.every(({ from }) => from >= 2000)).toBe(true);
    expect(tracks.button).toEqual([{ button: "action", from: 5000, to: 5100 }]);
  });

  it("have a button that was held all along as down since the first event", async () => {
    const { mirror } = await mirrored(echo);
    mirror.events = [{ at: instant(7), kind: "power", on: true }];
    mirror.snapshot = { ...mirror.snapshot, otherButtons: ["mic-off"] };
    expect(tracksOf(mirror, instant(0), instant(9)).button).toEqual([{ button: "mic-off", from: 7, to: 9 }]);
  });

  it("are a gap where the lamp's pattern is not known, though the plug is dark or runs", async () => {
    const { mirror } = await mirrored();
    mirror.events = [
      { at: instant(10), kind: "lifecycle", state: "off" },
      { at: instant(20), kind: "lifecycle", state: "booting" },
      { at: instant(30), kind: "lamp", name: "red", pattern: RED, since: instant(25) },
      { at: instant(40), kind: "board", online: false },
      { at: instant(50), kind: "board", online: true },
    ];
    expect(tracksOf(mirror, instant(0), instant(60)).lamp).toEqual([
      { from: 10, to: 20, pattern: OFF, since: 10, name: NO_POWER },
      { from: 40, to: 50, pattern: OFF, since: 40, name: NO_POWER },
      { from: 50, to: 60, pattern: RED, since: 25, name: "red" },
    ]);
  });

  it("keep a lamp's span in one while only the plug's state is another", async () => {
    const { mirror } = await mirrored();
    mirror.events = [
      { at: instant(0), kind: "board", online: true },
      { at: instant(0), kind: "lifecycle", state: "booting" },
      { at: instant(0), kind: "lamp", name: "red", pattern: RED, since: instant(0) },
      { at: instant(30), kind: "lifecycle", state: "setup" },
    ];
    expect(tracksOf(mirror, instant(10), instant(60)).lamp).toEqual([
      { from: 10, to: 60, pattern: RED, since: 0, name: "red" },
    ]);
  });

  it("have sentences and messages as marks, from the window's begin on and before its end", async () => {
    const { mirror, feed, clock } = await mirrored();
    await clock.advance(5000);
    feed.published({ topic: "plugbench/p/state", payload: "{}", retain: true });
    await clock.advance(5000);
    feed.published({ topic: "plugbench/p/late", payload: "{}", retain: true });
    const { marks } = tracksOf(mirror, instant(5000), instant(10_000));
    expect(marks).toEqual([{ at: 5000, kind: "mqtt", level: "info", text: "plugbench/p/state {}" }]);
    mirror.events = [{ at: instant(1), kind: "said", level: "warn", event: "boardLost", text: "Gone." }];
    expect(tracksOf(mirror, instant(0), instant(2)).marks).toEqual([
      { at: 1, kind: "said", level: "warn", text: "Gone." },
    ]);
  });
});
