import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import { BrokerHealth } from "../../src/mqtt/broker/broker-health.ts";
import { Connection } from "../../src/mqtt/connection/connection.ts";
import type { Value } from "../../src/mqtt/connection/message.ts";
import { FAST } from "../support/mqtt-rig.ts";
import { ScriptedBroker, text } from "../support/scripted-broker.ts";
import { until } from "../support/until.ts";

/** Of CONNACK in MQTT 5, with what a person must read of each. */
const CONNACK_5: readonly [number, RegExp][] = [
  [0x80, /does not say why/],
  [0x81, /cannot read/],
  [0x82, /against the protocol/],
  [0x83, /a reason of its own/],
  [0x84, /neither MQTT 5 nor 3\.1\.1/],
  [0x85, /client id.*--id/],
  [0x86, /user name or password.*PLUGBENCH_MQTT_PASSWORD/],
  [0x87, /user name or password.*PLUGBENCH_MQTT_PASSWORD/],
  [0x88, /service is not there/],
  [0x89, /busy/],
  [0x8a, /banned/],
  [0x8c, /authentication/],
  [0x90, /does not take the plug's topics/],
  [0x95, /packet too large/],
  [0x97, /quota/],
  [0x99, /payload/],
  [0x9a, /retained messages/],
  [0x9b, /QoS 1/],
  [0x9c, /another one for now/],
  [0x9d, /moved/],
  [0x9f, /too many connections/],
];
const CONNACK_4: readonly [number, RegExp][] = [
  [1, /neither MQTT 5 nor 3\.1\.1/],
  [2, /client id.*--id/],
  [3, /service is not there/],
  [4, /user name or password/],
  [5, /user name or password/],
];
/** Of DISCONNECT from a broker, but for 0x8e: the client id was taken over. */
const DISCONNECT: readonly [number, RegExp][] = [
  ...CONNACK_5.filter(([code]) => ![0x84, 0x85, 0x86, 0x88, 0x8a, 0x8c].includes(code)),
  [0x8b, /shutting down/],
  [0x8d, /heard nothing/],
  [0x8f, /topics that the plug wants to hear/],
  [0x93, /too many messages at once/],
  [0x94, /topic alias/],
  [0x96, /too fast/],
  [0x98, /somebody who runs the broker/],
  [0x9e, /shared subscription/],
  [0xa0, /lets no connection last longer/],
  [0xa1, /subscription identifier/],
  [0xa2, /wildcards/],
];
const QUICK = { ...FAST, firstRetry: 10, lastRetry: 20 };
const hex = ([code, words]: [number, RegExp]) => [`0x${code.toString(16)}`, code, words] as const;

describe("a broker that refuses", () => {
  let server: ScriptedBroker;
  let connection: Connection;
  let logged: Entry[];

  beforeEach(async () => {
    server = await ScriptedBroker.open();
    logged = [];
  });
  afterEach(async () => {
    connection.cut();
    await server.close();
  });
  const open = (version: 4 | 5) => {
    const broker = new Broker({ host: "127.0.0.1", port: server.port, tls: false }, { version });
    const health = new BrokerHealth((entry) => logged.push(entry), broker);
    const retained = new Map<string, Value>([["a", { text: "x", json: false }]]);
    connection = new Connection({
      broker,
      health,
      clientId: "a",
      timing: QUICK,
      retained,
      subscriptions: ["a/+"],
    });
  };
  /** It tells once and in one line what is wrong, tries on, and is there when the broker relents. */
  const getsOver = async (words: RegExp) => {
    const { length } = server.connects;
    await until("it tries on", () => server.connects.length >= length + 3);
    expect(logged).toMatchObject([{ event: "broker-lost", text: expect.stringMatching(words) }]);
    expect(logged[0]?.text).toMatch(/^MQTT: [^\n]+ tries again at least once a minute\.$/);
    server.script = {};
    await until("it is connected", () => connection.connected);
    expect(logged.map(({ event }) => event)).toEqual(["broker-lost", "broker-back"]);
  };

  it.each(CONNACK_5.map(hex))("by CONNACK %s is told, tried on, and gets over it", async (_, code, words) => {
    server.script = { onConnect: (peer) => peer.connack(peer.version === 5 ? code : 1) };
    open(5);
    await getsOver(words);
  });

  it.each(CONNACK_4.map(hex))(
    "by CONNACK %s of MQTT 3.1.1 is told, tried on, and gets over it",
    async (_, code, words) => {
      server.script = { onConnect: (peer) => peer.connack(peer.version === 4 ? code : 0x84) };
      open(4);
      await getsOver(words);
    },
  );

  it.each(DISCONNECT.map(hex))(
    "later, by DISCONNECT %s, is told, tried on, and gets over it",
    async (_, code, words) => {
      let peers = 0;
      server.script = {
        // A refusal before the second session keeps the first outage one outage.
        onConnect: (peer) => {
          if (peers++ > 0) return peer.connack(code);
          peer.connack(0);
          peer.disconnect(code);
        },
      };
      open(5);
      await until("it was thrown out", () => peers > 1);
      await getsOver(words);
    },
  );

  it("is quoted, in one line, with the server that it names", async () => {
    const reference = [0x1c, ...text("other.example:1883")];
    const reason = [0x1f, ...text("maintenance\n\u001b[31muntil  noon")];
    server.script = { onConnect: (peer) => peer.connack(0x9c, [...reference, ...reason]) };
    open(5);
    await getsOver(/it names other\.example:1883, for --mqtt \(code 156, "maintenance .*until noon"\)/);
  });

  it("is not believed longer than a line", async () => {
    const reason = [0x1f, ...text("x".repeat(5000))];
    server.script = { onConnect: (peer) => peer.connack(0x89, reason) };
    open(5);
    await getsOver(/busy/);
    expect(logged[0]!.text.length).toBeLessThan(500);
  });
});
