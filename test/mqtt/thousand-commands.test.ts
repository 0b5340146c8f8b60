import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everythingIsRight } from "../support/everything-is-right.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { FAST, ID, MqttRig } from "../support/mqtt-rig.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { type OldBroker, openOldBroker } from "../support/old-broker.ts";
import { id, packet, text } from "../support/scripted-broker.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

const DEVICE = `plugbench/${ID}`;
const SET = `${DEVICE}/relay/set`;
const COMMANDS = 1000;
/** As many as pass at once; two seconds of the clock let as many more pass. */
const BATCH = 20;

for (const version of [5, 4] as const) {
  describe.skipIf(!requireTool("mosquitto"))(`a plug on Mosquitto, MQTT ${version}`, () => {
    let mosquitto: Mosquitto;
    let old: OldBroker;
    let watcher: Watcher;
    let rig: MqttRig;
    let writes: boolean[];

    beforeEach(async () => {
      mosquitto = await startMosquitto();
      old = await openOldBroker(mosquitto.port);
      watcher = await Watcher.open(mosquitto.port, version);
      const port = version === 5 ? mosquitto.port : old.port;
      rig = await MqttRig.start(port, { timing: { ...FAST, keepalive: 60 } });
      await watcher.shows(`${DEVICE}/availability`, "online");
      writes = [];
      const { board } = rig;
      const setRelay = board.setRelay.bind(board);
      board.setRelay = (closed) => {
        writes.push(closed);
        setRelay(closed);
      };
    });
    afterEach(async () => {
      await rig.close();
      await watcher.close();
      old.close();
      await mosquitto.remove();
    });

    it(`obeys each of ${COMMANDS} commands in a row once`, async () => {
      watcher.heard.length = 0;
      for (let sent = 0; sent < COMMANDS; sent += BATCH) {
        await Promise.all(Array.from({ length: BATCH }, () => watcher.publish(SET, "toggle")));
        await until(
          "the batch is obeyed",
          () => writes.length === sent + BATCH,
          () => writes.length,
        );
        await rig.clock.advance(2000);
      }
      await until("all is said", () => !rig.mqtt.busy);
      await watcher.caughtUp();
      expect(writes).toEqual(Array.from({ length: COMMANDS }, (_, i) => i % 2 === 0));
      expect(rig.board.relayClosed).toBe(false);
      expect(watcher.last(`${DEVICE}/relay`)).toBe("off");
      const seqs = watcher.jsons(`${DEVICE}/state`).map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      expect(watcher.of(`${DEVICE}/error`)).toEqual([]);
      await everythingIsRight(mosquitto.port, 5, rig);
    });

    // QoS 1 is at least once: whoever sends again what may have arrived, and means once, says on or off.
    it("obeys a command again that its sender sends again", async () => {
      const socket = connect(mosquitto.port, "127.0.0.1");
      await once(socket, "connect");
      socket.write(packet(0x10, [...text("MQTT"), 4, 2, 0, 60, ...text("sender")]));
      await once(socket, "data");
      const DUP = 0x08;
      const command = (head: number, word: string) =>
        socket.write(packet(head, [...text(SET), ...id(7), ...Buffer.from(word)]));
      for (const word of ["toggle", "on"]) {
        command(0x32, word);
        command(0x32 | DUP, word);
      }
      // The last finds the outlet on.
      await until("all four were heard", () => writes.length === 3 && watcher.of(SET).length === 4);
      await watcher.caughtUp();
      expect(writes).toEqual([true, false, true]);
      expect(watcher.of(SET).map(({ packet: { dup } }) => dup)).toEqual([false, false, false, false]);
      socket.destroy();
    });
  });
}
