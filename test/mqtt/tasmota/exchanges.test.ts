import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ID, MqttRig } from "../../support/mqtt-rig.ts";
import { retainedBelow, type Watcher } from "../../support/mqtt-watcher.ts";
import { until } from "../../support/until.ts";
import { BROKERS, type TestBroker, watched } from "../brokers.ts";

const LWT = `tele/${ID}/LWT`;
const STATE = `tele/${ID}/STATE`;
const RESULT = `stat/${ID}/RESULT`;
const POWER = `stat/${ID}/POWER`;
const RELAY = `plugbench/${ID}/relay`;
/** Of the rig's serial number. */
const CONFIG = "tasmota/discovery/0223456789AB/config";
const SENSORS = "tasmota/discovery/0223456789AB/sensors";

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`a plug that speaks Tasmota, on ${name}`, () => {
    let broker: TestBroker;
    let watcher: Watcher;
    let rig: MqttRig;

    beforeEach(async () => {
      ({ broker, watcher } = await watched({ open, version }));
      rig = await MqttRig.start(broker.port, { dialects: ["tasmota"] });
      await watcher.shows(LWT, "Online");
      await watcher.shows(POWER, "OFF");
    });
    afterEach(() => rig.close());

    const results = () => watcher.texts(RESULT);
    const cmnd = (command: string, payload = "") => watcher.publish(`cmnd/${ID}/${command}`, payload);
    const forget = () => watcher.heard.splice(0);

    /**
     * Home Assistant: https://www.home-assistant.io/integrations/tasmota/ and the library behind it, hatasmota
     * (discovery.py, relay.py, status_sensor.py). It reads discovery, upon LWT Online asks STATE and STATUS 1, 2 and 11,
     * switches by POWER1, and believes RESULT and tele/STATE.
     */
    it("answers Home Assistant", async () => {
      const config = watcher.lastJson(CONFIG);
      expect(watcher.lastJson(SENSORS)).toEqual({ sn: {}, ver: 1 });
      const topicOf = (prefix: number) =>
        config.ft.replace("%prefix%", config.tp[prefix]).replace("%topic%", config.t);
      expect(`${topicOf(2)}LWT`).toBe(LWT);
      expect(watcher.last(LWT)).toBe(config.onln);
      forget();
      await watcher.publish(`${topicOf(0)}STATE`, "");
      for (const number of ["1", "2", "11"]) await watcher.publish(`${topicOf(0)}STATUS`, number);
      await until("the last is answered", () => watcher.of(`${topicOf(1)}STATUS11`).length > 0);
      expect(watcher.lastJson(`${topicOf(1)}RESULT`)).toMatchObject({ POWER: config.state[0] });
      expect(watcher.lastJson(`${topicOf(1)}STATUS1`)).toHaveProperty("StatusPRM.RestartReason");
      expect(watcher.lastJson(`${topicOf(1)}STATUS2`)).toHaveProperty("StatusFWR.Version");
      const sensors = watcher.lastJson(`${topicOf(1)}STATUS11`).StatusSTS;
      expect(sensors).toMatchObject({ UptimeSec: 6, MqttCount: 1, Wifi: { SSId: "bench", LinkCount: 1 } });
      await watcher.publish(`${topicOf(0)}POWER1`, config.state[1]);
      await watcher.shows(RESULT, '{"POWER":"ON"}');
      expect(rig.board.relayClosed).toBe(true);
      await rig.clock.advance(5000);
      await until("STATE is told", () => watcher.lastJson(STATE)?.POWER === "ON");
    });

    /**
     * ioBroker: https://github.com/ioBroker/ioBroker.sonoff (README, src/lib/server.ts). After the first message it
     * asks Status 5 and Status 2 below the topic of that message; it switches below the topic where POWER was seen.
     */
    it("answers ioBroker", async () => {
      forget();
      await cmnd("Status", "5");
      await cmnd("Status", "2");
      await until("both are answered", () => watcher.of(`stat/${ID}/STATUS2`).length > 0);
      expect(watcher.lastJson(`stat/${ID}/STATUS5`).StatusNET).toMatchObject({
        Hostname: ID,
        IPAddress: "0.0.0.0",
        Mac: "02:23:45:67:89:AB",
      });
      expect(watcher.lastJson(`stat/${ID}/STATUS2`).StatusFWR.Version).toBe("0.1.0(plugbench)");
      await cmnd("POWER", "ON");
      await watcher.shows(POWER, "ON");
      expect(rig.board.relayClosed).toBe(true);
    });

    it("is heard by its group and by its fallback topic", async () => {
      await watcher.publish("cmnd/tasmotas/POWER", "ON");
      await watcher.shows(POWER, "ON");
      const { FallbackTopic } = watcher.lastJson(`tele/${ID}/INFO1`).Info1;
      await watcher.publish(`${FallbackTopic}POWER`, "OFF");
      await watcher.shows(POWER, "OFF");
    });

    it("tells a press of the button once in each of its languages", async () => {
      forget();
      await rig.hold(100);
      await watcher.shows(POWER, "ON");
      await watcher.shows(RELAY, "on");
      await watcher.caughtUp();
      expect([results(), watcher.texts(POWER), watcher.texts(RELAY)]).toEqual([
        ['{"POWER":"ON"}'],
        ["ON"],
        ["on"],
      ]);
    });

    it("tells a command in either language once in each, without an echo", async () => {
      forget();
      await cmnd("POWER", "TOGGLE");
      await watcher.shows(RELAY, "on");
      await watcher.publish(`plugbench/${ID}/relay/set`, "off");
      await watcher.shows(POWER, "OFF");
      await watcher.caughtUp();
      expect(results()).toEqual(['{"POWER":"ON"}', '{"POWER":"OFF"}']);
      expect(watcher.texts(POWER)).toEqual(["ON", "OFF"]);
      expect(watcher.texts(RELAY)).toEqual(["on", "off"]);
    });

    it("ignores a retained command", async () => {
      await watcher.publish(`cmnd/${ID}/POWER`, "ON", true);
      await watcher.shows(POWER, "ON");
      await cmnd("POWER", "OFF");
      await watcher.shows(POWER, "OFF");
      await broken();
      forget();
      rig.host.command({ do: "wifi", to: "up", how: "cut" });
      await rig.clock.advance(5000);
      await watcher.shows(LWT, "Online");
      await cmnd("STATE");
      await until("STATE is answered", () => results().length > 0);
      expect(results().map((text) => JSON.parse(text).POWER)).toEqual(["OFF"]);
    });

    it("retains LWT and discovery, and nothing else", async () => {
      await cmnd("Status", "0");
      await cmnd("POWER", "ON");
      await watcher.shows(POWER, "ON");
      expect(await retainedBelow(broker.port, version, "tele")).toEqual({ [`${ID}/LWT`]: "Online" });
      expect(await retainedBelow(broker.port, version, "stat")).toEqual({});
      expect(Object.keys(await retainedBelow(broker.port, version, "tasmota"))).toHaveLength(2);
    });

    const broken = async () => {
      rig.host.command({ do: "wifi", to: "down", how: "cut" });
      await watcher.shows(LWT, "Offline");
    };

    it("leaves its last will when the Wi-Fi goes, and comes back without a new introduction", async () => {
      await broken();
      await rig.hold(100);
      forget();
      rig.host.command({ do: "wifi", to: "up", how: "cut" });
      await rig.clock.advance(5000);
      await watcher.shows(LWT, "Online");
      await watcher.caughtUp();
      expect(watcher.of(`tele/${ID}/INFO1`)).toEqual([]);
      expect(results()).toEqual([]);
      await cmnd("STATE");
      await until("STATE is answered", () => results().length > 0);
      expect(watcher.lastJson(RESULT)).toMatchObject({ POWER: "ON", MqttCount: 2, Wifi: { LinkCount: 2 } });
    });

    it("says nothing when its power goes, and introduces itself again", async () => {
      await cmnd("POWER", "ON");
      await watcher.shows(POWER, "ON");
      forget();
      rig.host.command({ do: "power", to: "off" });
      await watcher.shows(LWT, "Offline");
      await watcher.caughtUp();
      expect(results()).toEqual([]);
      rig.host.command({ do: "power", to: "on" });
      await rig.clock.advance(6000);
      await watcher.shows(POWER, "ON");
      expect(watcher.lastJson(`tele/${ID}/INFO3`)).toEqual({ Info3: { RestartReason: "Power On" } });
    });

    it("restarts when told so, and says why it booted", async () => {
      await cmnd("Restart", "1");
      await watcher.shows(RESULT, '{"Restart":"Restarting"}');
      forget();
      await rig.clock.advance(1000);
      await watcher.shows(LWT, "Offline");
      await rig.clock.advance(6000);
      await watcher.shows(LWT, "Online");
      await until("it is introduced", () => watcher.of(`tele/${ID}/INFO3`).length > 0);
      expect(watcher.lastJson(`tele/${ID}/INFO3`).Info3.RestartReason).toBe("Software/System restart");
    });

    it("takes all that it retained with it, when it is reset online", async () => {
      await rig.hold(13_000);
      await watcher.shows(LWT, "");
      await until("discovery is cleared", () => watcher.last(CONFIG) === "" && watcher.last(SENSORS) === "");
      await rig.clock.advance(5000);
      expect(await retainedBelow(broker.port, version, "tele")).toEqual({});
      expect(await retainedBelow(broker.port, version, "tasmota")).toEqual({});
    });
  });
}
