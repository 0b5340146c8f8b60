import { beforeEach, describe, expect, it } from "vitest";
import { METHODS, Rpc } from "../../../src/mqtt/rpc/rpc.ts";
import { refused } from "../../../src/runtime/command.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { ID, OWN, rpcOf, take } from "./rpc-rig.ts";
import { StubPlug } from "./stub-plug.ts";

describe("the RPC of the plug", () => {
  let plug: StubPlug;
  let clock: ManualClock;
  let rpc: Rpc;

  beforeEach(() => {
    plug = new StubPlug();
    clock = new ManualClock();
    rpc = rpcOf(plug, clock);
  });

  const ask = (method: string, params?: unknown) =>
    JSON.parse(take(rpc, { id: 1, src: "user_1", method, params }).value.text);
  // Frames as in General/RPCProtocol and Components/FunctionalComponents/Switch of Shelly's API documentation.
  it("switches as asked, and says how it was", () => {
    const answer = take(rpc, { id: 1, src: "user_1", method: "Switch.Set", params: { id: 0, on: true } });
    expect(answer).toMatchObject({ topic: "user_1/rpc", retain: false, value: { json: true } });
    expect(JSON.parse(answer.value.text)).toEqual({
      id: 1,
      src: ID,
      dst: "user_1",
      result: { was_on: false },
    });
    expect(ask("Switch.Toggle", { id: 0 }).result).toEqual({ was_on: true });
    expect(plug.commands).toEqual([
      { do: "relay", to: "on", source: "mqtt" },
      { do: "relay", to: "toggle", source: "mqtt" },
    ]);
    expect(plug.askers).toEqual(["user_1", "user_1"]);
  });

  it("switches back after toggle_after seconds", () => {
    ask("Switch.Set", { id: 0, on: true, toggle_after: 1.5 });
    expect(plug.commands).toEqual([{ do: "relay", to: "on", source: "mqtt", for: 1500 }]);
  });

  it("repeats an id of text, and the correlation on the response topic that MQTT 5 named", () => {
    const reply = { topic: "elsewhere", correlation: Buffer.from([1, 2]) };
    const answer = take(rpc, { id: "q-7", src: "me/x", method: "Mqtt.GetStatus" }, reply);
    expect(answer.topic).toBe("elsewhere");
    expect(answer.value.correlation).toEqual(Buffer.from([1, 2]));
    const result = { connected: true };
    expect(JSON.parse(answer.value.text)).toEqual({ id: "q-7", src: ID, dst: "me/x", result });
  });

  it("tells the outlet, who switched it, and nothing that it cannot measure", () => {
    expect(ask("Switch.GetStatus", { id: 0 }).result).toEqual({ id: 0, source: "init", output: false });
    plug.switch(true, "button");
    expect(ask("Switch.GetStatus", { id: 0 }).result).toEqual({ id: 0, source: "button", output: true });
    plug.switch(false, "timer");
    expect(ask("Switch.GetStatus", { id: 0 }).result).toEqual({ id: 0, source: "timer", output: false });
    ask("Switch.Set", { id: 0, on: true });
    expect(ask("Switch.GetStatus", { id: 0 }).result).toEqual({ id: 0, source: "MQTT", output: true });
  });

  it("shows and sets the start-up policy as the initial state", () => {
    const config = () => ask("Switch.GetConfig", { id: 0 }).result.initial_state;
    expect(config()).toBe("restore_last");
    for (const initial_state of ["on", "off", "restore_last"]) {
      const answer = ask("Switch.SetConfig", { id: 0, config: { initial_state } });
      expect(answer.result).toEqual({ restart_required: false });
      expect(config()).toBe(initial_state);
    }
    expect(plug.commands.map((command) => command.do === "startUp" && command.to)).toEqual([
      "on",
      "off",
      "previous",
    ]);
  });

  it("tells the device, its parts and its methods", () => {
    expect(ask("Shelly.GetDeviceInfo", { ident: true }).result).toEqual({
      name: null,
      id: ID,
      mac: "AABBCCDDEEFF",
      model: "plugbench",
      gen: 2,
      fw_id: "plugbench/1.2.3",
      ver: "1.2.3",
      app: "plugbench",
      auth_en: false,
      auth_domain: null,
    });
    expect(ask("Shelly.GetStatus").result).toEqual({
      cloud: ask("Cloud.GetStatus").result,
      mqtt: { connected: true },
      "switch:0": { id: 0, source: "init", output: false },
      sys: ask("Sys.GetStatus").result,
      wifi: { status: "got ip", ssid: "plugbench" },
    });
    const { result: config } = ask("Shelly.GetConfig");
    expect(config["switch:0"]).toEqual(ask("Switch.GetConfig", { id: 0 }).result);
    expect(config.mqtt).toEqual({ enable: true, client_id: ID, topic_prefix: OWN });
    expect(ask("Shelly.ListMethods").result).toEqual({
      methods: Object.keys(METHODS).filter((name) => METHODS[name]!.needs !== "meter"),
    });
    plug.change({ network: "local" });
    expect(ask("Cloud.GetStatus").result).toEqual({ connected: false });
  });

  it("counts its uptime from the last start", async () => {
    await clock.advance(5999);
    expect(ask("Sys.GetStatus").result).toEqual({
      mac: "AABBCCDDEEFF",
      restart_required: false,
      unixtime: 1_700_000_006,
      uptime: 5,
      available_updates: {},
    });
    plug.change({ lifecycle: "off", at: clock.now() });
    await clock.advance(10_000);
    plug.change({ lifecycle: "booting", at: clock.now() });
    await clock.advance(2000);
    plug.change({ lifecycle: "online", at: clock.now() });
    await clock.advance(1000);
    expect(ask("Sys.GetStatus").result.uptime).toBe(3);
  });

  it("answers before it restarts, once however often it was asked", async () => {
    expect(ask("Shelly.Reboot").result).toBe(null);
    await clock.advance(900);
    expect(ask("Shelly.Reboot", { delay_ms: 500 }).result).toBe(null);
    expect(plug.commands).toEqual([]);
    await clock.advance(500);
    expect(plug.commands).toEqual([{ do: "restart" }]);
    await clock.advance(60_000);
    expect(plug.commands).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("forgets a restart when the power fails before, and when the program ends", async () => {
    ask("Shelly.Reboot");
    plug.change({ lifecycle: "off" });
    expect(clock.pending).toBe(0);
    ask("Shelly.Reboot");
    rpc.close();
    expect(clock.pending).toBe(0);
  });

  it("identifies itself", () => {
    expect(ask("Plug.Identify").result).toBe(null);
    expect(plug.commands).toEqual([{ do: "identify" }]);
  });

  it("knows a method in any case", () => {
    expect(ask("switch.getstatus", { id: 0 }).result).toMatchObject({ id: 0 });
  });

  // General/CommonErrors of Shelly's API documentation names the numbers.
  it.each([
    [-103, "Switch.GetStatus", undefined],
    [-103, "Switch.GetStatus", {}],
    [-103, "Switch.GetStatus", { id: "0" }],
    [-103, "Switch.GetStatus", { id: 0, extra: 1 }],
    [-103, "Switch.GetStatus", [0]],
    [-103, "Switch.Set", { id: 0 }],
    [-103, "Switch.Set", { id: 0, on: "true" }],
    [-103, "Switch.Set", { id: 0, on: true, toggle_after: 0 }],
    [-103, "Switch.Set", { id: 0, on: true, toggle_after: 86_401 }],
    [-103, "Switch.SetConfig", { id: 0, config: { name: "lamp" } }],
    [-103, "Switch.SetConfig", { id: 0, config: { initial_state: "match_input" } }],
    [-103, "Shelly.Reboot", { delay_ms: 499 }],
    [-103, "Shelly.GetStatus", { id: 0 }],
    [-103, "Shelly.GetStatus", 5],
    [-105, "Switch.Set", { id: 1, on: true }],
    [-105, "Switch.Toggle", { id: 1 }],
    [-105, "Switch.GetStatus", { id: -1 }],
    [-105, "Switch.GetConfig", { id: 1 }],
    [-105, "Switch.SetConfig", { id: 1, config: { initial_state: "on" } }],
    [404, "Cover.Open", { id: 0 }],
    [404, "constructor", {}],
  ])("answers %i to %s %j, and does nothing", (code, method, params) => {
    const { result, error } = ask(method, params);
    expect(result).toBe(undefined);
    expect(error).toEqual({ code, message: expect.stringMatching(/./) });
    expect(plug.commands).toEqual([]);
  });

  it.each([
    ["busy", -109],
    ["no_effect", -109],
    ["no_power", -114],
    ["board_offline", -114],
    ["rate_limited", -108],
  ] as const)("answers a plug that is %s with %i", (code, number) => {
    plug.outcome = refused(code, "it says why");
    expect(ask("Switch.Toggle", { id: 0 }).error).toEqual({ code: number, message: "it says why" });
    expect(ask("Plug.Identify").error).toEqual({ code: number, message: "it says why" });
  });

  it("answers before the plug was ever started that it is not there yet", () => {
    const early = new Rpc({
      device: { ...rpc.plug.device },
      own: [],
      clock,
      wall: () => new Date(),
      obey: plug.obey,
    });
    expect(early.call("Switch.GetStatus", { id: 0 }, "x")).toMatchObject({ error: { code: -114 } });
  });
});
