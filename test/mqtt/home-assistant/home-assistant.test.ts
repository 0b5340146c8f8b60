import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { amazonSmartPlug, type Profile, patternWords } from "../../../firmware-sim/index.ts";
import { wireFault } from "../../../src/runtime/wire-faults.ts";
import { discoveryFaults } from "../../support/discovery-rules.ts";
import { HomeAssistant } from "../../support/home-assistant.ts";
import { ID, MqttRig } from "../../support/mqtt-rig.ts";
import { retainedBelow, Watcher } from "../../support/mqtt-watcher.ts";
import { metering } from "../../support/profiles.ts";
import { until } from "../../support/until.ts";
import { BROKERS, type TestBroker } from "../brokers.ts";

const DEVICE = `plugbench/${ID}`;
const PREFIX = "homeassistant";
const RESET = 12_300;

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`Home Assistant on ${name}`, () => {
    let broker: TestBroker;
    let watcher: Watcher;
    let home: HomeAssistant;
    let rig: MqttRig;

    const start = async (options: Parameters<typeof MqttRig.start>[1]) => {
      rig = await MqttRig.start(broker.port, options);
      if (options?.provisioned !== false) await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${DEVICE}/bench/availability`, "online");
    };
    const begin = async ({ bench = true, provisioned = true, profile = amazonSmartPlug as Profile } = {}) => {
      await start({ provisioned, profile, homeAssistant: { prefix: PREFIX, bench } });
      if (provisioned) await home.knows(`${ID}_relay`);
      if (bench) await home.knows(`${ID}_bench_lifecycle`);
    };
    const announced = () => retainedBelow(broker.port, version, PREFIX);

    beforeEach(async () => {
      broker = await open();
      watcher = await Watcher.open(broker.port, version);
      home = await HomeAssistant.open(broker.port, version);
    });
    afterEach(async () => {
      await rig.close();
      await home.close();
      await watcher.close();
      await broker.remove();
      expect(home.complaints).toEqual([]);
    });

    it("finds the plug and its bench as one retained message each, the same after a restart", async () => {
      await begin();
      const kept = await announced();
      expect(Object.keys(kept).sort()).toEqual([`device/${ID}/bench/config`, `device/${ID}/config`]);
      for (const text of Object.values(kept)) expect(discoveryFaults(JSON.parse(text))).toEqual([]);
      const ids = [...home.entities.keys()];
      await rig.close();
      await begin();
      expect(await announced()).toEqual(kept);
      expect([...home.entities.keys()]).toEqual(ids);
    });

    it("is told of the bench only on request, and an earlier request does not stay", async () => {
      await begin();
      await rig.close();
      await begin({ bench: false });
      await watcher.shows(`${PREFIX}/device/${ID}/bench/config`, "");
      expect(Object.keys(await announced())).toEqual([`device/${ID}/config`]);
      expect([...home.entities.keys()].some((id) => id.includes("bench"))).toBe(false);
    });

    it("hears nothing of a plug that is not set up", async () => {
      await begin({ provisioned: false });
      expect(Object.keys(await announced())).toEqual([`device/${ID}/bench/config`]);
      await home.shows(`${ID}_bench_lifecycle`, "setup");
    });

    it("finds it below another prefix", async () => {
      const elsewhere = await HomeAssistant.open(broker.port, version, "a/b");
      await start({ homeAssistant: { prefix: "a/b", bench: false } });
      await elsewhere.shows(`${ID}_relay`, false);
      await elsewhere.close();
      expect(watcher.heard.filter(({ topic }) => topic.startsWith(PREFIX))).toEqual([]);
    });

    it("hears nothing when it is switched off", async () => {
      await start({});
      await watcher.caughtUp();
      const ours = watcher.heard.filter(({ topic }) => !topic.startsWith("watcher/"));
      expect(ours.filter(({ topic }) => !topic.startsWith(`${DEVICE}/`))).toEqual([]);
    });

    it("operates every entity that can be operated, and the plug really does it", async () => {
      await begin({ profile: metering });
      const now = () => rig.host.snapshot;
      const switches = async (id: string, on: () => boolean) => {
        for (const wanted of [!on(), on()]) {
          await home.turn(id, wanted);
          await until(`${id} moved`, () => on() === wanted);
          await home.shows(id, wanted);
        }
      };
      const operations: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
        relay: (id) => switches(id, () => rig.board.relayClosed),
        identify: async (id) => {
          await home.press(id);
          await home.shows(`${ID}_bench_lamp`, "blinking green");
          expect(patternWords(now().led.pattern)).toBe("blinking green");
          expect(home.get(`${ID}_bench_lamp`).attributes).toMatchObject({ name: "identify" });
        },
        restart: async (id) => {
          await home.press(id);
          await home.shows(`${ID}_bench_lifecycle`, "booting");
          await until("the plug is away", () => !home.get(id).available);
          await rig.clock.advance(6000);
          await home.shows(`${ID}_bench_lifecycle`, "online");
          await until("the plug is back", () => home.get(id).available);
        },
        start_up: async (id) => {
          for (const option of ["off", "on", "previous"] as const) {
            await home.select(id, option);
            await home.shows(id, option);
            expect(now().startUp).toBe(option);
          }
        },
        bench_load: async (id) => {
          for (const option of ["lamp", "fridge", "none", "lamp"]) {
            await home.select(id, option);
            await home.shows(id, option);
            expect(now().circuit.load ?? "none").toBe(option);
          }
        },
        reset_energy: async (id) => {
          await home.turn(`${ID}_relay`, true);
          await home.shows(`${ID}_power`, "60");
          await rig.clock.advance(3_600_000);
          await home.shows(`${ID}_energy`, "0.06");
          await home.press(id);
          await home.shows(`${ID}_energy`, "0");
        },
        firmware: async (id) => {
          await home.shows(id, false);
          rig.host.command({ do: "offerFirmware", version: "1.1.0", required: false });
          await home.shows(id, true);
          await home.install(id);
          await until("it has begun", () => home.get(id).attributes["in_progress"] === true);
          await rig.clock.advance(30_000);
          await home.shows(id, false);
          expect(home.get(id).attributes).toMatchObject({ installed_version: "1.1.0", in_progress: false });
        },
        bench_button: (id) => switches(id, () => now().button === "down"),
        bench_mains: async (id) => {
          await switches(id, () => now().power === "on");
          await rig.clock.advance(6000);
          await home.shows(`${ID}_bench_lifecycle`, "online");
        },
        bench_wifi: (id) => switches(id, () => now().home.wifi === "up"),
        bench_cloud: (id) => switches(id, () => now().home.cloud === "up"),
      };
      expect(home.operable).toEqual(
        Object.keys(operations)
          .map((key) => `${ID}_${key}`)
          .sort(),
      );
      for (const [key, operate] of Object.entries(operations)) await operate(`${ID}_${key}`);
      expect(watcher.texts(`${DEVICE}/error`)).toEqual([]);
      expect(watcher.texts(`${DEVICE}/bench/error`)).toEqual([]);
    });

    it("hears every kind of button event", async () => {
      await begin({ bench: false });
      const button = home.get(`${ID}_button`);
      await until("the entity is there", () => button.available);
      await rig.hold(120);
      await rig.hold(4000);
      await rig.hold(RESET);
      await until("the last event is heard", () => button.events.length === 6);
      expect(button.events).toMatchObject([
        { event_type: "press", duration_ms: 120 },
        { event_type: "hold", rung: "mixed" },
        { event_type: "cancel", rung: "mixed" },
        { event_type: "hold", rung: "mixed" },
        { event_type: "hold", rung: "armed" },
        { event_type: "release", rung: "armed" },
      ]);
      expect(new Set(button.events.map((event) => event["event_type"]))).toEqual(
        new Set(button.config["event_types"] as string[]),
      );
    });

    it("holds the virtual button for the plug's own press", async () => {
      await begin();
      await home.turn(`${ID}_bench_button`, true);
      await home.shows(`${ID}_bench_button`, true);
      await rig.clock.advance(150);
      await home.turn(`${ID}_bench_button`, false);
      await home.shows(`${ID}_bench_button`, false);
      await rig.clock.advance(100);
      await until("the press is heard", () => home.get(`${ID}_button`).events.length === 1);
      await home.shows(`${ID}_relay`, true);
    });

    it("sees the faults in force, and none again when they are undone", async () => {
      await begin();
      const faults = `${ID}_bench_faults`;
      await home.shows(faults, "none");
      rig.host.command({ do: "fault", fault: wireFault("late-ack") });
      rig.host.command({ do: "fault", fault: wireFault("ghost") });
      await home.shows(faults, "late-ack, ghost");
      rig.host.command({ do: "clearFault", kind: "all" });
      await home.shows(faults, "none");
    });

    it("sees the board go, and the plug with it", async () => {
      await begin();
      await home.shows(`${ID}_bench_board`, true);
      await home.shows(`${ID}_relay`, false);
      rig.board.lose();
      await home.shows(`${ID}_bench_board`, false);
      await home.shows(`${ID}_bench_lifecycle`, "off");
      await until("the plug is unavailable", () => !home.get(`${ID}_relay`).available);
    });

    it("loses the plug by a reset done online, and finds it again after set-up", async () => {
      await begin();
      await rig.hold(RESET);
      await until("the plug is gone", () => !home.entities.has(`${ID}_relay`));
      expect(Object.keys(await announced())).toEqual([`device/${ID}/bench/config`]);
      await home.shows(`${ID}_bench_lifecycle`, "resetting");
      await rig.clock.advance(6000);
      await home.shows(`${ID}_bench_lifecycle`, "setup");
      rig.host.command({ do: "provision" });
      await rig.clock.advance(6000);
      await home.knows(`${ID}_relay`);
      await home.shows(`${ID}_relay`, false);
    });

    it("keeps a plug that was reset while its Wi-Fi was down, as a ghost", async () => {
      await begin();
      await home.turn(`${ID}_bench_wifi`, false);
      await home.shows(`${ID}_bench_wifi`, false);
      const before = await announced();
      await rig.hold(RESET);
      await rig.clock.advance(6000);
      await home.shows(`${ID}_bench_lifecycle`, "setup");
      expect(await announced()).toEqual(before);
      expect(home.get(`${ID}_relay`).available).toBe(false);
    });

    it("is told all again once after its birth, and nothing after its end", async () => {
      await begin();
      const topics = [`${PREFIX}/device/${ID}/config`, `${PREFIX}/device/${ID}/bench/config`];
      const told = () => topics.map((topic) => watcher.of(topic).length);
      const alarms = rig.clock.pending;
      await watcher.publish(`${PREFIX}/status`, "offline");
      await watcher.publish(`${DEVICE}/relay/set`, "on");
      await watcher.publish(`${DEVICE}/bench/button/set`, "down");
      await watcher.shows(`${DEVICE}/relay`, "on");
      await watcher.shows(`${DEVICE}/bench/button`, "down");
      await watcher.publish(`${DEVICE}/bench/button/set`, "up");
      await watcher.shows(`${DEVICE}/bench/button`, "up");
      await rig.clock.advance(3000);
      await watcher.caughtUp();
      expect(told()).toEqual([1, 1]);

      await watcher.publish(`${PREFIX}/status`, "online");
      await watcher.publish(`${PREFIX}/status`, "online");
      await until("both planes wait", () => rig.clock.pending === alarms + 2);
      watcher.heard.length = 0;
      await rig.clock.advance(3000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${DEVICE}/bench/availability`, "online");
      expect(told()).toEqual([1, 1]);
      const ofPlug = rig.mqtt.deviceLink.retainedTopics;
      const order = watcher.heard.map(({ topic }) => topic).filter((topic) => ofPlug.includes(topic));
      expect(order[0]).toBe(topics[0]);
      expect(order.at(-1)).toBe(`${DEVICE}/availability`);
      expect([...order].sort()).toEqual([...ofPlug].sort());
      await rig.clock.advance(10_000);
      await watcher.caughtUp();
      expect(told()).toEqual([1, 1]);
    });
  });
}
