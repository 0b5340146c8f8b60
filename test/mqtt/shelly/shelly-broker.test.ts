import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ID, IDENTITY, MqttRig } from "../../support/mqtt-rig.ts";
import { retainedBelow, type Watcher } from "../../support/mqtt-watcher.ts";
import { until } from "../../support/until.ts";
import { BROKERS, type TestBroker, watched } from "../brokers.ts";

const DEVICE = `plugbench/${ID}`;
const SHELLY = `shellyplusplugs-${IDENTITY.serial}`;
const EVENTS = `${SHELLY}/events/rpc`;
const STATUS = `${SHELLY}/status/switch:0`;

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`a plug that speaks as a Shelly too, on ${name}`, () => {
    let broker: TestBroker;
    let watcher: Watcher;
    let rig: MqttRig;

    beforeEach(async () => {
      ({ broker, watcher } = await watched({ open, version }));
      rig = await MqttRig.start(broker.port, { dialects: ["shelly-gen2"] });
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${SHELLY}/online`, "true");
      await until("it has told its status", () => watcher.of(`${SHELLY}/status/wifi`).length === 1);
    });
    afterEach(() => rig.close());

    /** What has been said on a topic since the last forget(), once everything on its way is heard. */
    const told = async (topic: string) => {
      await watcher.caughtUp();
      return watcher.jsons(topic);
    };
    const forget = () => {
      watcher.heard.length = 0;
    };
    const answers = async (src: string, count: number) => {
      const topic = `${src}/rpc`;
      await until(`${count} answers come`, () => watcher.of(topic).length >= count);
      return told(topic);
    };
    const ask = async (to: string, frame: { id: number; method: string; params?: object }, src = "me/x") => {
      const known = watcher.of(`${src}/rpc`).length;
      await watcher.publish(`${to}/rpc`, JSON.stringify({ src, ...frame }));
      return (await answers(src, known + 1)).at(-1);
    };

    // The order in which ioBroker's adapter greets a device of the second generation (mqtt.md §4).
    it("answers what a hub asks of it at the start", async () => {
      forget();
      const src = "iobroker-init";
      const frames = [
        { id: 1, src, method: "Shelly.GetDeviceInfo", params: { ident: true } },
        { id: 2, src, method: "Shelly.GetStatus" },
      ];
      for (const frame of frames) await watcher.publish(`${SHELLY}/rpc`, JSON.stringify(frame));
      await watcher.publish(`${SHELLY}/command`, "status_update");
      const [info, status] = await answers(src, 2);
      expect(info).toMatchObject({ id: 1, src: SHELLY, dst: src, result: { id: SHELLY, app: "PlusPlugS" } });
      const outlet = { id: 0, source: "init", output: false };
      const wifi = { status: "got ip", ssid: "bench" };
      expect(status).toMatchObject({
        id: 2,
        result: { "switch:0": outlet, mqtt: { connected: true }, wifi },
      });
      await until("all its parts are told", () => watcher.of(`${SHELLY}/status/wifi`).length > 0);
      expect(await told(STATUS)).toEqual([outlet]);
      expect(await told(`${SHELLY}/status/wifi`)).toEqual([wifi]);
    });

    it("announces itself to all", async () => {
      await watcher.publish("shellies/command", "announce");
      await until("it announces itself", () => watcher.of(`${SHELLY}/announce`).length > 0);
      for (const topic of ["shellies/announce", `${SHELLY}/announce`]) {
        expect(await told(topic)).toMatchObject([{ id: SHELLY, mac: IDENTITY.serial.toUpperCase(), gen: 2 }]);
      }
    });

    it("switches by either RPC, and tells it once on every channel", async () => {
      for (const to of [SHELLY, DEVICE]) {
        const on = to === SHELLY;
        forget();
        const answer = await ask(to, { id: 9, method: "Switch.Set", params: { id: 0, on } });
        const src = on ? SHELLY : ID;
        expect(answer).toEqual({ id: 9, src, dst: "me/x", result: { was_on: !on } });
        await watcher.shows(`${DEVICE}/relay`, on ? "on" : "off");
        await until("it is told here too", () => watcher.of(STATUS).length > 0);
        expect(rig.board.relayClosed).toBe(on);
        expect(await told(EVENTS)).toMatchObject([
          { src: SHELLY, method: "NotifyStatus", params: { "switch:0": { id: 0, output: on } } },
        ]);
        expect(await told(STATUS)).toEqual([{ id: 0, source: "MQTT", output: on }]);
        expect(watcher.texts(`${DEVICE}/relay`)).toEqual([on ? "on" : "off"]);
        expect(await told(`${DEVICE}/state`)).toHaveLength(1);
        if (!on) expect(watcher.lastJson(`${DEVICE}/state`).source_name).toBe("me/x");
      }
      expect(rig.events("command-refused")).toEqual([]);
      expect(watcher.of(`${DEVICE}/error`)).toEqual([]);
    });

    it("tells a press of the button once on every channel", async () => {
      forget();
      await rig.hold(100);
      await watcher.shows(`${DEVICE}/relay`, "on");
      await until("it is told here too", () => watcher.of(STATUS).length > 0);
      const told0 = { id: 0, source: "button", output: true };
      expect(await told(EVENTS)).toMatchObject([{ method: "NotifyStatus", params: { "switch:0": told0 } }]);
      expect(await told(STATUS)).toEqual([told0]);
      expect(watcher.texts(`${DEVICE}/relay`)).toEqual(["on"]);
      expect(await told(`${DEVICE}/event/button`)).toMatchObject([{ event_type: "press" }]);
    });

    it("obeys the plain words, and switches back when the time is over", async () => {
      forget();
      await watcher.publish(`${SHELLY}/command/switch:0`, "on,10");
      await watcher.shows(`${DEVICE}/relay`, "on");
      await rig.clock.advance(10_000);
      await watcher.shows(`${DEVICE}/relay`, "off");
      await until("both are told here", () => watcher.of(STATUS).length === 2);
      expect(await told(STATUS)).toEqual([
        { id: 0, source: "MQTT", output: true },
        { id: 0, source: "timer", output: false },
      ]);
      await watcher.publish(`${SHELLY}/command/switch:0`, "nonsense");
      await until("the error is told", () => watcher.of(`${SHELLY}/error/switch:0`).length === 1);
    });

    it("tells who asks wrongly why, and nobody else", async () => {
      for (const to of [SHELLY, DEVICE]) {
        const error = async (id: number, method: string, params: object) =>
          (await ask(to, { id, method, params })).error.code;
        expect(await error(1, "Cover.Open", {})).toBe(404);
        expect(await error(2, "Switch.Set", { id: 0, on: "yes" })).toBe(-103);
        expect(await error(3, "Switch.Set", { id: 1, on: true })).toBe(-105);
      }
      expect(rig.board.relayClosed).toBe(false);
      expect(watcher.of(`${DEVICE}/error`)).toEqual([]);
    });

    it("sets the start-up policy for all", async () => {
      const params = { id: 0, config: { initial_state: "off" } };
      await ask(SHELLY, { id: 1, method: "Switch.SetConfig", params });
      await watcher.shows(`${DEVICE}/start-up`, "off");
      expect((await told(EVENTS)).at(-1)).toMatchObject({
        method: "NotifyEvent",
        params: { events: [{ component: "switch:0", event: "config_changed" }] },
      });
    });

    it("keeps nothing in the broker but that it is online, and takes that back at a goodbye", async () => {
      await ask(SHELLY, { id: 1, method: "Switch.Set", params: { id: 0, on: true } });
      expect(await retainedBelow(broker.port, version, SHELLY)).toEqual({ online: "true" });
      expect(watcher.heard.filter(({ qos }) => qos !== 1)).toEqual([]);
      await rig.hold(12_300);
      await rig.clock.advance(10_000);
      await watcher.shows(`${SHELLY}/online`, "");
      expect(await retainedBelow(broker.port, version, SHELLY)).toEqual({});
    });

    it("is offline by its will when the Wi-Fi is cut, and tells everything when it is back", async () => {
      const home = (wifi: string) => watcher.publish(`${DEVICE}/bench/home/set`, JSON.stringify({ wifi }));
      await home("down");
      await watcher.shows(`${SHELLY}/online`, "false");
      await rig.hold(100);
      forget();
      await home("up");
      await until("the router is up", () => rig.home.router === "up");
      await rig.clock.advance(4000);
      await watcher.shows(`${SHELLY}/online`, "true");
      await until("all is told", () => watcher.of(`${SHELLY}/status/wifi`).length > 0);
      expect((await told(EVENTS))[0]).toMatchObject({
        method: "NotifyFullStatus",
        params: { "switch:0": { output: true, source: "button" } },
      });
    });

    it("answers before it restarts", async () => {
      expect((await ask(SHELLY, { id: 1, method: "Shelly.Reboot" })).result).toBe(null);
      expect(rig.lifecycle).toBe("online");
      await rig.clock.advance(1000);
      expect(rig.lifecycle).toBe("booting");
      await watcher.shows(`${SHELLY}/online`, "false");
      await rig.clock.advance(6000);
      await watcher.shows(`${SHELLY}/online`, "true");
    });

    it("answers an order that changes nothing like any other, and tells nobody", async () => {
      forget();
      for (const was_on of [false, true, true]) {
        const answer = await ask(SHELLY, { id: 1, method: "Switch.Set", params: { id: 0, on: true } });
        expect(answer.result).toEqual({ was_on });
      }
      expect(await told(EVENTS)).toHaveLength(1);
      expect(await told(STATUS)).toHaveLength(1);
    });

    it("does not answer itself, in whichever of its languages", async () => {
      forget();
      for (const to of [SHELLY, DEVICE])
        for (const src of [SHELLY, DEVICE]) {
          const frame = { id: 1, src, method: "Switch.Toggle", params: { id: 0 } };
          await watcher.publish(`${to}/rpc`, JSON.stringify(frame));
        }
      await until("the refusals are told", () => watcher.of(`${DEVICE}/error`).length > 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const asked = 4;
      const heard = await watcher
        .caughtUp()
        .then(() => watcher.heard.filter(({ topic }) => /\/rpc$/.test(topic)));
      // One answer of the plug's own topics goes to its other connection, which is silent about it.
      const said = heard.filter(({ text }) => /"result"/.test(text)).map(({ topic }) => topic);
      expect(heard.length).toBeLessThan(asked + 6);
      expect(said).toEqual([`${SHELLY}/rpc`]);
    });

    if (version === 5) {
      it("answers on the response topic of MQTT 5, with what it is to repeat", async () => {
        for (const to of [SHELLY, DEVICE]) {
          forget();
          const properties = { responseTopic: "answers/here", correlationData: Buffer.from("q-1") };
          const frame = { id: 3, src: "me", method: "Switch.GetStatus", params: { id: 0 } };
          await watcher.client.publishAsync(`${to}/rpc`, JSON.stringify(frame), { qos: 1, properties });
          await until("the answer comes", () => watcher.of("answers/here").length > 0);
          const [answer] = watcher.of("answers/here");
          expect(JSON.parse(answer!.text)).toMatchObject({ id: 3, dst: "me", result: { output: false } });
          expect(answer!.packet.properties?.correlationData).toEqual(Buffer.from("q-1"));
          expect(await told("me/rpc")).toEqual([]);
        }
      });
    }
  });
}
