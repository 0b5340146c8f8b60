import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answer, rpcAnswer } from "../../scripts/mqtt-contract/answers.ts";
import type { Topic } from "../../scripts/mqtt-contract/topic.ts";
import { TOPICS } from "../../scripts/mqtt-contract/topics.ts";
import { startMosquitto } from "../support/mosquitto.ts";
import { ID, MqttRig } from "../support/mqtt-rig.ts";
import { retainedBelow, Watcher } from "../support/mqtt-watcher.ts";
import { openOldBroker } from "../support/old-broker.ts";
import { fits, fitsTopic } from "../support/payload-schema.ts";
import { metering } from "../support/profiles.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";
import { BROKERS, type BrokerKind } from "./brokers.ts";

const ROOT = `plugbench/${ID}`;
const BY_NAME: ReadonlyMap<string, Topic> = new Map(TOPICS.map((topic) => [topic.name, topic]));
const OUT = TOPICS.filter(({ direction }) => direction === "out");
const IN = TOPICS.filter(({ direction }) => direction === "in");

async function behindAnOldOne() {
  const mosquitto = await startMosquitto();
  const old = await openOldBroker(mosquitto.port);
  const remove = async () => {
    old.close();
    await mosquitto.remove();
  };
  return { ...mosquitto, port: old.port, remove };
}

const KINDS: readonly BrokerKind[] = [
  ...BROKERS,
  { name: "Mosquitto, MQTT 3.1.1", version: 4, missing: !requireTool("mosquitto"), open: behindAnOldOne },
];

describe.each(KINDS)("every topic on $name", ({ version, missing, open }) => {
  if (missing) return it.skip("needs mosquitto, which is not on this machine");

  let broker: Awaited<ReturnType<BrokerKind["open"]>>;
  let watcher: Watcher;
  let rig: MqttRig;
  const used = new Set<string>();

  beforeEach(async () => {
    broker = await open();
    watcher = await Watcher.open(broker.port, version, "me/#");
    (watcher.client.stream as Socket).setNoDelay(true);
    // MQTT 5 can tell a listener whether a message was published as retained.
    await watcher.client.subscribeAsync("plugbench/#", { qos: 1, ...(version === 5 && { rap: true }) });
    rig = await MqttRig.start(broker.port, { provisioned: false, profile: metering });
    await watcher.shows(`${ROOT}/bench/availability`, "online");
  });
  afterEach(async () => {
    await rig.close();
    await watcher.close();
    await broker.remove();
  });

  /** Resolves when the plug has taken this and all that was sent to that plane before. */
  const send = async (name: string, ...payloads: readonly string[]) => {
    used.add(name);
    for (const payload of payloads) {
      await rig.clock.advance(100);
      await watcher.publish(`${ROOT}/${name}`, payload);
    }
    const plane = name.startsWith("bench/") ? "bench/" : "";
    const fences = () =>
      watcher.jsons(`${ROOT}/${plane}error`).filter(({ code }) => code === "unknown_command");
    const before = fences().length;
    await rig.clock.advance(100);
    await watcher.publish(`${ROOT}/${plane}fence/set`, "");
    await until(
      "the plug has taken it",
      () => fences().length > before,
      () => payloads,
    );
  };

  const online = async () => {
    await rig.clock.advance(8000);
    await watcher.shows(`${ROOT}/availability`, "online");
  };

  const live = async () => {
    await send("bench/provision", '{"ssid":"bench","password":"wrong"}');
    await rig.clock.advance(8000);
    await send("bench/provision", '{"ssid":"bench","password":"right"}');
    await online();
    await rig.hold(120);
    await rig.hold(4000);
    await rig.hold(1500);
    await send("relay/set", "on", "Toggle", '{"state":true,"for_s":1,"source":"night-lamp"}');
    await send("rpc", '{"id":1,"src":"me","method":"Switch.Toggle","params":{"id":0}}');
    await until("the call is answered", () => watcher.of("me/rpc").length === 1);
    expect(fits(rpcAnswer, watcher.last("me/rpc")!), watcher.last("me/rpc")).toBe(true);
    await send("start-up/set", "on", "previous");
    await send("cmd/identify", "PRESS", "{}");
    await send("schedules/set", '[{"at":"07:00","days":["mon"],"to":"on"},{"in_s":60,"to":"off","id":"x"}]');
    await send("relay/set", "on");
    await send("bench/load/set", "lamp", '{"steps":[{"watts":9,"for_s":1}],"repeats":true}', '{"watts":60}');
    await rig.clock.advance(10_000);
    await send("cmd/reset-energy", "PRESS");
    await send("bench/air/set", "confined", "open");
    await send("bench/fault/set", '{"kind":"overheat"}');
    await send("relay/set", "on");
    await send(
      "bench/fault/set",
      '{"clear":"overheat"}',
      '{"remedy":"reseat"}',
      '{"kind":"random"}',
      '{"clear":"all"}',
    );
    await send("firmware/set", "install");
    await send("bench/firmware/set", '{"offer":"1.1.0","required":true,"damage":"bit-flip"}');
    await send("firmware/set", "install");
    await rig.clock.advance(10_000);
    await send("bench/firmware/set", '{"offer":"1.1.0"}');
    await send("firmware/set", "install");
    await rig.clock.advance(20_000);
    await online();
    await send("bench/button/set", '{"button":"mic-off","to":"down"}');
    await send("bench/app/set", "constructor");
    await send("bench/voice/set", "yes");
    for (const { name, refused } of IN) await send(name, ...refused.map(([payload]) => payload));
    await send("bench/button/set", "down", "up");
    await send("bench/home/set", '{"cloud":"down"}', '{"cloud":"up"}', '{"wifi":"down"}');
    await watcher.shows(`${ROOT}/availability`, "offline");
    await send("bench/home/set", '{"wifi":"up"}');
    await online();
    await send("bench/power/set", "off", "on");
    await online();
    used.add("cmd/restart");
    await watcher.publish(`${ROOT}/cmd/restart`, "");
    await watcher.shows(`${ROOT}/bench/lifecycle`, "booting");
    await online();
    rig.board.lose();
    await rig.clock.advance(100);
    rig.board.comeBack();
    await online();
    await send(
      "bench/fault/set",
      '{"kind":"late-ack","chance":0}',
      '{"kind":"ghost","for_s":1}',
      '{"clear":"all"}',
    );
    await send("bench/home/set", '{"account":"remove"}');
    await send("bench/profile/set", "metering-plug");
  };

  const rightly = (heard: Watcher["heard"]) => {
    for (const { topic, text, qos, retain } of heard) {
      const name = topic.slice(ROOT.length + 1);
      const told = BY_NAME.get(name);
      if (told?.direction === "in" || name.endsWith("fence/set")) continue;
      expect(told, `${topic} is described`).toBeDefined();
      // A goodbye clears a reading too, and wants to know that it arrived.
      expect(qos, topic).toBe(text === "" ? 1 : told!.qos);
      if (version === 5) expect(retain, topic).toBe(told!.retain);
      // Nothing but a goodbye clears what is kept.
      if (text !== "" || !told!.retain) expect(fitsTopic(told!, text), `${topic} ${text}`).toBe(true);
    }
    return new Set(heard.filter(({ text }) => text !== "").map(({ topic }) => topic.slice(ROOT.length + 1)));
  };

  it("is said as it is described: payload, retain flag and QoS, in a whole life of a plug", async () => {
    used.clear();
    await live();
    const kept = await retainedBelow(broker.port, version, ROOT);
    expect(Object.keys(kept).sort()).toEqual(
      OUT.filter(({ retain }) => retain)
        .map(({ name }) => name)
        .sort(),
    );
    for (const [name, text] of Object.entries(kept))
      expect(fitsTopic(BY_NAME.get(name)!, text), name).toBe(true);
    await rig.hold(13_000);
    await until("the reset says goodbye", () => watcher.last(`${ROOT}/availability`) === "");
    await rig.clock.advance(20_000);
    await watcher.shows(`${ROOT}/bench/lifecycle`, "setup");
    const said = rightly(watcher.heard.filter(({ topic }) => topic.startsWith(ROOT)));
    expect(OUT.map(({ name }) => name).filter((name) => !said.has(name))).toEqual([]);
    expect(IN.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
    expect(rig.events("command-fault")).toEqual([]);
  });

  // MQTT 3.1.1 has no response topics.
  if (version === 4) return;
  it("is answered as it is described, after the state", async () => {
    await send("bench/provision", "");
    await online();
    const ask = async (name: string, payload: string, responseTopic = "me/answers") => {
      await rig.clock.advance(1000);
      const correlationData = Buffer.from(name);
      const properties = { responseTopic, correlationData };
      await watcher.client.publishAsync(`${ROOT}/${name}`, payload, { qos: 1, properties });
    };
    const answers = () => watcher.of("me/answers");
    const calls = [
      ["relay/set", "on", { ok: true, relay: "on" }],
      ["relay/set", "perhaps", { error: { code: "bad_value" } }],
      ["bench/home/set", '{"cloud":"down"}', { ok: true, lifecycle: "online" }],
      ["bench/provision", '{"ssid":"bench","password":"right"}', { error: { code: "not_in_setup" } }],
    ] as const;
    for (const [i, [name, payload, expected]] of calls.entries()) {
      await ask(name, payload);
      await until(`${name} is answered`, () => answers().length === i + 1);
      const { text, packet, qos, retain } = answers()[i]!;
      expect(JSON.parse(text)).toMatchObject(expected);
      expect(fits(answer, text), text).toBe(true);
      expect([qos, retain, packet.properties?.correlationData?.toString()]).toEqual([1, false, name]);
    }
    const order = watcher.heard.map(({ topic }) => topic);
    const [relay, first] = [order.lastIndexOf(`${ROOT}/relay`), order.indexOf("me/answers")];
    expect(relay).toBeGreaterThan(-1);
    expect(relay).toBeLessThan(first);

    const errors = () => watcher.jsons(`${ROOT}/error`);
    await ask("relay/set", "off", `${ROOT}/start-up/set`);
    await until("the response topic is refused", () => errors().at(-1)?.message.includes("response topic"));
    expect(errors().at(-1)).toMatchObject({ code: "bad_value", topic: `${ROOT}/relay/set` });
    expect([rig.board.relayClosed, answers().length]).toEqual([true, calls.length]);
  });
});
