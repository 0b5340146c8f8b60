import { beforeEach, describe, expect, it } from "vitest";
import { refused } from "../../../src/runtime/command.ts";
import { PREFIX, shellyRig } from "./shelly-rig.ts";

const FULL_STATUS = {
  cloud: { connected: true },
  mqtt: { connected: true },
  "switch:0": { id: 0, source: "init", output: false },
  sys: {
    mac: "AABBCCDDEEFF",
    restart_required: false,
    unixtime: 1_700_000_000,
    uptime: 0,
    available_updates: {},
  },
  wifi: { status: "got ip", ssid: "plugbench" },
};
const STATUS_TOPICS = Object.keys(FULL_STATUS).map((name) => `${PREFIX}/status/${name}`);

describe("a plug that speaks as a Shelly of the second generation", () => {
  let { plug, clock, dialect, said, logged } = shellyRig();

  beforeEach(() => {
    ({ plug, clock, dialect, said, logged } = shellyRig());
  });

  const take = (name: string, payload: string | Buffer) =>
    dialect.take({ topic: name, payload: Buffer.from(payload) });
  const command = (name: string, payload: string) => take(`${PREFIX}/${name}`, payload);
  const heard = () =>
    said.splice(0).map(({ topic, value }) => [topic, value.json ? JSON.parse(value.text) : value.text]);

  // Components/SystemComponents/Mqtt: the will; ioBroker reads the make from the client id.
  it("is known by its client id, and there while online is true", () => {
    expect(dialect.clientId).toBe(PREFIX);
    const { online, offline } = dialect.availability;
    expect(online).toEqual({ topic: `${PREFIX}/online`, value: { text: "true", json: false }, retain: true });
    expect(offline).toEqual({ ...online, value: { text: "false", json: false } });
    expect([...dialect.retained]).toEqual([[`${PREFIX}/online`, online.value]]);
    expect(dialect.retainedTopics).toEqual([`${PREFIX}/online`]);
    expect(said).toEqual([]);
  });

  it("tells everything when it is connected, once and not retained", () => {
    dialect.greet!();
    expect(said.some(({ retain }) => retain)).toBe(false);
    const [notification, ...statuses] = heard();
    expect(notification).toEqual([
      `${PREFIX}/events/rpc`,
      {
        src: PREFIX,
        dst: `${PREFIX}/events`,
        method: "NotifyFullStatus",
        params: { ts: 1_700_000_000.13, ...FULL_STATUS },
      },
    ]);
    expect(statuses).toEqual(
      Object.entries(FULL_STATUS).map(([name, status]) => [`${PREFIX}/status/${name}`, status]),
    );
  });

  // General/Notifications: NotifyStatus carries what changed; Switch: status.
  it("tells a change of the outlet once on each channel, whoever made it", () => {
    plug.switch(true, "button");
    expect(heard()).toEqual([
      [
        `${PREFIX}/events/rpc`,
        {
          src: PREFIX,
          dst: `${PREFIX}/events`,
          method: "NotifyStatus",
          params: { ts: 1_700_000_000.13, "switch:0": { id: 0, source: "button", output: true } },
        },
      ],
      [`${PREFIX}/status/switch:0`, { id: 0, source: "button", output: true }],
    ]);
    plug.switch(false, "button");
    expect(heard()[0]![1].params["switch:0"]).toEqual({ id: 0, output: false });
    plug.change({ button: "down" });
    plug.change({ lifecycle: "offline" });
    expect(heard()).toEqual([]);
  });

  it("tells that the cloud went", () => {
    plug.change({ network: "local" });
    const [notification, status] = heard();
    expect(notification![1].params).toEqual({ ts: 1_700_000_000.13, cloud: { connected: false } });
    expect(status).toEqual([`${PREFIX}/status/cloud`, { connected: false }]);
  });

  it("tells a changed start-up policy as an event of its configuration", () => {
    plug.change({ startUp: "on" });
    const event = { component: "switch:0", id: 0, event: "config_changed", restart_required: false };
    expect(heard()).toEqual([
      [
        `${PREFIX}/events/rpc`,
        {
          src: PREFIX,
          dst: `${PREFIX}/events`,
          method: "NotifyEvent",
          params: { ts: 1_700_000_000.13, events: [{ ...event, ts: 1_700_000_000.13 }] },
        },
      ],
    ]);
  });

  it("answers an RPC to its sender after it has told the change", () => {
    const frame = { id: 7, src: "iobroker", method: "Switch.Set", params: { id: 0, on: true } };
    command("rpc", JSON.stringify(frame));
    const all = heard();
    expect(all.map(([topic]) => topic)).toEqual([
      `${PREFIX}/events/rpc`,
      `${PREFIX}/status/switch:0`,
      "iobroker/rpc",
    ]);
    expect(all[2]![1]).toEqual({ id: 7, src: PREFIX, dst: "iobroker", result: { was_on: false } });
  });

  it("says of itself what its client id promises", () => {
    command("rpc", JSON.stringify({ id: 1, src: "x", method: "Shelly.GetDeviceInfo" }));
    expect(heard()[0]![1].result).toMatchObject({
      id: PREFIX,
      mac: "AABBCCDDEEFF",
      model: "SNPL-00112EU",
      app: "PlusPlugS",
      gen: 2,
    });
  });

  // Components/FunctionalComponents/Switch: MQTT control.
  it.each([
    ["on", [{ do: "relay", to: "on", source: "mqtt" }]],
    ["off", [{ do: "relay", to: "off", source: "mqtt" }]],
    ["toggle", [{ do: "relay", to: "toggle", source: "mqtt" }]],
    ["on,10", [{ do: "relay", to: "on", source: "mqtt", for: 10_000 }]],
    ["off,0.5", [{ do: "relay", to: "off", source: "mqtt", for: 500 }]],
  ])("obeys %j on command/switch:0 without another answer than the change", (word, commands) => {
    command("command/switch:0", word);
    expect(plug.commands).toEqual(commands);
    const told = plug.now.relay.closed ? ["events/rpc", "status/switch:0"] : [];
    expect(heard().map(([topic]) => topic)).toEqual(told.map((name) => `${PREFIX}/${name}`));
  });

  it.each(["", "ON", "on,", "on,0", "on,86401", "on,-1", "toggle,10", "on,10,10", "{}", "announce"])(
    "says on error/switch:0 that it does not obey %j",
    (word) => {
      command("command/switch:0", word);
      expect(plug.commands).toEqual([]);
      expect(heard()).toEqual([[`${PREFIX}/error/switch:0`, expect.stringMatching(/./)]]);
    },
  );

  it("says on error/switch:0 why the plug did not switch", () => {
    plug.outcome = refused("busy", "the plug resets");
    command("command/switch:0", "on");
    expect(heard()).toEqual([[`${PREFIX}/error/switch:0`, "the plug resets"]]);
  });

  it("tells the status of the switch when it is asked for, and of everything when the device is", () => {
    command("command/switch:0", "status_update");
    expect(heard()).toEqual([[`${PREFIX}/status/switch:0`, FULL_STATUS["switch:0"]]]);
    command("command", "status_update");
    const all = heard();
    expect(all[0]).toEqual([`${PREFIX}/status`, FULL_STATUS]);
    expect(all.slice(1).map(([topic]) => topic)).toEqual(STATUS_TOPICS);
  });

  it.each(["command", "shellies"])("announces itself when %s asks for it", (asked) => {
    take(asked === "shellies" ? "shellies/command" : `${PREFIX}/command`, "announce");
    const all = heard();
    expect(all.map(([topic]) => topic)).toEqual(["shellies/announce", `${PREFIX}/announce`]);
    for (const [, info] of all) expect(info).toMatchObject({ id: PREFIX, gen: 2, ver: "1.2.3" });
  });

  it("subscribes to each topic it obeys", () => {
    expect(dialect.subscriptions).toEqual([
      `${PREFIX}/rpc`,
      `${PREFIX}/command`,
      `${PREFIX}/command/switch:0`,
      "shellies/command",
    ]);
  });

  it("is silent about what is no command, and logs a flood of it once a second", async () => {
    const bad: [string, string | Buffer][] = [
      ["rpc", "nonsense"],
      ["rpc", Buffer.from([0xff])],
      ["rpc", "x".repeat(5000)],
      ["rpc", JSON.stringify({ id: 1, src: PREFIX, method: "Switch.Toggle", params: { id: 0 } })],
      ["rpc", JSON.stringify({ id: 1, src: "plugbench/plug-1", method: "Switch.Toggle", params: { id: 0 } })],
      ["rpc", JSON.stringify({ id: 1, src: "a/#", method: "Switch.Toggle", params: { id: 0 } })],
      ["rpc", JSON.stringify({ id: 1, src: "x", dst: PREFIX, result: null })],
      ["command", "reboot"],
    ];
    for (const [name, payload] of bad) take(`${PREFIX}/${name}`, payload);
    expect(logged).toHaveLength(1);
    await clock.advance(1000);
    take(`${PREFIX}/rpc`, "nonsense");
    expect(logged).toHaveLength(2);
    expect(logged[0]).toMatchObject({ level: "warn", event: "command-refused" });
    expect(plug.commands).toEqual([]);
    expect(heard()).toEqual([]);
  });

  it("obeys 20 commands at once and 10 a second, and no more", async () => {
    for (let i = 0; i < 30; i++) command("command/switch:0", "toggle");
    expect(plug.commands).toHaveLength(20);
    await clock.advance(1000);
    for (let i = 0; i < 30; i++) command("command/switch:0", "toggle");
    expect(plug.commands).toHaveLength(30);
    expect(logged).toHaveLength(2);
  });

  it("lives on after a fault of the program, and logs it", () => {
    plug.commands.push = () => {
      throw new Error("a fault");
    };
    command("command/switch:0", "on");
    expect(logged).toMatchObject([{ level: "error", event: "command-fault" }]);
  });
});
