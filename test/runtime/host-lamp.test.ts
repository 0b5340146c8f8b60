import { describe, expect, it } from "vitest";
import { onlineBench, virtualBench } from "../support/host-bench.ts";

describe("the lamp on the board", () => {
  it("gets each change of colour once, at its exact instant", async () => {
    const { writes } = await virtualBench({ wait: 3000 });
    expect(writes.filter((write) => write.lamp)).toEqual([
      { at: 0, lamp: "red" },
      { at: 250, lamp: "off" },
      { at: 500, lamp: "red" },
      { at: 750, lamp: "off" },
      { at: 1000, lamp: "red" },
      { at: 1250, lamp: "off" },
      { at: 1500, lamp: "blue" },
      { at: 2000, lamp: "off" },
      { at: 2500, lamp: "blue" },
      { at: 3000, lamp: "off" },
    ]);
  });

  it("does not drift in an hour", async () => {
    const { writes, clock } = await virtualBench({ wait: 890_000 });
    await clock.advance(0);
    const blues = writes.filter(({ lamp }) => lamp === "blue");
    expect(blues.at(-1)?.at).toBe(1500 + 1000 * (blues.length - 1));
    expect(blues.length).toBeGreaterThan(880);
  });

  it("changes in the middle of a pattern when another one takes over", async () => {
    const { writes, board, clock } = await onlineBench();
    const pressed = clock.now();
    board.finger.press();
    await clock.advance(3600);
    board.finger.release();
    await clock.advance(30);
    expect(writes.slice(-4)).toEqual([
      { at: pressed + 3000, lamp: "red" },
      { at: pressed + 3250, lamp: "blue" },
      { at: pressed + 3500, lamp: "red" },
      { at: pressed + 3630, lamp: "off" },
    ]);
  });

  it("is left alone while nothing changes", async () => {
    const { writes, clock } = await onlineBench();
    const before = writes.length;
    await clock.advance(3_600_000);
    expect(writes.length).toBe(before);
    expect(clock.pending).toBe(0);
  });
});

describe("the relay on the board", () => {
  it("is written before the lamp that shows it", async () => {
    const { writes, host, clock } = await onlineBench();
    host.command({ do: "relay", to: "on", source: "ctl" });
    expect(writes.slice(-2)).toEqual([
      { at: clock.now(), relay: true },
      { at: clock.now(), lamp: "blue" },
    ]);
  });

  it("is told in the snapshot with who switched it and when", async () => {
    const { host, board, clock } = await onlineBench();
    board.finger.press();
    await clock.advance(100);
    board.finger.release();
    await clock.advance(30);
    expect(host.snapshot.relay).toEqual({
      closed: true,
      source: "button",
      changed: new Date(1_600_000_000_000 + 10_130).toISOString(),
    });
    await clock.advance(1000);
    host.command({ do: "relay", to: "on", source: "mqtt" });
    expect(host.snapshot.relay.source).toBe("button");
  });

  it("opens at the release that resets, and stays as it was when the hold is cancelled", async () => {
    const { writes, host, board, clock } = await onlineBench();
    host.command({ do: "relay", to: "on", source: "ctl" });
    const relays = () => writes.filter(({ relay }) => relay !== undefined).length;
    const before = relays();
    board.finger.press();
    await clock.advance(6000);
    board.finger.release();
    await clock.advance(1000);
    expect([relays(), board.relayClosed]).toEqual([before, true]);
    board.finger.press();
    await clock.advance(13_000);
    board.finger.release();
    await clock.advance(30);
    expect(writes.at(-1)).toEqual({ at: clock.now(), relay: false });
  });
});

describe("close()", () => {
  it("leaves relay open and lamp dark, keeps the record, and says so to the network", async () => {
    const { host, board, store, link, clock } = await onlineBench();
    host.command({ do: "relay", to: "on", source: "ctl" });
    await clock.advance(10);
    await host.close();
    expect([board.relayClosed, board.lamp]).toEqual([false, "off"]);
    expect(link.calls).toEqual(["up", "close"]);
    expect(store.record?.relayClosed).toBe(true);
  });

  it("is the end: nothing is written, woken or reported any more", async () => {
    const { host, board, writes, reports, clock } = await virtualBench({ wait: 5000 });
    await host.close();
    await host.close();
    const before = [writes.length, reports.length];
    board.finger.press();
    await clock.advance(60_000);
    expect([writes.length, reports.length]).toEqual(before);
    expect(clock.pending).toBe(0);
  });
});
