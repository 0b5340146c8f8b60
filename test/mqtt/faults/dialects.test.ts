import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WireFaultKind, wireFault } from "../../../src/runtime/wire-faults.ts";
import { type Mosquitto, startMosquitto } from "../../support/mosquitto.ts";
import { ID, IDENTITY, MqttRig } from "../../support/mqtt-rig.ts";
import { Watcher } from "../../support/mqtt-watcher.ts";
import { requireTool } from "../../support/tools.ts";
import { until } from "../../support/until.ts";

const RELAY = `plugbench/${ID}/relay`;
const POWER = `stat/${ID}/POWER`;
const RESULT = `stat/${ID}/RESULT`;
const SHELLY = `shellyplusplugs-${IDENTITY.serial}`;
const SWITCH = `${SHELLY}/status/switch:0`;
const LIVES = [`plugbench/${ID}/availability`, `tele/${ID}/LWT`, `${SHELLY}/online`];

describe.skipIf(!requireTool("mosquitto"))("a plug that speaks three languages on Mosquitto", () => {
  let broker: Mosquitto;
  let watcher: Watcher;
  let rig: MqttRig;

  beforeEach(async () => {
    broker = await startMosquitto();
    watcher = await Watcher.open(broker.port, 5);
    rig = await MqttRig.start(broker.port, { dialects: ["tasmota", "shelly-gen2"] });
    await alive(["online", "Online", "true"]);
    // What a plug says at first is said.
    await watcher.shows(POWER, "OFF");
    await watcher.caughtUp();
    watcher.heard.length = 0;
  });
  afterEach(async () => {
    await rig.close();
    await watcher.close();
    await broker.remove();
  });

  const alive = (words: readonly string[]) =>
    Promise.all(LIVES.map((topic, i) => watcher.shows(topic, words[i]!)));
  const raise = (kind: WireFaultKind) => rig.host.command({ do: "fault", fault: wireFault(kind) });
  const clear = (kind: WireFaultKind) => rig.host.command({ do: "clearFault", kind });
  const outletIs = (closed: boolean) => until("the outlet obeyed", () => rig.board.relayClosed === closed);
  const switchIs = (output: boolean) =>
    until("the switch is told", () => watcher.lastJson(SWITCH)?.output === output);

  it("lies in all of them at once, and is honest in all of them again", async () => {
    raise("wrong-state");
    await watcher.shows(RELAY, "on");
    await watcher.shows(POWER, "ON");
    await switchIs(true);
    await watcher.publish(`cmnd/${ID}/POWER`, "ON");
    await outletIs(true);
    await watcher.shows(POWER, "OFF");
    await watcher.shows(RELAY, "off");
    await switchIs(false);
    clear("wrong-state");
    await watcher.shows(POWER, "ON");
    await watcher.shows(RELAY, "on");
    await switchIs(true);
  });

  it("leaves the one unanswered who asked, and tells the others what happened", async () => {
    raise("missing-ack");
    await watcher.publish(`cmnd/${ID}/POWER`, "ON");
    await outletIs(true);
    await watcher.shows(RELAY, "on");
    await switchIs(true);
    await until("the broker has it all", () => !rig.mqtt.busy);
    await watcher.caughtUp();
    expect([...watcher.of(POWER), ...watcher.of(RESULT)]).toEqual([]);
    const asked = watcher.of(SWITCH).length;
    await watcher.publish(`${SHELLY}/command/switch:0`, "off");
    await outletIs(false);
    await watcher.shows(POWER, "OFF");
    await watcher.shows(RELAY, "off");
    expect(watcher.of(SWITCH)).toHaveLength(asked);
    clear("missing-ack");
    await watcher.publish(`cmnd/${ID}/POWER`, "ON");
    await watcher.shows(POWER, "ON");
  });

  it("dies silently in all of them, and is back in all of them", async () => {
    raise("silent-death");
    await alive(["offline", "Offline", "false"]);
    clear("silent-death");
    await alive(["online", "Online", "true"]);
  });

  it("comes and goes in all of them together", async () => {
    raise("flapping");
    await alive(["offline", "Offline", "false"]);
    await rig.clock.advance(1500);
    clear("flapping");
    await alive(["online", "Online", "true"]);
    await until("the broker has it all", () => !rig.mqtt.busy);
    await watcher.caughtUp();
    const turns = LIVES.map((topic) => watcher.of(topic).length);
    expect(new Set(turns).size).toBe(1);
  });
});
