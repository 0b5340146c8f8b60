import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import type { Command } from "../../src/runtime/command.ts";
import { everythingIsRight } from "../support/everything-is-right.ts";
import { liveHeap } from "../support/heap.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { FAST, ID, MqttRig } from "../support/mqtt-rig.ts";
import { type OldBroker, openOldBroker } from "../support/old-broker.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

const RESTARTS = 100;
/** Of them, until the heap is what it stays. */
const WARM_UP = 20;
/** Every so often the broker is asked to end, and says so; else it is killed. */
const GRACEFUL = 4;
const SET = `plugbench/${ID}/relay/set`;
/** Each session outlasts every wait, so that no end of one looks like another client with the same id. */
const TIMING = { ...FAST, keepalive: 60, firstRetry: 20, lastRetry: 40 };
const turn = () => new Promise((resolve) => setImmediate(resolve));

let mosquitto: Mosquitto;
let old: OldBroker;
let rig: MqttRig;
afterEach(async () => {
  await rig.close();
  old.close();
  await mosquitto.remove();
});

describe.skipIf(!requireTool("mosquitto"))(`${RESTARTS} restarts of a broker under load`, () => {
  it.each([5, 4] as const)(
    "lose no state, double no command and keep no memory, MQTT %s",
    async (version) => {
      mosquitto = await startMosquitto();
      old = await openOldBroker(mosquitto.port);
      const port = version === 5 ? mosquitto.port : old.port;
      rig = await MqttRig.start(port, { timing: TIMING });

      // Every command is one of a kind by its span, far longer than all of this takes on the plug's clock.
      let sent = 0;
      const obeyed: number[] = [];
      /** One that finds the outlet as it asks moves nothing. */
      let changes = 0;
      const obey = rig.host.command.bind(rig.host);
      rig.host.command = (command: Command) => {
        if (command.do === "relay") {
          obeyed.push(command.for!);
          if ((command.to === "on") !== rig.host.snapshot.relay.closed) changes++;
        }
        return obey(command);
      };
      let writes = 0;
      const setRelay = rig.board.setRelay.bind(rig.board);
      rig.board.setRelay = (closed) => {
        writes++;
        setRelay(closed);
      };

      /** As many commands as are taken at once, never the same one twice. */
      const burst = (client: MqttClient) => {
        for (let i = 0; i < 20; i++) {
          sent++;
          const command = { state: sent % 2 === 1 ? "on" : "off", for_s: 40_000 + sent / 1000 };
          client.publish(SET, JSON.stringify(command), { qos: 1 });
        }
      };

      let heap = 0;
      let presses = 0;
      let inFlight = 0;
      await everythingIsRight(mosquitto.port, 5, rig);
      for (let restart = 1; restart <= RESTARTS; restart++) {
        rig.logged.length = 0;
        const client = await connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`, { reconnectPeriod: 0 });
        client.on("error", () => {});
        const end = performance.now() + Math.random() * 60;
        while (performance.now() < end) {
          burst(client);
          await rig.clock.advance(2000);
        }
        burst(client);
        // By then the first of them are with the plug, others with the broker or on their way.
        for (let turns = Math.random() * 20; turns > 0; turns--) await turn();
        await mosquitto.kill(restart % GRACEFUL === 0 ? "SIGTERM" : "SIGKILL");
        if (Object.keys((client as unknown as { outgoing: object }).outgoing).length > 0) inFlight++;
        client.end(true);
        await until("it is told", () => rig.events("broker-lost").length > 0);
        await rig.hold(60);
        presses++;
        await mosquitto.start();
        await until("it is back", () => rig.events("broker-back").length > 0);
        await everythingIsRight(mosquitto.port, 5, rig);
        expect(rig.logged.map(({ event }) => event)).toEqual(["broker-lost", "broker-back"]);
        if (restart === WARM_UP) heap = liveHeap();
      }
      const grown = liveHeap() / heap - 1;
      const share = `${(grown * 100).toFixed(1)} %`;
      console.log(
        `MQTT ${version}: ${RESTARTS} restarts, ${inFlight} with commands in flight; ${sent} commands sent, ${obeyed.length} obeyed; heap ${share}`,
      );
      expect(obeyed.length).toBeGreaterThan(RESTARTS);
      expect(new Set(obeyed).size).toBe(obeyed.length);
      expect(obeyed).toEqual([...obeyed].sort((a, b) => a - b));
      expect(writes).toBe(changes + presses);
      expect(Math.abs(grown)).toBeLessThan(0.05);
    },
  );
});
