import { describe, expect, it } from "vitest";
import { MAC, POWER, TasmotaRig, TOPIC, told } from "./tasmota-rig.ts";

const SECOND = 1000;
const STATE = `tele/${TOPIC}/STATE`;

describe("a Tasmota device's introduction", () => {
  it("is INFO1 to INFO3 and the relay, none retained, and STATE 5 s later", async () => {
    const rig = new TasmotaRig();
    rig.dialect.greet!();
    expect(rig.saidFrom(0)).toEqual([
      [
        `tele/${TOPIC}/INFO1`,
        '{"Info1":{"Module":"plugbench","Version":"0.1.0(plugbench)","FallbackTopic":"cmnd/DVES_67F0AB_fb/","GroupTopic":"cmnd/tasmotas/"}}',
      ],
      [`tele/${TOPIC}/INFO2`, '{"Info2":{"Hostname":"plug-test","IPAddress":"0.0.0.0"}}'],
      [`tele/${TOPIC}/INFO3`, '{"Info3":{"RestartReason":"Power On"}}'],
      ...told("OFF"),
    ]);
    expect(rig.said.some(({ retain }) => retain)).toBe(false);
    await rig.clock.advance(5 * SECOND - 1);
    expect(rig.json(STATE)).toBeNull();
    await rig.clock.advance(1);
    expect(rig.json(STATE)).toEqual({
      Time: "2026-01-01T00:00:05",
      Uptime: "0T00:00:05",
      UptimeSec: 5,
      MqttCount: 1,
      POWER: "OFF",
      Wifi: { SSId: "plugbench", LinkCount: 1 },
    });
  });

  it("is said once in a life: a connection that comes back is only counted", () => {
    const rig = TasmotaRig.greeted();
    rig.change({ network: "down" });
    rig.change({ network: "local" });
    rig.dialect.greet!();
    expect(rig.said).toEqual([]);
    rig.ask("STATE");
    expect(rig.json(`stat/${TOPIC}/RESULT`)).toMatchObject({ MqttCount: 2, Wifi: { LinkCount: 2 } });
  });

  it.each([
    ["a power cut", { power: "off" }, "Power On"],
    ["a lost board", { board: "offline" }, "Power On"],
    ["a restart", {}, "Software/System restart"],
  ] as const)("comes again after %s, and says so", async (_, off, reason) => {
    const rig = TasmotaRig.greeted();
    await rig.clock.advance(100 * SECOND);
    rig.cycle(off);
    rig.dialect.greet!();
    expect(rig.json(`tele/${TOPIC}/INFO3`)).toEqual({ Info3: { RestartReason: reason } });
    await rig.clock.advance(5 * SECOND);
    expect(rig.json(STATE)).toMatchObject({ UptimeSec: 5, MqttCount: 1, Wifi: { LinkCount: 1 } });
  });

  it("comes again after a factory reset, and TelePeriod is 300 again", () => {
    const rig = TasmotaRig.greeted();
    rig.ask("TelePeriod", "60");
    rig.change({ lifecycle: "setup", provisioned: false, network: "down" });
    rig.change({ lifecycle: "online", provisioned: true, network: "cloud" });
    rig.dialect.greet!();
    expect(rig.json(`tele/${TOPIC}/INFO1`)).not.toBeNull();
    rig.ask("TelePeriod");
    expect(rig.json(`stat/${TOPIC}/RESULT`)).toEqual({ TelePeriod: 300 });
  });
});

describe("a change of the relay", () => {
  it.each(["button", "timer", "mqtt"] as const)("by %s is told once, not retained", (source) => {
    const rig = TasmotaRig.greeted();
    rig.switch(true, source);
    expect(rig.saidFrom(0)).toEqual(told("ON"));
    expect(rig.said.some(({ retain }) => retain)).toBe(false);
    rig.change({ button: "down", startUp: "on" });
    expect(rig.said).toHaveLength(2);
  });

  it("is not told by a plug without power, nor by one that boots", () => {
    const rig = TasmotaRig.greeted();
    rig.switch(true);
    rig.said.length = 0;
    const open = { ...rig.now.relay, closed: false };
    rig.change({ lifecycle: "off", power: "off", network: "down", relay: open });
    rig.change({ lifecycle: "booting", power: "on", relay: { ...open, closed: true } });
    expect(rig.said).toEqual([]);
  });
});

describe("the telemetry", () => {
  it("is told every 300 s from the first on, until the program closes", async () => {
    const rig = TasmotaRig.greeted();
    await rig.clock.advance(5 * SECOND + 300 * SECOND);
    expect(rig.said.map(({ topic }) => topic)).toEqual([STATE, STATE]);
    await rig.clock.advance(299 * SECOND);
    expect(rig.said).toHaveLength(2);
    rig.dialect.close!();
    expect(rig.clock.pending).toBe(0);
  });

  it("stops with the power", async () => {
    const rig = TasmotaRig.greeted();
    rig.change({ lifecycle: "off", power: "off", network: "down" });
    await rig.clock.advance(1000 * SECOND);
    expect(rig.said).toEqual([]);
  });

  it.each([
    ["10", 10],
    ["60", 60],
    ["3600", 3600],
    ["1", 300],
    ["5", 10],
    ["0", 0],
    ["3601", 300],
    ["-4", 300],
    ["often", 300],
    ["", 300],
  ])("TelePeriod %j makes it %i s", (payload, period) => {
    const rig = TasmotaRig.greeted();
    rig.ask("TelePeriod", payload);
    expect(rig.json(`stat/${TOPIC}/RESULT`)).toEqual({ TelePeriod: period });
  });

  it("comes soon after a TelePeriod command, then in the new period, and only once at 0", async () => {
    const rig = TasmotaRig.greeted();
    const times = () => rig.said.filter(({ topic }) => topic === STATE).length;
    rig.ask("TelePeriod", "20");
    await rig.clock.advance(1 * SECOND);
    expect(times()).toBe(1);
    await rig.clock.advance(40 * SECOND);
    expect(times()).toBe(3);
    rig.ask("TelePeriod", "0");
    await rig.clock.advance(1000 * SECOND);
    expect(times()).toBe(4);
    rig.cycle();
    rig.dialect.greet!();
    await rig.clock.advance(1000 * SECOND);
    expect(times()).toBe(4);
  });
});

describe("a Backlog", () => {
  it("carries out its commands one after another, 200 ms apart", async () => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("Backlog", "Power1 ON; Backlog PowerOnState 1;;  POWER off ")).toEqual(told("ON"));
    await rig.clock.advance(199);
    expect(rig.commands).toHaveLength(1);
    await rig.clock.advance(1);
    expect(rig.commands.at(-1)).toEqual({ do: "startUp", to: "on" });
    await rig.clock.advance(200);
    expect(rig.saidFrom(rig.said.length - 2)).toEqual(told("OFF"));
    await rig.clock.advance(200);
    expect(rig.ask("Backlog")).toEqual([[`stat/${TOPIC}/RESULT`, '{"Backlog":"Empty"}']]);
  });

  it("waits as Delay says, in tenths of a second", async () => {
    const rig = TasmotaRig.greeted();
    rig.ask("Backlog", "POWER ON;Delay 20;POWER OFF");
    await rig.clock.advance(200 + 1999);
    expect(rig.now.relay.closed).toBe(true);
    await rig.clock.advance(1);
    expect(rig.now.relay.closed).toBe(false);
  });

  it("takes one that comes while another is going, in order", async () => {
    const rig = TasmotaRig.greeted();
    rig.ask("Backlog", "POWER ON;POWER OFF");
    rig.ask("Backlog0", "PowerOnState 0");
    expect(rig.commands).toHaveLength(1);
    await rig.clock.advance(400);
    expect(rig.commands.map((command) => command.do)).toEqual(["relay", "relay", "startUp"]);
  });

  it("is emptied by an empty one, and by a power cut", async () => {
    const rig = TasmotaRig.greeted();
    rig.ask("Backlog", "POWER ON;POWER OFF;POWER ON");
    expect(rig.ask("Backlog")).toEqual([[`stat/${TOPIC}/RESULT`, '{"Backlog":"Aborted"}']]);
    await rig.clock.advance(1000);
    expect(rig.commands).toHaveLength(1);
    rig.ask("Backlog", "POWER OFF;POWER ON");
    rig.cycle();
    await rig.clock.advance(1000);
    expect(rig.commands).toHaveLength(2);
  });

  it("ends, unanswered, with a power cut in the middle of a command", async () => {
    const rig = TasmotaRig.greeted();
    rig.onCommand = () => rig.change({ lifecycle: "off", power: "off", network: "down" });
    expect(rig.ask("Backlog", "POWER ON;POWER ON")).toEqual([]);
    expect(rig.ask("POWER", "ON")).toEqual([]);
    rig.cycle();
    await rig.clock.advance(10 * SECOND);
    expect(rig.commands).toHaveLength(1);
  });

  it("is refused whole above 30 commands, and takes no Reset", async () => {
    const rig = TasmotaRig.greeted();
    const error = [[`stat/${TOPIC}/RESULT`, '{"Command":"Error"}']];
    expect(rig.ask("Backlog", "POWER TOGGLE;".repeat(31))).toEqual(error);
    expect(rig.ask("Backlog", "Reset 1")).toEqual([]);
    expect(rig.ask("Backlog", "POWER TOGGLE;".repeat(30))).toEqual(told("ON"));
    await rig.clock.advance(30 * 200);
    expect(rig.said.filter(({ topic }) => topic === POWER)).toHaveLength(30);
  });

  it("logs a fault of the program, and goes on", async () => {
    const rig = TasmotaRig.greeted();
    rig.refusal = new Error("broken");
    rig.ask("Backlog", "POWER ON;POWER ON");
    rig.refusal = null;
    await rig.clock.advance(200);
    expect(rig.logged).toHaveLength(1);
    expect(rig.now.relay.closed).toBe(true);
  });
});

describe("what the broker keeps of a Tasmota device", () => {
  it("is discovery and, last, LWT; all of them go with a reset", () => {
    const { dialect } = new TasmotaRig();
    const topics = [
      `tasmota/discovery/${MAC}/config`,
      `tasmota/discovery/${MAC}/sensors`,
      `tele/${TOPIC}/LWT`,
    ];
    expect([...dialect.retained.keys()]).toEqual(topics);
    expect(dialect.retainedTopics).toEqual(topics);
    const { online, offline } = dialect.availability;
    expect([online.topic, online.value.text, online.retain]).toEqual([topics[2], "Online", true]);
    expect([offline.topic, offline.value.text, offline.retain]).toEqual([topics[2], "Offline", true]);
    expect(dialect.retained.get(topics[2]!)).toEqual(online.value);
  });
});
