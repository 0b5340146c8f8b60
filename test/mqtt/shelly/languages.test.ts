import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ID, IDENTITY, MqttRig } from "../../support/mqtt-rig.ts";
import type { Watcher } from "../../support/mqtt-watcher.ts";
import { until } from "../../support/until.ts";
import { BROKERS, type TestBroker, watched } from "../brokers.ts";

const DEVICE = `plugbench/${ID}`;
const SHELLY = `shellyplusplugs-${IDENTITY.serial}`;

for (const { name, version, missing, open } of BROKERS) {
  describe.skipIf(missing)(`a plug that speaks every language at once, on ${name}`, () => {
    let broker: TestBroker;
    let watcher: Watcher;
    let rig: MqttRig;

    beforeEach(async () => {
      ({ broker, watcher } = await watched({ open, version }));
      rig = await MqttRig.start(broker.port, { dialects: ["tasmota", "shelly-gen2"] });
      await watcher.shows(`${DEVICE}/availability`, "online");
      await watcher.shows(`${SHELLY}/online`, "true");
      await until("Tasmota is online", () => lwt() !== undefined);
    });
    afterEach(() => rig.close());

    const lwt = () => watcher.heard.find(({ topic, text }) => topic.endsWith("/LWT") && text === "Online");
    const tasmota = () => lwt()!.topic.split("/")[1]!;

    it("tells a change once in each, whichever it was asked in, and hears itself in none", async () => {
      const topic = tasmota();
      const set = JSON.stringify({ id: 1, src: "me", method: "Switch.Set", params: { id: 0, on: true } });
      const orders: readonly (() => Promise<unknown>)[] = [
        () => watcher.publish(`${DEVICE}/relay/set`, "on"),
        () => watcher.publish(`cmnd/${topic}/POWER`, "OFF"),
        () => watcher.publish(`${SHELLY}/rpc`, set),
        () => watcher.publish(`${SHELLY}/command/switch:0`, "off"),
        () => watcher.publish(`${DEVICE}/rpc`, set),
        () => rig.hold(100),
      ];
      const tellers = [
        `${DEVICE}/relay`,
        `${DEVICE}/state`,
        `stat/${topic}/POWER`,
        `${SHELLY}/events/rpc`,
        `${SHELLY}/status/switch:0`,
      ];
      const greeted = () => watcher.of(`${SHELLY}/status/wifi`).length > 0;
      await until("all that a new connection tells is told", greeted);
      let closed = false;
      for (const order of orders) {
        closed = !closed;
        watcher.heard.length = 0;
        await order();
        const all = () => tellers.every((teller) => watcher.of(teller).length > 0);
        await until("everybody tells it", all, () => watcher.heard.map((heard) => heard.topic));
        expect(rig.board.relayClosed).toBe(closed);
        // Long enough for an echo to come round again.
        await new Promise((resolve) => setTimeout(resolve, 100));
        await watcher.caughtUp();
        expect(tellers.map((teller) => watcher.of(teller).length)).toEqual(tellers.map(() => 1));
        expect(rig.board.relayClosed).toBe(closed);
      }
    });
  });
}
