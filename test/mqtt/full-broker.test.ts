import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { everythingIsRight } from "../support/everything-is-right.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { FAST, ID, MqttRig } from "../support/mqtt-rig.ts";
import { retainedBelow, Watcher } from "../support/mqtt-watcher.ts";
import { openOldBroker } from "../support/old-broker.ts";
import { ScriptedBroker } from "../support/scripted-broker.ts";
import { TcpProxy } from "../support/tcp-proxy.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

const DEVICE = `plugbench/${ID}`;
const TIMING = { ...FAST, lastRetry: 200 };
const QUOTA_EXCEEDED = 0x97;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let rig: MqttRig;
afterEach(() => rig.close());

describe.skipIf(!requireTool("mosquitto"))("a Mosquitto that is full", () => {
  let mosquitto: Mosquitto;
  afterEach(() => mosquitto.remove());
  const start = (...lines: string[]) => startMosquitto(["allow_anonymous true", ...lines]);

  it("of clients is told once, and everything is right when one has gone", async () => {
    mosquitto = await start("max_connections 3");
    const others = await Promise.all([1, 2, 3].map(() => Watcher.open(mosquitto.port, 5)));
    rig = await MqttRig.start(mosquitto.port, { timing: TIMING });
    await until("it is told", () => rig.logged.length > 0);
    await rig.hold(100);
    await pause(800);
    expect(rig.logged).toMatchObject([{ event: "broker-lost", text: expect.stringMatching(/may be full/) }]);
    await Promise.all(others.map((other) => other.close()));
    await until("it is back", () => rig.events("broker-back").length > 0);
    await everythingIsRight(mosquitto.port, 5, rig);
    expect(rig.logged.map(({ event }) => event)).toEqual(["broker-lost", "broker-back"]);
  });

  // Mosquitto answers such a message as no broker may, so that the library gives the connection up.
  it("of large messages goes without the one, told once, and has all others", async () => {
    mosquitto = await start("message_size_limit 400");
    rig = await MqttRig.start(mosquitto.port, { timing: TIMING });
    await until("it is told", () => rig.events("broker-refuses").length > 0);
    expect(rig.events("broker-refuses")[0]?.text).toContain(`${DEVICE}/bench/state`);
    const kept = () => retainedBelow(mosquitto.port, 5, DEVICE);
    const up = { availability: "online", "bench/availability": "online" };
    await expect.poll(kept, { timeout: 8000 }).toMatchObject(up);
    expect(await kept()).not.toHaveProperty("bench/state");
    const before = rig.logged.length;
    await rig.hold(100);
    await pause(1000);
    expect(rig.logged).toHaveLength(before);
    expect(await kept()).toMatchObject({ ...up, relay: "on" });
    expect(rig.events("broker-refuses")).toHaveLength(1);
  });

  it("of large messages is given the one again after a while, and takes it when its limit was raised", async () => {
    mosquitto = await start("message_size_limit 400");
    const proxy = await TcpProxy.open(mosquitto.port);
    onTestFinished(() => proxy.close());
    rig = await MqttRig.start(proxy.port, { timing: { ...TIMING, pardon: 500 } });
    await until("it is told", () => rig.events("broker-refuses").length > 0);
    const roomy = await startMosquitto();
    onTestFinished(() => roomy.remove());
    proxy.aim(roomy.port);
    await everythingIsRight(roomy.port, 5, rig);
  });

  it("of packets, as it says in MQTT 5, is never sent the one, which is told once", async () => {
    mosquitto = await start("max_packet_size 700");
    rig = await MqttRig.start(mosquitto.port, { timing: TIMING });
    const kept = () => retainedBelow(mosquitto.port, 5, DEVICE);
    await expect.poll(kept, { timeout: 8000 }).toMatchObject({ "bench/availability": "online" });
    await rig.hold(100);
    await pause(500);
    expect(await kept()).toMatchObject({ relay: "on" });
    expect(await kept()).not.toHaveProperty("bench/state");
    expect(rig.logged).toMatchObject([
      { event: "broker-refuses", text: expect.stringMatching(/bench\/state.*more than the 700 of a packet/) },
    ]);
  });

  it("of packets, in MQTT 3.1.1 where it closes without a word, goes without the one", async () => {
    mosquitto = await start("max_packet_size 500");
    const old = await openOldBroker(mosquitto.port);
    onTestFinished(() => old.close());
    rig = await MqttRig.start(old.port, { timing: TIMING });
    const kept = () => retainedBelow(mosquitto.port, 5, DEVICE);
    const up = { availability: "online", "bench/availability": "online" };
    await until("it is told", () => rig.events("broker-refuses").length > 0);
    await expect.poll(kept, { timeout: 8000 }).toMatchObject(up);
    expect(await kept()).not.toHaveProperty("bench/state");
    expect(rig.events("id-taken")).toEqual([]);
    const before = rig.logged.length;
    await rig.hold(100);
    await pause(1000);
    expect(rig.logged).toHaveLength(before);
    expect(await kept()).toMatchObject({ ...up, relay: "on" });
  });
});

describe("a broker whose quota is used up", () => {
  let server: ScriptedBroker;
  let held: Map<string, string>;
  let full: (topic: string) => boolean;
  let refusals: number;

  beforeEach(async () => {
    held = new Map();
    full = (topic) => topic.endsWith("state");
    refusals = 0;
    server = await ScriptedBroker.open({
      onPublish: (peer, topic, messageId, payload) => {
        if (full(topic)) refusals++;
        else held.set(topic, payload);
        peer.puback(messageId, full(topic) ? QUOTA_EXCEEDED : 0);
      },
    });
  });
  afterEach(() => server.close());

  it("is told of once a topic, asked again now and then, and has all when it takes it", async () => {
    rig = await MqttRig.start(server.port, { timing: TIMING });
    await rig.hold(100);
    await pause(1100);
    expect(rig.logged.map(({ event }) => event)).toEqual(["broker-refuses", "broker-refuses"]);
    expect(rig.logged[0]?.text).toMatch(/Quota exceeded/);
    // Two topics: once at first, once for the press, and some five times in 1.1 s.
    expect(refusals).toBeLessThan(24);
    expect(held.get(`${DEVICE}/relay`)).toBe("on");
    full = () => false;
    await until("it is told again", () => held.has(`${DEVICE}/state`) && held.has(`${DEVICE}/bench/state`));
    expect(JSON.parse(held.get(`${DEVICE}/state`)!)).toMatchObject({ relay: "on" });
    expect(server.connects).toHaveLength(2);
  });

  it("for subscriptions is told, asked again, and obeyed when it takes them", async () => {
    let asked = 0;
    server.script = {
      onSubscribe: (peer, messageId, filters) => {
        const code = asked++ < 6 ? QUOTA_EXCEEDED : 1;
        peer.suback(messageId, Array(filters).fill(code));
        if (code === 1) peer.publish(`${DEVICE}/relay/set`, "on");
      },
    };
    rig = await MqttRig.start(server.port, { timing: TIMING });
    await until("the outlet is on", () => rig.board.relayClosed);
    expect(rig.logged.map(({ event }) => event)).toEqual(["broker-refuses", "broker-refuses"]);
    expect(rig.logged.map(({ text }) => text).join()).toMatch(/relay|\+\/set/);
    expect(server.connects).toHaveLength(2);
  });
});
