import { pbkdf2Sync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { TIMING } from "../../src/mqtt/connection/connection.ts";
import { startMosquitto } from "../support/mosquitto.ts";
import { FAST, ID, MqttRig, OF_DEVICE } from "../support/mqtt-rig.ts";
import { retainedBelow, Watcher } from "../support/mqtt-watcher.ts";
import { TcpProxy } from "../support/tcp-proxy.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";
import { BROKERS, type TestBroker } from "./brokers.ts";

const DEVICE = `plugbench/${ID}`;
const BENCH = `${DEVICE}/bench`;
const RESET = 12_300;

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`a bad way to ${name}`, () => {
    let broker: TestBroker;
    let proxy: TcpProxy;
    let watcher: Watcher;
    let rig: MqttRig;

    const ofDevice = async () => {
      const all = await retainedBelow(broker.port, version, DEVICE);
      return Object.fromEntries(Object.entries(all).filter(([topic]) => !topic.startsWith("bench/")));
    };
    const begin = async () => {
      rig = await MqttRig.start(proxy.port);
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${BENCH}/availability`, "online");
    };
    const told = () => rig.logged.map(({ event }) => event);

    beforeEach(async () => {
      broker = await open();
      proxy = await TcpProxy.open(broker.port);
      watcher = await Watcher.open(broker.port, version);
    });
    afterEach(async () => {
      await rig.close();
      await watcher.close();
      await proxy.close();
      await broker.remove();
    });

    it("does not keep the plug from starting, and is told once", async () => {
      await proxy.refuse();
      rig = await MqttRig.start(proxy.port);
      await rig.hold(100);
      expect(rig.board.relayClosed).toBe(true);
      await until("it is told", () => told().length > 0);
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(told()).toEqual(["broker-lost"]);
      expect(rig.logged[0]?.text).toContain(`mqtt://127.0.0.1:${proxy.port}`);
      expect(rig.logged[0]?.text).toContain("ECONNREFUSED");
      await proxy.pass();
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${BENCH}/availability`, "online");
      expect(watcher.last(`${DEVICE}/relay`)).toBe("on");
      expect(watcher.of(`${DEVICE}/event/button`)).toEqual([]);
      expect(told()).toEqual(["broker-lost", "broker-back"]);
    });

    it("leaves nothing stale when it is dropped while things change", async () => {
      await begin();
      await proxy.refuse();
      await watcher.shows(`${DEVICE}/availability`, "offline");
      await watcher.shows(`${BENCH}/availability`, "offline");
      await rig.hold(100);
      await proxy.pass();
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${BENCH}/availability`, "online");
      const kept = await retainedBelow(broker.port, version, DEVICE);
      expect(kept).toMatchObject({ availability: "online", relay: "on", "bench/lifecycle": "online" });
      expect(JSON.parse(kept["bench/led"]!)).toMatchObject({ words: "solid blue" });
      expect(told(), rig.logged.map(({ text }) => text).join("\n")).toEqual(["broker-lost", "broker-back"]);
    });

    it("is found out when it hangs, and everything is right afterwards", async () => {
      await begin();
      proxy.hang();
      await rig.hold(100);
      await until("the hang is told", () => told().includes("broker-lost"));
      proxy.drop();
      await proxy.pass();
      await until("it is back", () => told().includes("broker-back"));
      await watcher.shows(`${DEVICE}/relay`, "on");
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${BENCH}/availability`, "online");
      expect(told()).toEqual(["broker-lost", "broker-back"]);
    });

    it("ends within 3 s when it hangs", async () => {
      await begin();
      proxy.hang();
      const start = performance.now();
      await rig.close();
      expect(performance.now() - start).toBeLessThan(3000);
    });

    it("ends within 3 s when it never answers", async () => {
      proxy.hang();
      rig = await MqttRig.start(proxy.port, { timing: { ...TIMING, answer: 60_000 } });
      await until("it is connected to nobody", () => proxy.connections >= 2);
      const start = performance.now();
      await rig.close();
      expect(performance.now() - start).toBeLessThan(3000);
      await until("no connection stays", () => proxy.connections === 0);
    });

    it("tells a broker that forgot everything all of it again", async () => {
      await begin();
      const before = await retainedBelow(broker.port, version, DEVICE);
      await broker.kill();
      await until("it is told", () => told().includes("broker-lost"));
      await broker.start();
      await until("it is back", () => told().includes("broker-back"));
      let after: Record<string, string> = {};
      for (let i = 0; i < 40 && Object.keys(after).length < Object.keys(before).length; i++) {
        after = await retainedBelow(broker.port, version, DEVICE);
      }
      expect(after).toEqual(before);
    });

    it("owes the goodbye of a reset, and pays it at the next contact without announcing itself", async () => {
      await begin();
      await proxy.refuse();
      await watcher.shows(`${DEVICE}/availability`, "offline");
      await rig.hold(RESET);
      await rig.clock.advance(10_000);
      expect(rig.lifecycle).toBe("setup");
      expect(rig.store.record?.owedGoodbye).toEqual([...rig.mqtt.deviceLink.retainedTopics]);
      expect(Object.keys(await ofDevice()).sort()).toEqual(OF_DEVICE);
      watcher.heard.length = 0;
      await proxy.pass();
      await until("the goodbye is paid", () => rig.store.record?.owedGoodbye.length === 0);
      expect(await ofDevice()).toEqual({});
      expect(watcher.of(`${DEVICE}/availability`).every(({ text }) => text === "")).toBe(true);
    });

    it("pays the goodbye before it announces the plug that was set up again meanwhile", async () => {
      await begin();
      await proxy.refuse();
      await rig.hold(RESET);
      await rig.clock.advance(10_000);
      rig.host.command({ do: "provision" });
      await rig.clock.advance(5000);
      expect(rig.lifecycle).toBe("online");
      await watcher.caughtUp();
      watcher.heard.length = 0;
      await proxy.pass();
      await watcher.shows(`${DEVICE}/availability`, "online");
      const texts = watcher.texts(`${DEVICE}/relay`);
      expect(texts).toEqual(["", "off"]);
      expect(Object.keys(await ofDevice()).sort()).toEqual(OF_DEVICE);
      expect(rig.store.record?.owedGoodbye).toEqual([]);
    });

    it("gives up paying when the simulated Wi-Fi goes, and pays when it is back", async () => {
      await begin();
      await proxy.refuse();
      await rig.hold(RESET);
      await rig.clock.advance(10_000);
      rig.host.command({ do: "wifi", to: "down", how: "cut" });
      await proxy.pass();
      await watcher.shows(`${BENCH}/availability`, "online");
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(rig.store.record?.owedGoodbye).toEqual([...rig.mqtt.deviceLink.retainedTopics]);
      expect(Object.keys(await ofDevice()).sort()).toEqual(OF_DEVICE);
      rig.host.command({ do: "wifi", to: "up", how: "cut" });
      await until("the goodbye is paid", () => rig.store.record?.owedGoodbye.length === 0);
      expect(await ofDevice()).toEqual({});
    });
  });
}

describe.skipIf(!requireTool("mosquitto"))("a stopped Mosquitto", () => {
  it("is left within 3 s, and says offline for both planes when it goes on", async () => {
    const broker = await startMosquitto();
    onTestFinished(() => broker.remove());
    const watcher = await Watcher.open(broker.port, 5);
    const rig = await MqttRig.start(broker.port);
    await watcher.shows(`${BENCH}/availability`, "online");
    await watcher.shows(`${DEVICE}/availability`, "online");
    broker.hang();
    const start = performance.now();
    await rig.close();
    expect(performance.now() - start).toBeLessThan(3000);
    broker.goOn();
    await watcher.shows(`${DEVICE}/availability`, "offline");
    await watcher.shows(`${BENCH}/availability`, "offline");
    await watcher.close();
  });
});

describe.skipIf(!requireTool("mosquitto"))("a Mosquitto with passwords", () => {
  it("is told apart from one that is away, without the password in any line", async () => {
    const directory = mkdtempSync(join(tmpdir(), "plugbench-passwords-"));
    const file = join(directory, "passwords");
    const salt = Buffer.from("123456789012");
    const hash = pbkdf2Sync("hunter2", salt, 101, 64, "sha512").toString("base64");
    writeFileSync(file, `bench:$7$101$${salt.toString("base64")}$${hash}\n`, { mode: 0o600 });
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const broker = await startMosquitto(["allow_anonymous false", `password_file ${file}`, "user root"]);
    onTestFinished(() => broker.remove());
    const bad = await MqttRig.start(broker.port, { credentials: { username: "bench", password: "hunter3" } });
    await until("the refusal is told", () => bad.logged.length > 0);
    expect(bad.logged[0]?.text).toContain("PLUGBENCH_MQTT_PASSWORD");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bad.logged).toHaveLength(1);
    await bad.close();
    const good = await MqttRig.start(broker.port, {
      credentials: { username: "bench", password: "hunter2" },
      timing: FAST,
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(JSON.stringify([bad.logged, good.logged])).not.toContain("hunter");
    expect(good.logged).toEqual([]);
    await good.close();
  });
});
