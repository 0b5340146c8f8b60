import { describe, expect, it } from "vitest";
import { millis } from "../../firmware-sim/index.ts";
import type { Command } from "../../src/runtime/command.ts";
import { onlineBench, virtualBench } from "../support/host-bench.ts";
import { HOME_WIFI, listingHome } from "../support/world-rig.ts";

const relay = (to: "on" | "off" | "toggle"): Command => ({ do: "relay", to, source: "ctl" });
const code = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

describe("a command", () => {
  it.each([
    ["relay", relay("on"), { relay: { closed: true, source: "ctl" } }],
    ["startUp", { do: "startUp", to: "on" }, { startUp: "on" }],
    ["identify", { do: "identify" }, { led: { name: "identify" } }],
    ["wifi", { do: "wifi", to: "down", how: "silent" }, { network: "down", home: { wifi: "down" } }],
    ["cloud", { do: "cloud", to: "down" }, { network: "local", home: { cloud: "down" } }],
    ["removeFromAccount", { do: "removeFromAccount" }, { home: { listedBy: [] } }],
    ["power", { do: "power", to: "off" }, { power: "off", lifecycle: "off" }],
    ["press", { do: "press" }, { button: "down" }],
  ] satisfies [string, Command, object][])(
    "%s takes effect before it is answered",
    async (_, command, then) => {
      const { host } = await onlineBench();
      expect(host.command(command)).toEqual({ ok: true });
      expect(host.snapshot).toMatchObject(then);
    },
  );

  it("relay with a time goes back", async () => {
    const { host, board, clock } = await onlineBench();
    host.command({ do: "relay", to: "on", source: "mqtt", for: millis(2000) });
    await clock.advance(2000);
    expect([board.relayClosed, host.snapshot.relay.source]).toEqual([false, "timer"]);
  });

  it.each([
    ["no_power", "off"],
    ["busy", "booting"],
  ] as const)("is refused with %s when the plug is %s", async (expected, lifecycle) => {
    const { host } = await virtualBench();
    if (lifecycle === "off") host.command({ do: "power", to: "off" });
    expect(host.snapshot.lifecycle).toBe(lifecycle);
    const outcomes = [relay("on"), { do: "startUp", to: "on" }, { do: "identify" }] as const;
    for (const command of outcomes) expect(code(host.command(command))).toBe(expected);
  });

  it("is refused as busy in solid red, with words a person understands", async () => {
    const { host, board, clock } = await onlineBench();
    board.finger.press();
    await clock.advance(13_000);
    board.finger.release();
    await clock.advance(1000);
    expect(host.command(relay("on"))).toEqual({ ok: false, code: "busy", message: "a reset is going on" });
    expect(board.relayClosed).toBe(false);
  });

  it("is told apart from other refusals of the same moment", async () => {
    const { host, board, clock } = await virtualBench({ wait: 100 });
    board.finger.press();
    expect(code(host.command({ do: "power", to: "on" }))).toBe("ok");
    expect(code(host.command(relay("on")))).toBe("busy");
    await clock.advance(2000);
    expect(code(host.command(relay("on")))).toBe("ok");
  });
});

describe("provision", () => {
  it("without more uses the home's own network and account", async () => {
    const { host, store, clock, listed } = await virtualBench({ wait: 2000 });
    expect(listed()).toEqual([]);
    expect(host.command({ do: "provision" })).toEqual({ ok: true });
    await clock.advance(5000);
    expect(host.snapshot).toMatchObject({ lifecycle: "online", account: "home", provisioned: true });
    expect(host.snapshot.home.listedBy).toEqual(["home"]);
    expect(store.record?.wifi).toEqual(HOME_WIFI);
  });

  it("takes another network, another account, or none", async () => {
    const wrong = await virtualBench({ wait: 2000 });
    wrong.host.command({ do: "provision", wifi: { ssid: "bench", key: "00" } });
    await wrong.clock.advance(5000);
    expect(wrong.said().at(-1)).toBe("setupFailed");
    wrong.host.command({ do: "provision", account: "guest" });
    await wrong.clock.advance(5000);
    expect(wrong.host.snapshot.home.listedBy).toEqual(["guest"]);
    const none = await virtualBench({ wait: 2000 });
    none.host.command({ do: "provision", account: null });
    await none.clock.advance(5000);
    expect(none.host.snapshot).toMatchObject({ lifecycle: "online", account: null });
  });

  it("is refused outside of set-up, and by an account of others after the join", async () => {
    const online = await onlineBench();
    expect(code(online.host.command({ do: "provision" }))).toBe("not_in_setup");
    const { host, clock, reports } = await virtualBench({ wait: 2000, home: listingHome() });
    expect(code(host.command({ do: "provision", account: "neighbour" }))).toBe("ok");
    await clock.advance(5000);
    expect(reports.at(-1)).toMatchObject({ notice: "setupFailed", reason: "owned_by_other" });
  });
});

describe("press and release by command", () => {
  it("move the finger of a board that has one", async () => {
    const { host, board, clock } = await onlineBench();
    host.command({ do: "press" });
    await clock.advance(100);
    host.command({ do: "release" });
    await clock.advance(30);
    expect(board.relayClosed).toBe(true);
  });

  it("are forbidden on a board with a real button", async () => {
    const { host } = await onlineBench({ name: "arduino" });
    expect(code(host.command({ do: "press" }))).toBe("forbidden");
    expect(host.snapshot.button).toBe("up");
  });

  it("are allowed there when the user says so", async () => {
    const { host, board, clock } = await onlineBench({ name: "arduino", allowVirtualButton: true });
    host.command({ do: "press" });
    await clock.advance(100);
    expect(host.snapshot.button).toBe("down");
    host.command({ do: "release" });
    await clock.advance(30);
    expect(board.relayClosed).toBe(true);
  });

  it("are refused with board_offline while the board is away", async () => {
    const { host, board } = await onlineBench({ name: "arduino", allowVirtualButton: true });
    board.lose();
    expect(code(host.command({ do: "press" }))).toBe("board_offline");
  });

  it("without mains move the finger, and the snapshot shows it", async () => {
    const { host, clock } = await onlineBench();
    host.command({ do: "power", to: "off" });
    host.command({ do: "press" });
    expect(host.snapshot.button).toBe("down");
    host.command({ do: "power", to: "on" });
    await clock.advance(20_000);
    expect(host.snapshot).toMatchObject({ button: "down", hold: null });
  });
});

describe("what listeners hear", () => {
  it("is a new snapshot when something changed, with the one before, and nothing for a blink", async () => {
    const { host, clock } = await virtualBench({ wait: 2000 });
    const heard: [string, string][] = [];
    const end = host.onChange((now, before) => heard.push([before.led.name, now.led.name]));
    await clock.advance(60_000);
    expect(heard).toEqual([]);
    host.command({ do: "identify" });
    expect(heard).toEqual([["setup", "identify"]]);
    end();
    await clock.advance(60_000);
    expect(heard).toHaveLength(1);
  });

  it("is every gesture and notice, in order", async () => {
    const bench = await onlineBench();
    bench.board.finger.press();
    await bench.clock.advance(13_000);
    bench.board.finger.release();
    await bench.clock.advance(8000);
    expect(bench.said()).toEqual([
      "initialPress",
      "longPress",
      "longPress",
      "longRelease",
      "resetBegun",
      "resetDone",
      "setupOpened",
    ]);
  });
});
