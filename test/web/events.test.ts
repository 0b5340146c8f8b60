import { afterEach, describe, expect, it, vi } from "vitest";
import { Mirror } from "../../src/view/mirror.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { until } from "../support/until.ts";
import { closeAll, type Listening, webRig } from "./rig.ts";

afterEach(closeAll);

const paced = async () => {
  const pace = new ManualClock();
  return { pace, ...(await webRig({ pace })) };
};
const has = (reader: Listening, count: number) =>
  until(
    `${count} batches came`,
    () => reader.batches.length >= count,
    () => reader.batches.length,
  );
/** What is over the wire by now, or never will be: what comes after it is told by the last. */
async function nothingMore(reader: Listening): Promise<void> {
  const { length } = reader.batches;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(reader.batches.length).toBe(length);
}

describe("the page's stream", () => {
  it("begins with all there is, in the plug's time", async () => {
    const { pace, listen, bench } = await paced();
    const reader = await listen();
    await pace.advance(0);
    await has(reader, 1);
    const [first] = reader.batches;
    expect(first).toMatchObject({
      at: 10_000,
      hello: { card: { id: "desk" }, snapshot: { lifecycle: "online" } },
    });
    expect(first?.hello?.snapshot).toEqual(bench.host.snapshot);
    expect(first?.hello?.states).toEqual(bench.host.states);
  });

  it("tells the first change at once and then at most one batch in 50 ms, with all that happened", async () => {
    const { pace, listen, bench, clock } = await paced();
    const { host } = bench;
    const reader = await listen();
    await pace.advance(100);
    await has(reader, 1);
    host.command({ do: "press" });
    await pace.advance(0);
    await has(reader, 2);
    for (const to of ["off", "on", "off", "on"] as const) host.command({ do: "relay", to, source: "page" });
    await clock.advance(100);
    host.command({ do: "release" });
    await pace.advance(49);
    await nothingMore(reader);
    await pace.advance(1);
    await has(reader, 3);
    await nothingMore(reader);
    const [, pressed, rest] = reader.batches;
    expect(pressed?.change?.snapshot).toMatchObject({ button: "down" });
    expect(rest?.at).toBe(10_100);
    expect(rest?.change?.snapshot).toMatchObject({ button: "up" });
    expect(rest?.change?.events.filter(({ kind }) => kind === "outlet")).toHaveLength(3);
    expect(rest?.change?.events.find(({ kind }) => kind === "button")).toMatchObject({
      at: 10_100,
      down: false,
    });
  });

  it("tells a newcomer nothing twice", async () => {
    const { pace, listen, bench } = await paced();
    const early = await listen();
    await pace.advance(100);
    bench.host.command({ do: "press" });
    // Between the change and its batch.
    const late = await listen();
    await pace.advance(100);
    await has(late, 1);
    await has(early, 2);
    bench.host.command({ do: "release" });
    await pace.advance(100);
    await has(late, 2);
    const mirrors = [early, late].map(mirrorOf);
    for (const mirror of mirrors) {
      expect(mirror.events.filter(({ kind }) => kind === "button")).toHaveLength(3);
      expect(mirror.snapshot).toEqual(bench.host.snapshot);
    }
    expect(early.last).toBe(late.last);
  });

  it("says every 5 s that it is there, and what the plug's time is", async () => {
    const { pace, listen, clock } = await paced();
    const reader = await listen();
    await pace.advance(0);
    await has(reader, 1);
    await clock.advance(60_000);
    await pace.advance(5000);
    await until(
      "it beats",
      () => reader.batches.at(-1)?.at === 70_000 && reader.batches.at(-1)?.change === undefined,
    );
  });

  it("is encoded once for all who read", async () => {
    const { pace, listen, bench } = await paced();
    const readers = await Promise.all(Array.from({ length: 20 }, () => listen()));
    await pace.advance(100);
    for (let i = 0; i < 10; i++) {
      bench.host.command({ do: i % 2 ? "release" : "press" });
      await pace.advance(50);
    }
    for (const reader of readers) await has(reader, 11);
    expect(new Set(readers.map(({ text }) => text)).size).toBe(1);
  });
});

function mirrorOf({ batches }: Listening): Mirror {
  const [first, ...rest] = batches;
  const mirror = new Mirror(first!.hello!, first!.at);
  for (const batch of rest) mirror.apply(batch);
  return mirror;
}

describe("a page that lost the contact", () => {
  async function lost() {
    const rig = await paced();
    const { pace, listen, bench } = rig;
    const reader = await listen();
    await pace.advance(100);
    await has(reader, 1);
    bench.host.command({ do: "press" });
    await pace.advance(100);
    await has(reader, 2);
    reader.leave();
    bench.host.command({ do: "release" });
    await pace.advance(100);
    bench.host.command({ do: "press" });
    await pace.advance(100);
    return { ...rig, reader };
  }

  it("is told what it missed, and no more", async () => {
    const { reader, listen, bench, pace } = await lost();
    const back = await listen({ "last-event-id": reader.last });
    await has(back, 2);
    bench.host.command({ do: "release" });
    await pace.advance(100);
    await has(back, 3);
    expect(back.batches.map(({ hello }) => hello)).toEqual([undefined, undefined, undefined]);
    const mirror = mirrorOf(reader);
    for (const batch of back.batches) mirror.apply(batch);
    expect(mirror.snapshot).toEqual(bench.host.snapshot);
    expect(
      mirror.events.filter(({ kind }) => kind === "button").map((event) => "down" in event && event.down),
    ).toEqual([false, true, false, true, false]);
  });

  it("is greeted anew when for a minute nobody looked, for then nothing is kept for it", async () => {
    const { reader, listen, bench, pace, feed } = await lost();
    const ends = vi.spyOn(feed, "listen");
    for (let beat = 0; beat < 14; beat++) await pace.advance(5000);
    bench.host.command({ do: "release" });
    const back = await listen({ "last-event-id": reader.last });
    await pace.advance(100);
    await has(back, 1);
    expect(ends).toHaveBeenCalledTimes(1);
    expect(back.batches[0]?.hello?.snapshot).toEqual(bench.host.snapshot);
    expect(back.last.split("-")[0]).not.toBe(reader.last.split("-")[0]);
    bench.host.command({ do: "press" });
    await pace.advance(100);
    await has(back, 2);
    const mirror = mirrorOf(back);
    expect([mirror.snapshot, mirror.states]).toEqual([bench.host.snapshot, bench.host.states]);
  });

  it("that missed nothing is told nothing anew", async () => {
    const { listen, pace, bench, reader } = await lost();
    const other = await listen({ "last-event-id": reader.last });
    await has(other, 2);
    const back = await listen({ "last-event-id": other.last });
    bench.host.command({ do: "release" });
    await pace.advance(100);
    await has(back, 1);
    expect(back.batches[0]).not.toHaveProperty("hello");
  });

  it.each([
    ["another run", (latest: string) => latest.replace(/^\w+/, "000000000000")],
    ["the future", (latest: string) => latest.replace(/-\d+$/, "-1000000")],
    ["long ago", (latest: string) => latest.replace(/-\d+$/, "-1")],
    ["no number", (latest: string) => latest.replace(/-\d+$/, "-x")],
    ["half a number", (latest: string) => latest.replace(/-\d+$/, "-290.5")],
    ["less than nothing", (latest: string) => latest.replace(/-\d+$/, "--1")],
    ["more than an id", (latest: string) => `${latest}-1`],
    ["nothing", () => ""],
  ])("and whose last word is of %s begins anew", async (_what, idOf) => {
    const { reader, listen, bench, pace } = await lost();
    // More than are kept.
    for (let i = 0; i < 300; i++) {
      bench.host.command({ do: "relay", to: "toggle", source: "page" });
      await pace.advance(50);
    }
    const other = await listen();
    await pace.advance(100);
    await has(other, 1);
    const back = await listen({ "last-event-id": idOf(other.last) });
    await pace.advance(100);
    await has(back, 1);
    expect(back.batches[0]).toHaveProperty("hello");
    const mirror = mirrorOf(reader);
    mirror.apply(back.batches[0]!);
    expect(mirror.snapshot).toEqual(bench.host.snapshot);
  });
});
