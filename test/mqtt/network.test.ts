import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FAST, ID, MqttRig, OF_DEVICE } from "../support/mqtt-rig.ts";
import { retainedBelow, Watcher } from "../support/mqtt-watcher.ts";
import { until } from "../support/until.ts";
import { BROKERS, type TestBroker } from "./brokers.ts";

const DEVICE = `plugbench/${ID}`;
const BENCH = `${DEVICE}/bench`;
const RESET = 12_300;

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`the plug's own connection on ${name}`, () => {
    let broker: TestBroker;
    let watcher: Watcher;
    let rig: MqttRig;

    const ofDevice = async () => {
      const all = await retainedBelow(broker.port, version, DEVICE);
      return Object.fromEntries(Object.entries(all).filter(([topic]) => !topic.startsWith("bench/")));
    };
    const home = (wanted: object) => watcher.publish(`${BENCH}/home/set`, JSON.stringify(wanted));

    beforeEach(async () => {
      broker = await open();
      watcher = await Watcher.open(broker.port, version);
    });
    /** With a keep-alive so long, s, nothing is found out by it unless a test wants it. */
    const begin = async (keepalive = 60) => {
      rig = await MqttRig.start(broker.port, { timing: { ...FAST, keepalive } });
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${BENCH}/availability`, "online");
    };
    afterEach(async () => {
      await rig.close();
      await watcher.close();
      await broker.remove();
    });

    it("breaks at once when the Wi-Fi is cut: the broker publishes the will", async () => {
      await begin();
      await home({ wifi: "down" });
      await watcher.shows(`${DEVICE}/availability`, "offline");
      expect(watcher.last(`${BENCH}/availability`)).toBe("online");
      await rig.hold(100);
      await watcher.caughtUp();
      expect(watcher.last(`${DEVICE}/relay`)).toBe("off");
      expect(watcher.of(`${DEVICE}/event/button`)).toEqual([]);
      await home({ wifi: "up" });
      await until("the router is up", () => rig.home.router === "up");
      await rig.clock.advance(4000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      expect(watcher.last(`${DEVICE}/relay`)).toBe("on");
    });

    it("goes mute when the Wi-Fi goes silently, until the keep-alive tells the broker", async () => {
      await begin(FAST.keepalive);
      await home({ wifi: "down", how: "silent" });
      await until("the router is down", () => rig.home.router === "down");
      await rig.hold(100);
      await watcher.publish(`${DEVICE}/relay/set`, "off");
      await watcher.caughtUp();
      expect(watcher.last(`${DEVICE}/availability`)).toBe("online");
      expect(watcher.last(`${DEVICE}/relay`)).toBe("off");
      expect(rig.board.relayClosed).toBe(true);
      await watcher.shows(`${DEVICE}/availability`, "offline");
      expect(rig.events("broker-lost")).toEqual([]);
      await home({ wifi: "up" });
      await until("the router is up", () => rig.home.router === "up");
      await rig.clock.advance(4000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      expect(watcher.last(`${DEVICE}/relay`)).toBe("on");
    });

    it("is online again when the Wi-Fi comes back before the broker found out", async () => {
      await begin(FAST.keepalive);
      await home({ wifi: "down", how: "silent" });
      await until("the router is down", () => rig.home.router === "down");
      await home({ wifi: "up" });
      await until("the router is up", () => rig.home.router === "up");
      watcher.heard.length = 0;
      await rig.clock.advance(4000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      // Longer than the keep-alive of the old connection, which must not speak for the new one.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      expect(watcher.last(`${DEVICE}/availability`)).toBe("online");
      expect((await ofDevice())["availability"]).toBe("online");
    });

    it("stays when only the cloud is down", async () => {
      await begin();
      await home({ cloud: "down" });
      await until("the cloud is down", () => rig.home.cloud === "down");
      await rig.clock.advance(20_000);
      await watcher.shows(`${BENCH}/lifecycle`, "offline");
      await watcher.publish(`${DEVICE}/relay/set`, "on");
      await watcher.shows(`${DEVICE}/relay`, "on");
      expect(watcher.last(`${DEVICE}/availability`)).toBe("online");
    });

    it("goes with a lost board, while the bench stays and says so", async () => {
      await begin();
      rig.board.lose("the cable was pulled");
      await watcher.shows(`${DEVICE}/availability`, "offline");
      await watcher.shows(`${BENCH}/board`, "offline");
      await watcher.shows(`${BENCH}/lifecycle`, "off");
      await watcher.publish(`${BENCH}/button/set`, "down");
      await until("the press is refused", () => watcher.of(`${BENCH}/error`).length > 0);
      expect(watcher.lastJson(`${BENCH}/error`)).toMatchObject({ code: "board_offline" });
      rig.board.comeBack();
      await rig.clock.advance(6000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${BENCH}/board`, "online");
    });

    it("clears everything it retained at a factory reset online", async () => {
      await begin();
      await rig.hold(RESET);
      await until("the tree is cleared", () => watcher.last(`${DEVICE}/availability`) === "");
      await rig.clock.advance(10_000);
      await watcher.shows(`${BENCH}/lifecycle`, "setup");
      expect(await ofDevice()).toEqual({});
      expect(rig.home.accounts).toEqual([{ name: "home", listsPlug: false }]);
      expect(rig.store.record).toMatchObject({ wifi: null, owedGoodbye: [] });
      // Nothing after the clearing, not even a will.
      expect(watcher.last(`${DEVICE}/availability`)).toBe("");
      expect(watcher.last(`${BENCH}/availability`)).toBe("online");
    });

    it("announces itself anew when it is set up again", async () => {
      await begin();
      await rig.hold(RESET);
      await until("the tree is cleared", () => watcher.last(`${DEVICE}/availability`) === "");
      await rig.clock.advance(10_000);
      await watcher.shows(`${BENCH}/lifecycle`, "setup");
      await watcher.publish(`${BENCH}/provision`, "");
      await watcher.shows(`${BENCH}/lifecycle`, "joining");
      await rig.clock.advance(5000);
      await watcher.shows(`${DEVICE}/availability`, "online");
      expect(Object.keys(await ofDevice()).sort()).toEqual(OF_DEVICE);
    });

    it("leaves its ghost when it is reset while the Wi-Fi is down", async () => {
      await begin();
      const before = await ofDevice();
      await home({ wifi: "down" });
      await watcher.shows(`${DEVICE}/availability`, "offline");
      await rig.hold(RESET);
      await rig.clock.advance(10_000);
      await watcher.shows(`${BENCH}/lifecycle`, "setup");
      await home({ wifi: "up" });
      await until("the router is up", () => rig.home.router === "up");
      await rig.clock.advance(5000);
      await watcher.caughtUp();
      expect(await ofDevice()).toEqual({ ...before, availability: "offline" });
      expect(rig.home.accounts).toEqual([{ name: "home", listsPlug: true }]);
      expect(rig.store.record?.owedGoodbye).toEqual([]);
    });
  });
}
