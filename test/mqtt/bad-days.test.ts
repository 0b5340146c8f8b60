import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { everythingIsRight } from "../support/everything-is-right.ts";
import { liveHeap } from "../support/heap.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { FAST, ID, MqttRig } from "../support/mqtt-rig.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { TcpProxy } from "../support/tcp-proxy.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";
import { BROKERS, type TestBroker } from "./brokers.ts";

const DEVICE = `plugbench/${ID}`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let rig: MqttRig;
const told = () => rig.logged.map(({ event }) => event);

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`bad days of ${name}`, () => {
    let broker: TestBroker;
    let proxy: TcpProxy;

    beforeEach(async () => {
      broker = await open();
      proxy = await TcpProxy.open(broker.port);
    });
    afterEach(async () => {
      await rig.close();
      await proxy.close();
      await broker.remove();
    });

    it("are told in two lines each, with all dialects, and leave everything right", async () => {
      rig = await MqttRig.start(proxy.port, { dialects: ["tasmota", "shelly-gen2"] });
      await everythingIsRight(broker.port, version, rig);
      for (let outage = 1; outage <= 5; outage++) {
        await proxy.refuse();
        await rig.hold(100);
        await until("it is told", () => told().length === 2 * outage - 1);
        await pause(300);
        await proxy.pass();
        await until("it is back", () => told().length === 2 * outage);
        await everythingIsRight(broker.port, version, rig);
      }
      expect(told()).toEqual(Array(5).fill(["broker-lost", "broker-back"]).flat());
    });

    it("cost no memory, however much changes meanwhile, and nothing of it is told late", async () => {
      rig = await MqttRig.start(proxy.port);
      await everythingIsRight(broker.port, version, rig);
      await proxy.refuse();
      await until("it is told", () => told().length > 0);
      const changes = (count: number) => {
        for (let i = 0; i < count; i++) rig.host.command({ do: "relay", to: "toggle", source: "mqtt" });
      };
      const taps = async (count: number) => {
        for (let i = 0; i < count; i++) await rig.hold(60);
      };
      changes(5000);
      await taps(20);
      const before = liveHeap();
      changes(50_001);
      await taps(3000);
      expect(liveHeap() - before).toBeLessThan(1024 * 1024);
      const watcher = await Watcher.open(broker.port, version);
      watcher.heard.length = 0;
      await proxy.pass();
      await everythingIsRight(broker.port, version, rig);
      expect(watcher.of(`${DEVICE}/event/button`)).toEqual([]);
      expect(watcher.of(`${DEVICE}/bench/event`)).toEqual([]);
      expect(watcher.of(`${DEVICE}/relay`).length).toBeLessThan(4);
      await watcher.close();
    });

    it("that begin with a broker that never answers are told, and leave everything right", async () => {
      proxy.hang();
      rig = await MqttRig.start(proxy.port, { timing: { ...FAST, answer: 300 } });
      await until("it is told", () => told().length > 0);
      await rig.hold(100);
      await pause(1000);
      expect(rig.logged).toMatchObject([
        { event: "broker-lost", text: expect.stringContaining("does not answer") },
      ]);
      await proxy.pass();
      await everythingIsRight(broker.port, version, rig);
      expect(told()).toEqual(["broker-lost", "broker-back"]);
    });
  });
}

describe.skipIf(!requireTool("mosquitto"))("a Mosquitto that stands still", () => {
  let mosquitto: Mosquitto;
  beforeEach(async () => {
    mosquitto = await startMosquitto();
  });
  afterEach(async () => {
    await rig.close();
    await mosquitto.remove();
  });

  it("is found out by keep-alive, and everything is right when it goes on", async () => {
    rig = await MqttRig.start(mosquitto.port, { timing: { ...FAST, keepalive: 1, answer: 500 } });
    await everythingIsRight(mosquitto.port, 5, rig);
    mosquitto.hang();
    await rig.hold(100);
    await until("it is told", () => told().length > 0);
    await rig.hold(100);
    await rig.hold(100);
    await pause(1500);
    expect(told()).toEqual(["broker-lost"]);
    mosquitto.goOn();
    await everythingIsRight(mosquitto.port, 5, rig);
    expect(told()).toEqual(["broker-lost", "broker-back"]);
  });
});

describe.skipIf(!requireTool("mosquitto"))("a wall clock that jumps", () => {
  const DAY = 86_400_000;
  const HOUR = 3_600_000;

  it.each([
    ["a day forth", DAY],
    ["a day back", -DAY],
    ["an hour forth, as in spring", HOUR],
    ["an hour back, as in autumn", -HOUR],
  ])("%s moves what is told of the time, and nothing else", async (_, jump) => {
    const mosquitto = await startMosquitto();
    let offset = 0;
    const begin = Date.parse("2026-03-29T00:59:00Z");
    const started = performance.now();
    const wall = () => new Date(begin + offset + performance.now() - started);
    rig = await MqttRig.start(mosquitto.port, { wall });
    onTestFinished(async () => {
      await rig.close();
      await mosquitto.remove();
    });
    const watcher = await Watcher.open(mosquitto.port, 5);
    await everythingIsRight(mosquitto.port, 5, rig);
    await rig.hold(100);
    await watcher.shows(`${DEVICE}/relay`, "on");
    await watcher.caughtUp();
    watcher.heard.length = 0;
    offset = jump;
    // Whoever waits for the wall would be woken by now, many times.
    await pause(300);
    await watcher.caughtUp();
    expect(watcher.heard.filter(({ topic }) => topic.startsWith(DEVICE))).toEqual([]);
    for (let i = 0; i < 3; i++) await rig.hold(100);
    await watcher.publish(`${DEVICE}/relay/set`, '{"state":"on","for_s":5}');
    await watcher.shows(`${DEVICE}/relay`, "on");
    await rig.clock.advance(4999);
    expect(rig.board.relayClosed).toBe(true);
    await rig.clock.advance(1);
    expect(rig.board.relayClosed).toBe(false);
    await watcher.shows(`${DEVICE}/relay`, "off");
    await watcher.caughtUp();
    const states = watcher.jsons(`${DEVICE}/state`);
    const seqs = states.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    for (const { ts, changed } of states)
      for (const time of [ts, changed])
        expect(Math.abs(Date.parse(time) - begin - jump)).toBeLessThan(60_000);
    expect(watcher.texts(`${DEVICE}/relay`)).toEqual(["off", "on", "off", "on", "off"]);
    expect(watcher.jsons(`${DEVICE}/event/button`)).toHaveLength(3);
    expect(told()).toEqual([]);
    await everythingIsRight(mosquitto.port, 5, rig);
    await watcher.close();
  });
});
