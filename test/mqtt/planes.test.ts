import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ID, MqttRig, OF_BENCH, OF_DEVICE } from "../support/mqtt-rig.ts";
import { retainedBelow, type Watcher } from "../support/mqtt-watcher.ts";
import { until } from "../support/until.ts";
import { BROKERS, type TestBroker, watched } from "./brokers.ts";

const DEVICE = `plugbench/${ID}`;
const BENCH = `${DEVICE}/bench`;
for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`the two planes on ${name}`, () => {
    let broker: TestBroker;
    let watcher: Watcher;
    let rig: MqttRig;

    const begin = async (options: { provisioned?: boolean } = {}) => {
      rig = await MqttRig.start(broker.port, options);
      await watcher.shows(`${BENCH}/availability`, "online");
      if (options.provisioned !== false) await watcher.shows(`${DEVICE}/availability`, "online");
    };
    const retained = (prefix: string) => retainedBelow(broker.port, version, prefix);
    const errors = () => watcher.jsons(`${DEVICE}/error`);
    const benchErrors = () => watcher.jsons(`${BENCH}/error`);

    /** Whether the plug has said a text anywhere, which is not where the watcher itself says it. */
    const said = (text: string) => {
      const own = watcher.heard.filter(({ topic }) => topic !== `${BENCH}/provision`);
      return JSON.stringify([own.map((message) => message.text), rig.logged]).includes(text);
    };

    beforeEach(async () => {
      ({ broker, watcher } = await watched({ open, version }));
    });
    afterEach(() => rig.close());

    it("keeps every state topic retained, and no other", async () => {
      await begin();
      await rig.hold(100);
      await watcher.shows(`${DEVICE}/relay`, "on");
      const kept = await retained(DEVICE);
      const all: string[] = [...OF_DEVICE, ...OF_BENCH.map((topic) => `bench/${topic}`)];
      expect(Object.keys(kept).sort()).toEqual(all.sort());
      expect(kept).toMatchObject({
        availability: "online",
        relay: "on",
        "start-up": "previous",
        "bench/availability": "online",
        "bench/board": "online",
        "bench/power": "on",
        "bench/button": "up",
        "bench/lifecycle": "online",
      });
      expect(JSON.parse(kept["state"]!)).toMatchObject({
        relay: "on",
        source: "button",
        start_up: "previous",
      });
      expect(JSON.parse(kept["info"]!)).toMatchObject({
        api: 1,
        profile: "amazon-smart-plug",
        board: "virtual",
      });
      expect(JSON.parse(kept["info"]!).simulated).toEqual(
        expect.arrayContaining(["firmware", "wifi", "relay"]),
      );
    });

    it("says online only when the rest of the plane is right", async () => {
      await begin();
      const order = watcher.heard.filter(({ topic }) => !topic.startsWith(BENCH)).map(({ topic }) => topic);
      expect(order.at(-1)).toBe(`${DEVICE}/availability`);
      // What this make has not is emptied: another one may have been here before.
      expect(watcher.texts(`${DEVICE}/meter`)).toEqual([""]);
      const told = new Set(order.filter((topic) => topic !== `${DEVICE}/meter`));
      expect(told).toEqual(new Set(OF_DEVICE.map((topic) => `${DEVICE}/${topic}`)));
    });

    it("switches the outlet by each of the words", async () => {
      await begin();
      const words: [string, boolean][] = [
        ["on", true],
        ["OFF", false],
        ["1", true],
        ["toggle", false],
        ["TRUE", true],
        ["false\n", false],
        ['{"state":"on"}', true],
        ['{"state":0}', false],
        ['{"state":true}', true],
      ];
      for (const [word, closed] of words) {
        await watcher.publish(`${DEVICE}/relay/set`, word);
        await watcher.shows(`${DEVICE}/relay`, closed ? "on" : "off");
        expect(rig.board.relayClosed).toBe(closed);
      }
      expect(errors()).toEqual([]);
    });

    it("switches back after for_s, and names who asked", async () => {
      await begin();
      await watcher.publish(`${DEVICE}/relay/set`, '{"state":"on","for_s":30,"source":"night-lamp"}');
      await watcher.shows(`${DEVICE}/relay`, "on");
      await until(
        "state names the source",
        () => watcher.lastJson(`${DEVICE}/state`).source_name === "night-lamp",
      );
      await rig.clock.advance(30_000);
      await watcher.shows(`${DEVICE}/relay`, "off");
      await until("state names the timer", () => watcher.lastJson(`${DEVICE}/state`).source === "timer");
      expect(watcher.lastJson(`${DEVICE}/state`)).not.toHaveProperty("source_name");
    });

    it("keeps the start-up choice, and lights identify", async () => {
      await begin();
      await watcher.publish(`${DEVICE}/start-up/set`, "On");
      await watcher.shows(`${DEVICE}/start-up`, "on");
      await watcher.publish(`${DEVICE}/cmd/identify`, "PRESS");
      await until("the lamp identifies", () => watcher.lastJson(`${BENCH}/led`).name === "identify");
      expect(watcher.lastJson(`${BENCH}/led`)).toMatchObject({
        words: "blinking green",
        steps: [
          { color: "green", for_ms: 250 },
          { color: "off", for_ms: 250 },
        ],
        times: "forever",
      });
    });

    it("tells presses and holds in the words of the wire", async () => {
      await begin();
      await rig.hold(120);
      await rig.hold(4000);
      await until("the hold has ended", () => watcher.of(`${DEVICE}/event/button`).length === 3);
      const events = watcher.jsons(`${DEVICE}/event/button`);
      expect(events).toMatchObject([
        { event_type: "press", duration_ms: 120 },
        { event_type: "hold", rung: "mixed" },
        { event_type: "cancel", duration_ms: 4000, rung: "mixed" },
      ]);
      for (const { ts } of events) expect(new Date(ts).toISOString()).toBe(ts);
      await until("the bench is told too", () => watcher.of(`${BENCH}/event`).length >= 5);
      expect(watcher.jsons(`${BENCH}/event`).map(({ event_type }) => event_type)).toEqual(
        expect.arrayContaining(["touch", "press", "hold", "cancel"]),
      );
    });

    it("lets the bench press, unplug and reach into the home", async () => {
      await begin();
      await watcher.publish(`${BENCH}/button/set`, "down");
      await watcher.shows(`${BENCH}/button`, "down");
      await watcher.publish(`${BENCH}/button/set`, "up");
      await until("the button is up", () => watcher.last(`${BENCH}/button`) === "up");
      await watcher.publish(`${BENCH}/home/set`, '{"cloud":"down"}');
      await until("the cloud is down", () => watcher.lastJson(`${BENCH}/home`).cloud === "down");
      await watcher.publish(`${BENCH}/home/set`, '{"account":"remove"}');
      await until("no account lists it", () => watcher.lastJson(`${BENCH}/home`).accounts.length === 0);
      await watcher.publish(`${BENCH}/power/set`, "off");
      await watcher.shows(`${BENCH}/power`, "off");
      await watcher.shows(`${BENCH}/lifecycle`, "off");
      await watcher.shows(`${DEVICE}/availability`, "offline");
      expect(watcher.last(`${BENCH}/availability`)).toBe("online");
      await watcher.publish(`${BENCH}/power/set`, "on");
      await watcher.shows(`${BENCH}/lifecycle`, "booting");
      await rig.clock.advance(6000);
      await watcher.shows(`${DEVICE}/availability`, "online");
    });

    it("is set up by the home's own credentials, or by those in the payload", async () => {
      await begin({ provisioned: false });
      expect(watcher.of(`${DEVICE}/availability`)).toEqual([]);
      await watcher.publish(`${BENCH}/provision`, '{"ssid":"bench","password":"wrong","account":"home"}');
      await watcher.shows(`${BENCH}/lifecycle`, "joining");
      await rig.clock.advance(4000);
      await watcher.shows(`${BENCH}/lifecycle`, "setup");
      await watcher.publish(`${BENCH}/provision`, '{"ssid":"bench","password":"right","account":"home"}');
      await watcher.shows(`${BENCH}/lifecycle`, "joining");
      await rig.clock.advance(4000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      expect(watcher.lastJson(`${BENCH}/home`).accounts).toEqual([{ name: "home", devices: [ID] }]);
      expect(said("right")).toBe(false);
      await watcher.publish(`${BENCH}/provision`, "");
      await until("set-up is refused", () => benchErrors().length > 0);
      expect(benchErrors()[0]).toMatchObject({ code: "not_in_setup", topic: `${BENCH}/provision` });
    });

    it("refuses what it does not understand, says why, and changes nothing", async () => {
      await begin();
      const refused: [string, string | Buffer, string][] = [
        ["relay/set", "maybe", "bad_value"],
        ["relay/set", "", "bad_value"],
        ["relay/set", '{"state":"on"', "bad_json"],
        ["relay/set", '{"state":"on","for_s":0}', "bad_value"],
        ["relay/set", '{"state":"on","for_s":1e9}', "bad_value"],
        ["relay/set", '{"state":"on","speed":3}', "bad_value"],
        ["relay/set", '{"state":"on","toString":3}', "bad_value"],
        ["relay/set", '{"state":{"a":{"b":{"c":{}}}}}', "bad_json"],
        ["relay/set", Buffer.from([0xff, 0xfe]), "bad_value"],
        ["relay/set", Buffer.alloc(4097, "a"), "too_large"],
        ["start-up/set", "sometimes", "bad_value"],
        ["cmd/identify", '{"loud":true}', "bad_value"],
        ["cmd/explode", "", "unknown_command"],
        ["light/set", "on", "unknown_command"],
      ];
      const before = { ...(await retained(DEVICE)) };
      for (const [topic, payload] of refused) await watcher.publish(`${DEVICE}/${topic}`, payload);
      await until("each was answered", () => errors().length === refused.length, errors);
      expect(errors().map(({ topic, code }) => [topic, code])).toEqual(
        refused.map(([topic, , code]) => [`${DEVICE}/${topic}`, code]),
      );
      for (const { ts } of errors()) expect(new Date(ts).toISOString()).toBe(ts);
      expect(await retained(DEVICE)).toEqual(before);
    });

    it("never repeats a password, and refuses bad commands of the bench", async () => {
      await begin({ provisioned: false });
      const refused: [string, string, string][] = [
        ["provision", '{"ssid":"bench","password":["hunter2"]}', "bad_value"],
        ["provision", '{"ssid":"bench","password":"hunter2"', "bad_json"],
        ["provision", '{"ssid":"","password":"hunter2"}', "bad_value"],
        ["provision", '{"hunter2":1}', "bad_value"],
        ["button/set", "sideways", "bad_value"],
        ["power/set", "toggle", "bad_value"],
        ["home/set", '{"wifi":"sideways"}', "bad_value"],
        ["home/set", '{"wifi":"down","cloud":"down"}', "bad_value"],
        ["home/set", "[]", "bad_value"],
        ["door/set", "open", "unknown_command"],
      ];
      for (const [topic, payload] of refused) await watcher.publish(`${BENCH}/${topic}`, payload);
      await until("each was answered", () => benchErrors().length === refused.length, benchErrors);
      expect(benchErrors().map(({ topic, code }) => [topic, code])).toEqual(
        refused.map(([topic, , code]) => [`${BENCH}/${topic}`, code]),
      );
      expect(said("hunter2")).toBe(false);
      expect(rig.lifecycle).toBe("setup");
    });

    it("outlives a payload of 1 MiB", async () => {
      await begin();
      await watcher.publish(`${DEVICE}/relay/set`, Buffer.alloc(1024 * 1024, "1"));
      await watcher.publish(`${DEVICE}/relay/set`, "on");
      await watcher.shows(`${DEVICE}/relay`, "on");
      // MQTT 5 lets a client name the largest packet that it takes: then the broker keeps larger ones away.
      expect(errors().map(({ code }) => code)).toEqual(version === 5 ? [] : ["too_large"]);
      expect(rig.events("broker-lost")).toEqual([]);
    });

    it("obeys no retained command", async () => {
      await watcher.publish(`${DEVICE}/relay/set`, "on", true);
      await watcher.publish(`${BENCH}/power/set`, "off", true);
      await begin();
      await watcher.publish(`${DEVICE}/start-up/set`, "off");
      await watcher.shows(`${DEVICE}/start-up`, "off");
      await watcher.caughtUp();
      expect(rig.board.relayClosed).toBe(false);
      expect(rig.host.snapshot.power).toBe("on");
      expect(errors()).toEqual([]);
    });

    it("obeys 20 commands at once and then 10 a second, and answers a flood with one error", async () => {
      await begin();
      for (let i = 0; i < 60; i++) watcher.client.publish(`${DEVICE}/cmd/identify`, "{broken", { qos: 1 });
      await until("the flood is refused", () => errors().some(({ code }) => code === "rate_limited"));
      await watcher.caughtUp();
      expect(errors().map(({ code }) => code)).toEqual([...Array(20).fill("bad_json"), "rate_limited"]);
      await watcher.publish(`${DEVICE}/relay/set`, "on");
      await rig.clock.advance(1000);
      await watcher.publish(`${DEVICE}/relay/set`, "toggle");
      await watcher.shows(`${DEVICE}/relay`, "on");
    });

    it("ends with both planes offline", async () => {
      await begin();
      await rig.close();
      const kept = await retained(DEVICE);
      expect(kept["availability"]).toBe("offline");
      expect(kept["bench/availability"]).toBe("offline");
      expect(rig.events("broker-lost")).toEqual([]);
    });
  });
}
