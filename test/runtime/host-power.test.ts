import { describe, expect, it } from "vitest";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { factoryRecord } from "../../firmware-sim/index.ts";
import { HostBench, onlineBench, virtualBench } from "../support/host-bench.ts";
import { ManualClock, turn } from "../support/manual-clock.ts";
import { HOME_WIFI, provisionedRecord } from "../support/world-rig.ts";

describe("mains under the plug", () => {
  it("off: dark and open at once; on: boots with red flashes", async () => {
    const { host, board, clock, patterns } = await onlineBench();
    host.command({ do: "relay", to: "on", source: "ctl" });
    await clock.advance(10);
    host.command({ do: "power", to: "off" });
    expect([board.lamp, board.relayClosed, host.snapshot.lifecycle]).toEqual(["off", false, "off"]);
    await clock.advance(5000);
    host.command({ do: "power", to: "on" });
    await turn();
    expect([board.lamp, host.snapshot.lifecycle, host.snapshot.power]).toEqual(["red", "booting", "on"]);
    await clock.advance(5000);
    expect(patterns.slice(-3)).toEqual(["dark", "boot", "on"]);
    expect(host.snapshot.relay).toMatchObject({ closed: true, source: "power" });
  });

  it("gone in the instant of a tap: what was not durable yet is lost", async () => {
    const { host, store, clock } = await onlineBench();
    store.answers = "by hand";
    host.command({ do: "relay", to: "on", source: "ctl" });
    host.command({ do: "power", to: "off" });
    host.command({ do: "power", to: "on" });
    await clock.advance(5000);
    expect(host.snapshot.relay.closed).toBe(false);
  });

  it("twice off, or twice on, changes nothing", async () => {
    const { host, clock, said } = await onlineBench();
    expect(host.command({ do: "power", to: "on" })).toEqual({ ok: true });
    host.command({ do: "power", to: "off" });
    expect(host.command({ do: "power", to: "off" })).toEqual({ ok: true });
    await clock.advance(1000);
    expect([host.snapshot.lifecycle, said()]).toEqual(["off", []]);
  });

  it("off and on in the same instant is a power cut", async () => {
    const { host, board, clock } = await onlineBench();
    board.finger.press();
    await clock.advance(13_000);
    host.command({ do: "power", to: "off" });
    host.command({ do: "power", to: "on" });
    await turn();
    expect(host.snapshot.lifecycle).toBe("booting");
    board.finger.release();
    await clock.advance(8000);
    expect(host.snapshot).toMatchObject({ lifecycle: "online", provisioned: true });
  });

  it("on and at once off again ends off", async () => {
    const { host, board, clock } = await onlineBench();
    host.command({ do: "power", to: "off" });
    host.command({ do: "power", to: "on" });
    host.command({ do: "power", to: "off" });
    await clock.advance(10_000);
    expect([host.snapshot.lifecycle, board.lamp]).toEqual(["off", "off"]);
  });

  it("gone: saves that were not begun never happen, and late answers are nobody's", async () => {
    const { host, board, store, clock } = await onlineBench();
    store.answers = "by hand";
    board.finger.press();
    await clock.advance(13_000);
    board.finger.release();
    await clock.advance(100);
    expect([store.waiting, host.snapshot.lifecycle]).toEqual([1, "resetting"]);
    host.command({ do: "power", to: "off" });
    await turn();
    expect(store.waiting).toBe(0);
    store.answers = "prompt";
    host.command({ do: "power", to: "on" });
    await clock.advance(8000);
    expect(store.record).toEqual(provisionedRecord());
    expect(host.snapshot).toMatchObject({ lifecycle: "online", home: { listedBy: ["home"] } });
  });
});

describe("a board that is lost", () => {
  it("is a plug without power: a hold is forgotten, and nothing is wiped", async () => {
    const { host, board, store, clock, said } = await onlineBench();
    board.finger.press();
    await clock.advance(13_000);
    expect(host.snapshot.hold?.rung).toBe("armed");
    board.lose("the cable was pulled");
    expect(host.snapshot).toMatchObject({ lifecycle: "off", board: "offline", button: "up", hold: null });
    board.finger.release();
    await clock.advance(20_000);
    expect(store.record?.wifi).toEqual(HOME_WIFI);
    expect(said()).not.toContain("resetBegun");
  });

  it("boots with its red flashes when it is back", async () => {
    const { host, board, clock, writes } = await onlineBench();
    board.lose();
    await clock.advance(5000);
    board.comeBack();
    const at = clock.now();
    await clock.advance(10_000);
    expect(writes.filter((write) => write.lamp && write.at >= at).slice(0, 4)).toEqual([
      { at, lamp: "off" },
      { at, lamp: "red" },
      { at: at + 250, lamp: "off" },
      { at: at + 500, lamp: "red" },
    ]);
    expect(host.snapshot).toMatchObject({ lifecycle: "online", board: "online" });
  });

  it("is reported, with the reason, and so is its return; nothing else is", async () => {
    const { board, clock, reports } = await onlineBench();
    board.lose("the cable was pulled");
    await clock.advance(1000);
    board.comeBack();
    await clock.advance(5000);
    expect(reports).toEqual([
      { kind: "board", online: false, reason: "the cable was pulled" },
      { kind: "board", online: true, reason: "" },
    ]);
  });

  it("that cannot come back yet says why, at once", async () => {
    const clock = new ManualClock();
    const board = openVirtualBoard({ clock });
    let tellLost = (_reason: string) => {};
    board.onLost((reason) => tellLost(reason));
    Object.assign(board, { onLost: (listener: typeof tellLost) => (tellLost = listener) });
    const { host, reports } = new HostBench(board, clock, { nvm: provisionedRecord() });
    await host.start();
    board.lose("the cable was pulled");
    tellLost("the cable is in use");
    expect(reports.slice(-2)).toEqual([
      { kind: "board", online: false, reason: "the cable was pulled" },
      { kind: "board", online: false, reason: "the cable is in use" },
    ]);
  });

  it("with the button held down at its return is read, and the press does not count", async () => {
    const { host, board, clock } = await onlineBench();
    board.lose();
    board.finger.press();
    board.comeBack();
    await clock.advance(20_000);
    expect(host.snapshot).toMatchObject({ button: "down", hold: null, lifecycle: "online" });
    board.finger.release();
    await clock.advance(1000);
    expect(host.snapshot.relay.closed).toBe(false);
  });

  it("while mains is off is quiet, and stays off when it is back", async () => {
    const { host, board, clock, said } = await onlineBench();
    host.command({ do: "power", to: "off" });
    board.lose();
    await clock.advance(1000);
    board.comeBack();
    await clock.advance(5000);
    expect(host.snapshot).toMatchObject({ lifecycle: "off", board: "online", power: "off" });
    expect(said()).toEqual(["board lost", "board back"]);
  });

  it("gets its mains back only with itself", async () => {
    const { host, board, clock } = await onlineBench();
    board.lose();
    host.command({ do: "power", to: "off" });
    host.command({ do: "power", to: "on" });
    await clock.advance(5000);
    expect(host.snapshot.lifecycle).toBe("off");
    board.comeBack();
    await clock.advance(1);
    expect(host.snapshot.lifecycle).toBe("booting");
  });
});

describe("the store", () => {
  it("that cannot be read at the start stops it", async () => {
    const bench = await virtualBench();
    bench.store.unreadable = new Error("EACCES");
    await expect(bench.host.start()).rejects.toThrow("EACCES");
  });

  it("that cannot be read after a power cut is reported, and the plug stays off", async () => {
    const { host, store, said, clock, reports } = await onlineBench();
    host.command({ do: "power", to: "off" });
    store.unreadable = new Error("EIO");
    host.command({ do: "power", to: "on" });
    await clock.advance(5000);
    expect(reports).toEqual([{ kind: "storeFailed", message: "EIO" }]);
    expect([host.snapshot.lifecycle, said()]).toEqual(["off", ["store failed"]]);
  });

  it("that fails is told as health, report and, when it works again, its end", async () => {
    const { host, store, said, clock } = await onlineBench();
    store.answers = "by hand";
    host.command({ do: "relay", to: "on", source: "ctl" });
    store.answer("ENOSPC");
    await clock.advance(10);
    expect([host.snapshot.nvm, said()]).toEqual(["failing", ["store failed", "saveFailing"]]);
    await clock.advance(1000);
    store.answer();
    await clock.advance(10);
    expect([host.snapshot.nvm, store.record?.relayClosed]).toEqual(["ok", true]);
  });

  it("that fails in a reset keeps solid red until it works", async () => {
    const { host, board, store, clock } = await onlineBench();
    store.answers = "by hand";
    board.finger.press();
    await clock.advance(13_000);
    board.finger.release();
    await clock.advance(100);
    store.answer("EIO");
    await clock.advance(30_000);
    expect([board.lamp, host.snapshot.lifecycle]).toEqual(["red", "resetting"]);
    for (let i = 0; i < 3; i++) {
      store.answer();
      await clock.advance(1000);
    }
    expect(host.snapshot.lifecycle).toBe("setup");
    expect([store.record, store.wipes]).toEqual([factoryRecord("previous"), 1]);
  });

  it("says how it was found", async () => {
    const bench = await virtualBench();
    bench.host.command({ do: "power", to: "off" });
    bench.store.health = "recovered";
    bench.host.command({ do: "power", to: "on" });
    await turn();
    expect(bench.host.snapshot.nvm).toBe("recovered");
  });

  it("of the home that fails is reported, and the home goes on", async () => {
    const homeStore = { save: () => Promise.reject(new Error("the disk is full")) };
    const { host, reports, clock } = await onlineBench({ homeStore });
    host.command({ do: "cloud", to: "down" });
    await clock.advance(10);
    expect(reports).toContainEqual({ kind: "storeFailed", message: "the disk is full" });
    expect(host.snapshot.home.cloud).toBe("down");
  });
});
