import { describe, expect, it } from "vitest";
import { echo } from "../../firmware-sim/index.ts";
import { LONGEST_PAYLOAD } from "../../src/view/feed.ts";
import { feedRig } from "./feed-rig.ts";

describe("the feed", () => {
  it("tells the start whole: board, power, lamp, outlet and state", async () => {
    const { told, bench } = await feedRig();
    const [first] = told;
    expect(first!.change.events.map(({ kind }) => kind)).toEqual([
      "board",
      "power",
      "button",
      "lifecycle",
      "lamp",
      "outlet",
    ]);
    expect(first!.change.profile).toBe(bench.host.profile);
    expect(Object.keys(first!.change.snapshot ?? {}).sort()).toEqual(Object.keys(bench.host.snapshot).sort());
  });

  it("tells a hold as it happens, in the plug's time, and nothing that is as it was", async () => {
    const { told, bench, clock } = await feedRig();
    await clock.advance(10_000);
    told.splice(0);
    bench.host.command({ do: "press" });
    await clock.advance(3500);
    bench.host.command({ do: "release" });
    await clock.advance(500);
    const events = told.flatMap(({ change }) => change.events);
    expect(events.filter(({ kind }) => kind === "button")).toEqual([
      { at: 10_000, kind: "button", button: "action", down: true },
      { at: 13_500, kind: "button", button: "action", down: false },
    ]);
    expect(events).toContainEqual(expect.objectContaining({ at: 13_000, kind: "said", event: "longPress" }));
    expect(events.filter(({ kind }) => kind === "power" || kind === "board" || kind === "outlet")).toEqual(
      [],
    );
    expect(told.some(({ change }) => "profile" in change)).toBe(false);
    expect(told.some(({ change }) => "power" in (change.snapshot ?? {}))).toBe(false);
    expect(told.every(({ at, change }) => change.events.every((event) => event.at === at))).toBe(true);
  });

  it("tells the make's other buttons by their names", async () => {
    const { told, bench } = await feedRig({ profile: echo, nvm: null });
    bench.host.command({ do: "press", button: "mic-off" });
    bench.host.command({ do: "release", button: "mic-off" });
    const buttons = told.flatMap(({ change }) => change.events.filter(({ kind }) => kind === "button"));
    expect(buttons.slice(1)).toEqual([
      { at: 0, kind: "button", button: "mic-off", down: true },
      { at: 0, kind: "button", button: "mic-off", down: false },
    ]);
  });

  it("tells of another plug in the place with its profile", async () => {
    const { told, bench, clock } = await feedRig({ makes: [echo] });
    await clock.advance(10_000);
    bench.host.command({ do: "profile", to: echo.id });
    await clock.advance(1000);
    expect(told.flatMap(({ change }) => change.profile ?? []).at(-1)?.id).toBe(echo.id);
  });

  it("tells messages as they went out, long ones cut", async () => {
    const { told, feed } = await feedRig();
    told.splice(0);
    const message = { topic: "plugbench/desk/state", retain: true };
    feed.published({ ...message, payload: "on" });
    feed.published({ ...message, payload: "x".repeat(LONGEST_PAYLOAD + 1) });
    const events = told.flatMap(({ change }) => change.events);
    expect(events).toEqual([
      { at: 0, kind: "mqtt", ...message, payload: "on" },
      { at: 0, kind: "mqtt", ...message, payload: "x".repeat(LONGEST_PAYLOAD) },
    ]);
  });

  it("keeps the latest messages for whoever begins, and all else beside them, until it is closed", async () => {
    const { told, feed, bench } = await feedRig();
    for (let i = 0; i < 600; i++) feed.published({ topic: `${i}`, payload: "", retain: false });
    const { events, card, snapshot, states } = feed.hello();
    const lamp = told.flatMap(({ change }) => change.events).filter(({ kind }) => kind !== "mqtt");
    expect(lamp.length).toBeGreaterThan(2);
    expect(events.slice(0, lamp.length)).toEqual(lamp);
    expect(events.slice(lamp.length).map((event) => event.kind === "mqtt" && event.topic)).toEqual(
      Array.from({ length: 200 }, (_, i) => `${i + 400}`),
    );
    expect([card.id, snapshot, states]).toEqual(["desk", bench.host.snapshot, bench.host.states]);
    const { length } = told;
    feed.close();
    bench.host.command({ do: "press" });
    expect(told).toHaveLength(length);
  });

  it("ends for one who listens no more, and not for the others", async () => {
    const { told, feed, bench } = await feedRig();
    let heard = 0;
    const end = feed.listen(() => heard++);
    end();
    const { length } = told;
    bench.host.command({ do: "press" });
    expect([heard, told.length > length]).toEqual([0, true]);
  });
});
