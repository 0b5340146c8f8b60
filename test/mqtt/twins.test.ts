import { connectAsync } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everythingIsRight } from "../support/everything-is-right.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { FAST, ID, MqttRig } from "../support/mqtt-rig.ts";
import { type OldBroker, openOldBroker } from "../support/old-broker.ts";
import { ScriptedBroker } from "../support/scripted-broker.ts";
import { TcpProxy } from "../support/tcp-proxy.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

const TIMING = { ...FAST, keepalive: 60, firstRetry: 100, lastRetry: 1600, lasting: 300 };
const WINDOW = 6000;
/** Waits of a connection that never starts anew: 0.75 of 0.1, 0.2, 0.4, 0.8, then 1.6 s. */
const TAKEOVERS = 12;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

for (const version of [5, 4] as const) {
  describe.skipIf(!requireTool("mosquitto"))(`two plugs with one id, MQTT ${version}`, () => {
    let mosquitto: Mosquitto;
    let old: OldBroker;
    let ways: readonly TcpProxy[];
    let rigs: readonly MqttRig[];

    beforeEach(async () => {
      mosquitto = await startMosquitto();
      old = await openOldBroker(mosquitto.port);
      const port = version === 5 ? mosquitto.port : old.port;
      ways = await Promise.all([TcpProxy.open(port), TcpProxy.open(port)]);
      rigs = await Promise.all(ways.map((way) => MqttRig.start(way.port, { timing: TIMING })));
    });
    afterEach(async () => {
      await Promise.all(rigs.map((rig) => rig.close()));
      await Promise.all(ways.map((way) => way.close()));
      old.close();
      await mosquitto.remove();
    });

    it("take turns ever more rarely, are told so once, and both work by button", async () => {
      const [one, other] = rigs as [MqttRig, MqttRig];
      await pause(WINDOW / 2);
      for (const rig of rigs) {
        const before = rig.board.relayClosed;
        await rig.hold(100);
        expect(rig.board.relayClosed).toBe(!before);
      }
      await pause(WINDOW / 2);
      for (const way of ways) {
        // Two connections each; in 3.1.1 each first tries MQTT 5.
        expect(way.taken).toBeGreaterThan(4);
        expect(way.taken).toBeLessThan(2 * TAKEOVERS + 2);
      }
      for (const [i, rig] of rigs.entries()) {
        expect(rig.events("id-taken")).toHaveLength(1);
        expect(rig.events("id-taken")[0]?.text).toContain(`client id ${ID}`);
        expect(rig.events("id-taken")[0]?.text).toContain("--id");
        // Mosquitto 2.0.11 gives no reason: the first time, and whenever one was taken before it had said all, it looks
        // like an outage.
        expect(rig.events("broker-lost").length).toBeLessThan(ways[i]!.taken / 2);
        expect(rig.events("broker-refuses")).toEqual([]);
      }
      await one.close();
      await everythingIsRight(mosquitto.port, 5, other);
    });
  });
}

describe.skipIf(!requireTool("mosquitto"))("a stranger with the plug's id", () => {
  it("is told of once, and all is right when it is gone", async () => {
    const mosquitto = await startMosquitto();
    const rig = await MqttRig.start(mosquitto.port, { timing: TIMING });
    await everythingIsRight(mosquitto.port, 5, rig);
    const url = `mqtt://127.0.0.1:${mosquitto.port}`;
    for (let i = 0; i < 4; i++) {
      const stranger = await connectAsync(url, { protocolVersion: 5, clientId: ID, reconnectPeriod: 0 });
      await until("the plug takes its turn", () => !stranger.connected);
      await pause(300);
      await stranger.endAsync(true);
    }
    await everythingIsRight(mosquitto.port, 5, rig);
    expect(rig.logged.map(({ event }) => event)).toEqual(["broker-lost", "broker-back", "id-taken"]);
    await rig.close();
    await mosquitto.remove();
  });
});

describe("a broker that says that another client took over, and does not close", () => {
  it("is left, and come back to by backoff", async () => {
    const server = await ScriptedBroker.open({
      onConnect: (peer) => {
        peer.connack(0);
        setTimeout(() => peer.disconnect(0x8e), 50);
      },
    });
    const rig = await MqttRig.start(server.port, { timing: TIMING });
    await pause(1000);
    expect(server.connects.length).toBeGreaterThan(4);
    expect(server.connects.length).toBeLessThan(14);
    expect(rig.logged).toMatchObject([{ event: "id-taken" }]);
    await rig.close();
    await server.close();
  });
});
