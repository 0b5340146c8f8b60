import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import type { Incoming } from "../../src/mqtt/connection/message.ts";
import { Session } from "../../src/mqtt/connection/session.ts";
import { FAST, ID, MqttRig } from "../support/mqtt-rig.ts";
import { id, type Peer, packet, ScriptedBroker, text } from "../support/scripted-broker.ts";
import { until } from "../support/until.ts";

const SET = `plugbench/${ID}/relay/set`;
const ALIAS = 0x23;
/** No keep-alive helps: what is wrong is found out by looking. */
const TIMING = { ...FAST, keepalive: 60 };

/** What a broker must never send, after a good CONNACK. */
const HOSTILE: Readonly<Record<string, (peer: Peer) => void>> = {
  "bytes that are no MQTT": (peer) => peer.send(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")),
  "a length that never ends": (peer) => peer.send(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x7f])),
  "a packet of 256 MiB": (peer) => peer.send(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 97])),
  "a packet cut short by the end": (peer) => {
    peer.send(packet(0x30, [...text(SET), 0, 111, 110]).subarray(0, 20));
    peer.end();
  },
  "PUBLISH with a topic longer than the packet": (peer) => peer.send(packet(0x30, [255, 255, 97])),
  "PUBLISH without a topic": (peer) => peer.publish("", "on"),
  "PUBLISH with an unknown topic alias": (peer) => peer.publish("", "on", { properties: [ALIAS, 0, 7] }),
  "PUBLISH with topic alias 0": (peer) => peer.publish(SET, "on", { properties: [ALIAS, 0, 0] }),
  "PUBLISH at QoS 1 without an id": (peer) => peer.send(packet(0x32, [0, 0])),
  "PUBLISH at QoS 1 with the id 0": (peer) => peer.publish(SET, "on", { head: 0x32, messageId: id(0) }),
  "PUBLISH at QoS 2": (peer) => peer.publish(SET, "on", { head: 0x34, messageId: id(1) }),
  "PUBLISH at QoS 3": (peer) => peer.publish(SET, "on", { head: 0x36, messageId: id(1) }),
  "PUBLISH with two response topics": (peer) =>
    peer.publish(SET, "on", { properties: [8, ...text("a"), 8, ...text("b")] }),
  "PUBREC for what was said at QoS 1": (peer) => peer.send(packet(0x50, id(1))),
  "PUBREL for nothing": (peer) => peer.send(packet(0x62, id(9))),
  "PUBREL without an id": (peer) => peer.send(packet(0x62, [1])),
  "PUBACK with a code that it does not have": (peer) => peer.puback(id(2), 0x95),
  "a second CONNACK": (peer) => peer.connack(0),
  AUTH: (peer) => peer.send(packet(0xf0, [0x18, 0])),
  CONNECT: (peer) => peer.send(packet(0x10, [...text("MQTT"), 5, 2, 0, 0, 0, ...text("x")])),
  UNSUBACK: (peer) => peer.send(packet(0xb0, [...id(3), 0, 0])),
};
/** What is odd, and no reason to leave. */
const ODD: Readonly<Record<string, (peer: Peer) => void>> = {
  "PUBLISH to a topic that is not UTF-8": (peer) => peer.send(packet(0x30, [0, 3, 97, 0xff, 0xfe, 0, 111])),
  "PUBLISH to a topic that was not asked for": (peer) => peer.publish("$SYS/\u0000/🙂", "on"),
  "PUBLISH with a payload that is not UTF-8": (peer) =>
    peer.send(packet(0x30, [...text(SET), 0, 0xff, 0xfe])),
  "PUBACK for nothing": (peer) => peer.puback(id(999)),
  "SUBACK for nothing": (peer) => peer.suback(id(999), [1]),
  "a thousand PINGRESP": (peer) => peer.send(Buffer.alloc(2000, Buffer.from([0xd0, 0]))),
};

describe("a plug whose broker sends", () => {
  let server: ScriptedBroker;
  let rig: MqttRig;

  beforeEach(async () => {
    server = await ScriptedBroker.open();
  });
  afterEach(async () => {
    await rig.close();
    await server.close();
  });
  /** The button moves the outlet as it does without a broker. */
  const works = async () => {
    const before = rig.board.relayClosed;
    await rig.hold(100);
    expect(rig.board.relayClosed).toBe(!before);
  };

  it.each(Object.entries(HOSTILE))("%s goes on, and comes back by backoff", async (_, attack) => {
    let attacks = 0;
    server.script = {
      onConnect: (peer) => {
        peer.connack(0);
        if (attacks++ < 4) attack(peer);
      },
    };
    rig = await MqttRig.start(server.port, { timing: TIMING });
    await works();
    await until("it came back to a broker that behaves", () => attacks > 4 && rig.mqtt.loss === null);
    await works();
    expect(attacks).toBeLessThan(12);
    expect(rig.events("fault")).toEqual([]);
  });

  it("SUBACK for PUBLISH goes on, and comes back by backoff", async () => {
    let attacks = 0;
    server.script = {
      onPublish: (peer, _, messageId) =>
        attacks++ < 8 ? peer.suback(messageId, [1]) : peer.puback(messageId),
    };
    rig = await MqttRig.start(server.port, { timing: TIMING });
    await until("it came back to a broker that behaves", () => rig.events("broker-back").length > 0);
    await works();
  });

  it.each(Object.entries(ODD))("%s stays connected", async (_, oddity) => {
    let peers = 0;
    server.script = {
      onConnect: (peer) => {
        peers++;
        peer.connack(0);
        oddity(peer);
      },
    };
    rig = await MqttRig.start(server.port, { timing: TIMING });
    await until("both are connected", () => peers === 2);
    await works();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(peers).toBe(2);
    expect(rig.events("broker-lost")).toEqual([]);
  });

  it("numbers for CONNACK twice does not take them, nor break on them", async () => {
    const twice = [0x13, 0, 5, 0x13, 0, 9];
    let peers = 0;
    server.script = { onConnect: (peer) => peer.connack(0, peers++ < 2 ? twice : []) };
    rig = await MqttRig.start(server.port, { timing: TIMING });
    await until("it came back to a broker that behaves", () => rig.events("broker-back").length > 0);
  });

  it("a keep-alive of 18 hours still finds out when it hangs", async () => {
    server.script = { onConnect: (peer) => peer.connack(0, [0x13, 255, 255]) };
    rig = await MqttRig.start(server.port, { timing: { ...FAST, keepalive: 1 } });
    await until("both are connected", () => server.connects.length === 2);
    server.mute();
    await until("the hang is told", () => rig.events("broker-lost").length > 0);
  });

  it("commands without end obeys what its limit lets through, reacts to the button, and keeps nothing", async () => {
    const flood = Buffer.concat(Array(1000).fill(packet(0x30, [...text(SET), 0, ...Buffer.from("{broken")])));
    let sent = 0;
    const pour = (peer: Peer) => {
      const more = (): void => {
        if (peer.socket.destroyed) return;
        sent += 1000;
        if (peer.socket.write(flood)) setImmediate(more);
        else peer.socket.once("drain", more);
      };
      more();
    };
    server.script = {
      onSubscribe: (peer, messageId, filters) => {
        peer.suback(messageId, Array(filters).fill(1));
        pour(peer);
      },
    };
    rig = await MqttRig.start(server.port, { timing: TIMING });
    await until(
      "it is flooded",
      () => sent > 20_000,
      () => sent,
      30_000,
    );
    const before = process.memoryUsage().rss;
    let longest = 0;
    for (let i = 0; i < 20; i++) {
      const began = performance.now();
      await works();
      longest = Math.max(longest, performance.now() - began);
    }
    await until(
      "it is flooded on",
      () => sent > 60_000,
      () => sent,
      30_000,
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    // Server and plug share this process, and works() has some hundred turns of it.
    expect(longest).toBeLessThan(2000);
    expect(rig.events("broker-lost")).toEqual([]);
  });
});

describe("a session with a broker that sends anything at all", () => {
  const byte = fc.nat(255);
  const properties = fc
    .array(
      fc.oneof(
        fc.tuple(fc.constantFrom(0x11, 0x18, 0x02, 0x27), byte, byte, byte, byte),
        fc.tuple(fc.constantFrom(0x13, 0x21, 0x22, 0x23), byte, byte),
        fc.tuple(fc.constantFrom(0x01, 0x0b, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2a), byte),
        fc
          .constantFrom(0x03, 0x08, 0x09, 0x12, 0x15, 0x16, 0x1a, 0x1c, 0x1f)
          .map((name) => [name, ...text("abc")]),
        fc.constant([0x26, ...text("a"), ...text("b")]),
      ),
      { maxLength: 4 },
    )
    .map((list) => list.flat())
    .map((list) => [list.length, ...list]);
  const ids = fc.constantFrom(id(1), id(2), id(0), id(65_535), [1], []);
  const codes = fc.constantFrom(0, 1, 2, 16, 128, 135, 142, 151, 255);
  const body = fc.oneof(
    fc.array(byte, { maxLength: 30 }),
    fc.tuple(ids, fc.array(codes, { maxLength: 1 }), properties, fc.array(codes, { maxLength: 3 })),
    fc.tuple(ids, properties, fc.array(codes, { maxLength: 4 })),
    fc.tuple(
      fc.constantFrom("", "a/b", "\u0000").map(text),
      ids,
      properties,
      fc.array(byte, { maxLength: 5 }),
    ),
    fc.tuple(
      fc.constantFrom([0], [1]),
      codes.map((code) => [code]),
      properties,
    ),
  );
  const head = fc.oneof(
    byte,
    fc.constantFrom(0x20, 0x30, 0x32, 0x34, 0x3a, 0x40, 0x50, 0x62, 0x70, 0x90, 0xb0, 0xd0, 0xe0, 0xf0),
  );
  const packets = fc.array(
    fc.tuple(head, body).map(([first, parts]) => [...packet(first, parts.flat() as number[])]),
    { minLength: 1, maxLength: 4 },
  );

  it("never throws, and hears nothing that is not sound", async () => {
    const heard: Incoming[] = [];
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on("uncaughtException", note).on("unhandledRejection", note);
    onTestFinished(() => {
      process.off("uncaughtException", note).off("unhandledRejection", note);
    });
    let bytes: readonly number[] = [];
    let welcome = true;
    const server = await ScriptedBroker.open({
      onConnect: (peer) => {
        if (welcome) peer.connack(0);
        peer.send(Buffer.from(bytes));
        setTimeout(() => peer.end(), 4);
      },
    });
    onTestFinished(() => server.close());
    const address = { host: "127.0.0.1", port: server.port, tls: false };
    const withSession = (version: 4 | 5) =>
      new Promise<void>((over) => {
        const late = setTimeout(() => {
          session.cut();
          over();
        }, 100);
        const session = new Session({
          broker: new Broker(address, { version }),
          clientId: "x",
          keepalive: 5,
          answer: 1000,
          will: null,
          subscriptions: ["a/+"],
          onUp: (up) => {
            const message = { topic: "x", value: { text: "y", json: false }, retain: false };
            for (let i = 0; i < 3; i++) up.publish(message, () => {});
          },
          onOver: () => {
            clearTimeout(late);
            over();
          },
          onMessage: (message) => heard.push(message),
          onWithheld: () => {},
          onDeaf: () => {},
        });
      });
    await fc.assert(
      fc.asyncProperty(packets, fc.constantFrom(4, 5), fc.boolean(), async (sent, version, good) => {
        bytes = sent.flat();
        welcome = good;
        await withSession(version as 4 | 5);
        expect(uncaught).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    for (const { topic, payload, reply } of heard) {
      expect(topic).toMatch(/./s);
      expect(Buffer.isBuffer(payload)).toBe(true);
      if (reply)
        expect([
          typeof reply.topic,
          reply.correlation === undefined || Buffer.isBuffer(reply.correlation),
        ]).toEqual(["string", true]);
    }
  });
});
