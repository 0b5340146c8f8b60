import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { echo, echoDot, type Profile } from "../../firmware-sim/index.ts";
import { ID, MqttRig, OF_DEVICE } from "../support/mqtt-rig.ts";
import { retainedBelow, type Watcher } from "../support/mqtt-watcher.ts";
import { metering } from "../support/profiles.ts";
import { until } from "../support/until.ts";
import { BROKERS, type TestBroker, watched } from "./brokers.ts";

const DEVICE = `plugbench/${ID}`;
const BENCH = `${DEVICE}/bench`;
const OF_OUTLET = ["relay", "start-up", "schedules"];

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`a plug that has more or less, on ${name}`, () => {
    let broker: TestBroker;
    let watcher: Watcher;
    let rig: MqttRig;

    const begin = async (profile: Profile = metering) => {
      rig = await MqttRig.start(broker.port, { profile, makes: [metering, echoDot] });
      // Some makes boot for long.
      await rig.clock.advance(30_000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${BENCH}/availability`, "online");
    };
    const send = (name: string, payload: string | Buffer) => watcher.publish(`${DEVICE}/${name}`, payload);
    const last = (name: string) => watcher.lastJson(`${DEVICE}/${name}`);
    const errors = () => watcher.jsons(`${DEVICE}/error`);
    const refuses = async (name: string, payload: string, code: string) => {
      const before = errors().length;
      await send(name, payload);
      await until(`${name} ${payload} is refused`, () => errors().length > before, errors);
      expect(errors().at(-1)).toMatchObject({ code });
    };
    const switchOn = async (load: string) => {
      await send("bench/load/set", load);
      await send("relay/set", "on");
      await watcher.shows(`${DEVICE}/relay`, "on");
    };

    beforeEach(async () => {
      ({ broker, watcher } = await watched({ open, version }));
    });
    afterEach(() => rig.close());

    it("measures what flows, says so every 10 s, and names it as simulated", async () => {
      await begin();
      await switchOn("lamp");
      await until("60 W flow", () => last("meter").power === 60);
      expect(last("meter")).toEqual({
        power: 60,
        voltage: 120,
        current: 0.5,
        energy: expect.any(Number),
        ts: expect.any(String),
      });
      watcher.heard.length = 0;
      await rig.clock.advance(3_600_000);
      await until("an hour is told", () => last("meter")?.energy === 0.06);
      expect(watcher.of(`${DEVICE}/meter`)).toHaveLength(360);
      // Nothing else is told again and again.
      expect(watcher.of(`${BENCH}/state`).length).toBeLessThan(3);
      const kept = await retainedBelow(broker.port, version, DEVICE);
      expect(JSON.parse(kept["meter"]!)).toMatchObject({ power: 60, energy: 0.06 });
      expect(JSON.parse(kept["info"]!).simulated).toContain("meter");
      expect(JSON.parse(kept["info"]!).capabilities).toContain("meter");
      await send("cmd/reset-energy", "PRESS");
      await until("it counts from 0", () => last("meter").energy === 0);
    });

    it("lets a reading expire, and sends it at QoS 0", async () => {
      await begin();
      const { qos, packet } = watcher.of(`${DEVICE}/meter`).at(-1)!;
      expect(qos).toBe(0);
      const left = packet.properties?.messageExpiryInterval;
      if (version === 5) expect(left).toBeGreaterThan(20);
      expect(left ?? 0).toBeLessThanOrEqual(30);
      expect(watcher.of(`${DEVICE}/relay`).at(-1)!.packet.properties?.messageExpiryInterval).toBeUndefined();
    });

    it("keeps the outlet off when it is too hot, says why, and that it is over", async () => {
      await begin();
      await switchOn("heater");
      await send("bench/fault/set", '{"kind":"overheat"}');
      await watcher.shows(`${DEVICE}/fault`, "overheat");
      await watcher.shows(`${DEVICE}/relay`, "off");
      expect(last("state")).toMatchObject({ relay: "off", source: "protection", fault: ["overheat"] });
      await refuses("relay/set", "on", "tripped");
      await send("bench/fault/set", '{"clear":"overheat"}');
      await watcher.shows(`${DEVICE}/fault`, "none");
      const alarms = () => watcher.jsons(`${DEVICE}/event/alarm`);
      await until("both are told", () => alarms().length === 2);
      expect(alarms()).toMatchObject([
        { event_type: "overheat" },
        { event_type: "cleared", fault: "overheat" },
      ]);
      const kept = await retainedBelow(broker.port, version, DEVICE);
      expect(Object.keys(kept).filter((topic) => topic.startsWith("event"))).toEqual([]);
    });

    it("knows why it cannot use its network", async () => {
      await begin();
      await send("bench/home/set", '{"cloud":"down"}');
      await rig.clock.advance(20_000);
      await watcher.shows(`${DEVICE}/fault`, "network");
      expect(last("state")).toMatchObject({ fault: ["network"], network_trouble: "cloud_down" });
      await send("bench/firmware/set", '{"offer":"1.1.0"}');
      await refuses("firmware/set", "install", "no_update");
    });

    it("installs what is on offer, and tells how far it is once a second", async () => {
      await begin();
      await refuses("firmware/set", "install", "no_update");
      await send("bench/firmware/set", '{"offer":"1.1.0","required":true}');
      await until("it is on offer", () => last("firmware").latest_version === "1.1.0");
      await watcher.shows(`${DEVICE}/fault`, "outdated-firmware");
      watcher.heard.length = 0;
      await send("firmware/set", "install");
      await until("it has begun", () => last("firmware")?.in_progress === true);
      for (let second = 0; second < 10; second++) {
        await rig.clock.advance(1000);
        // Virtual time does not wait for the broker: what it has not taken yet is told in its newest form only.
        await until("the broker has taken it", () => !rig.mqtt.busy);
      }
      const heard = () => watcher.jsons(`${DEVICE}/firmware`).map((state) => state.update_percentage);
      await until("it was told several times", () => heard().length > 4);
      const told = heard();
      expect(told.length).toBeLessThan(9);
      expect(told.filter((each) => each !== null)).toEqual(
        [...told].filter((each) => each !== null).sort((a, b) => a - b),
      );
      const downloading = () =>
        watcher.jsons(`${BENCH}/state`).filter(({ firmware }) => firmware.update === "downloading");
      await until("the bench has told of it", () => downloading().length > 0);
      expect(downloading()).toHaveLength(1);
      await rig.clock.advance(20_000);
      await until("it runs", () => last("firmware").installed_version === "1.1.0");
      expect(last("firmware")).toMatchObject({ in_progress: false, update_percentage: null });
      await watcher.shows(`${DEVICE}/fault`, "none");
    });

    it("does not install while it cannot reach its cloud", async () => {
      await begin();
      await send("bench/firmware/set", '{"offer":"1.1.0"}');
      await until("it is on offer", () => last("firmware").latest_version === "1.1.0");
      await send("bench/home/set", '{"cloud":"down"}');
      await until("the cloud is down", () => last("bench/home").cloud === "down");
      await refuses("firmware/set", "install", "offline");
    });

    it("keeps schedules as they were told, which can be told again unchanged", async () => {
      await begin();
      await send(
        "schedules/set",
        '[{"at":"07:00","days":["mon"],"to":"on","missed":"run"},{"at":"22:30","to":"off","id":"night"}]',
      );
      const expected = [
        { id: "1", at: "07:00", days: ["mon"], to: "on", enabled: true, missed: "run" },
        { id: "night", at: "22:30", to: "off", enabled: true, missed: "skip" },
      ];
      await until("they are kept", () => last("schedules").length === 2);
      expect(last("schedules")).toEqual(expected);
      const { schedules } = rig.host.snapshot;
      await send("schedules/set", watcher.last(`${DEVICE}/schedules`)!);
      await refuses("schedules/set", '[{"at":"25:00","to":"on"}]', "bad_value");
      expect(rig.host.snapshot.schedules).toEqual(schedules);
      expect(last("bench/state").schedules).toEqual(expected);
      await send("schedules/set", "[]");
      await watcher.shows(`${DEVICE}/schedules`, "[]");
    });

    it("has nothing of an outlet when it is a speaker, and obeys no word of it", async () => {
      await begin(echoDot);
      const kept = await retainedBelow(broker.port, version, DEVICE);
      const left = OF_DEVICE.filter((topic) => !OF_OUTLET.includes(topic));
      expect(
        Object.keys(kept)
          .filter((topic) => !topic.startsWith("bench/"))
          .sort(),
      ).toEqual(left);
      expect(kept["bench/load"]).toBeUndefined();
      expect(JSON.parse(kept["state"]!)).toEqual({
        fault: [],
        network_trouble: null,
        seq: expect.any(Number),
        ts: expect.any(String),
      });
      expect(JSON.parse(kept["info"]!).capabilities).toEqual(["button", "identify", "fault", "firmware"]);
      expect(JSON.parse(kept["bench/state"]!)).toMatchObject({
        relay: null,
        start_up: null,
        schedules: null,
        load: null,
        celsius: null,
        meter: null,
      });
      for (const [topic, payload] of [
        ["relay/set", "on"],
        ["start-up/set", "on"],
        ["schedules/set", "[]"],
        ["cmd/reset-energy", ""],
      ] as const) {
        await refuses(topic, payload, "unknown_command");
        expect(errors().at(-1).message).not.toMatch(/relay|start-up|schedules|energy/);
      }
      await send("rpc", '{"id":1,"src":"me","method":"Switch.Set","params":{"id":0,"on":true}}');
      await until("the call is refused", () => watcher.of("me/rpc").length === 1);
      expect(watcher.lastJson("me/rpc").error.code).toBe(404);
      expect(rig.board.relayClosed).toBe(false);
    });

    it("takes all that it kept with it when it is reset online", async () => {
      await begin();
      await switchOn("lamp");
      await send("schedules/set", '[{"at":"07:00","to":"on"}]');
      await until(
        "something is measured and scheduled",
        () => last("meter")?.power === 60 && last("schedules")[0],
      );
      await rig.hold(12_300);
      await watcher.shows(`${DEVICE}/availability`, "");
      await rig.clock.advance(20_000);
      const kept = Object.keys(await retainedBelow(broker.port, version, DEVICE));
      expect(kept.filter((topic) => !topic.startsWith("bench/"))).toEqual([]);
    });

    it("tells a combination of its other buttons to the bench, and to nobody as a press of the Action button", async () => {
      await begin(echo);
      const press = async (to: "down" | "up") => {
        for (const button of ["mic-off", "volume-down"])
          await send("bench/button/set", JSON.stringify({ button, to }));
        await until(
          "they are there",
          () => rig.host.snapshot.otherButtons.length === (to === "down" ? 2 : 0),
        );
      };
      const buttons = ["mic-off", "volume-down"];
      await press("down");
      await rig.clock.advance(6000);
      await until("it is held", () => last("bench/state").hold?.rung === "orange");
      expect(last("bench/state").hold.buttons).toEqual(buttons);
      await press("up");
      await rig.clock.advance(1000);
      await rig.hold(100);
      const told = () => watcher.jsons(`${BENCH}/event`).map((event) => [event.event_type, event.buttons]);
      await until("the tap is told", () => told().at(-1)?.[0] === "press");
      await watcher.caughtUp();
      expect(
        told().filter(([type]) => ["touch", "press", "hold", "release", "cancel"].includes(type)),
      ).toEqual([
        ["touch", buttons],
        ["hold", buttons],
        ["cancel", buttons],
        ["touch", undefined],
        ["press", undefined],
      ]);
      expect(watcher.jsons(`${DEVICE}/event/button`).map(({ event_type }) => event_type)).toEqual(["press"]);
    });

    it("leaves nothing of the one before it in the broker, which had more", async () => {
      await begin();
      await switchOn("lamp");
      await send("bench/profile/set", echoDot.id);
      await rig.clock.advance(20_000);
      await watcher.shows(`${BENCH}/lifecycle`, "setup");
      await send("bench/provision", "");
      await rig.clock.advance(20_000);
      await until("it is another one", () => last("info").profile === echoDot.id);
      await watcher.shows(`${DEVICE}/availability`, "online");
      const kept = await retainedBelow(broker.port, version, DEVICE);
      for (const gone of [...OF_OUTLET, "meter", "bench/load"]) expect(kept[gone], gone).toBeUndefined();
      await rig.close();

      // And another program, which knows nothing of this one.
      await begin();
      await rig.close();
      await begin(echoDot);
      const then = await retainedBelow(broker.port, version, DEVICE);
      for (const gone of [...OF_OUTLET, "meter", "bench/load"]) expect(then[gone], gone).toBeUndefined();
    });
  });
}
