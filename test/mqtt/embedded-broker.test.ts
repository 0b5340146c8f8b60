import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { connectAsync } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedBroker, openEmbeddedBroker } from "../../src/mqtt/broker/embedded-broker.ts";
import { freePort } from "../support/mosquitto.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { until } from "../support/until.ts";

describe("the embedded broker", () => {
  let broker: EmbeddedBroker;
  let port: number;
  const raw: Socket[] = [];

  const dial = () => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("error", () => {});
    raw.push(socket);
    return socket;
  };
  const connectPacket = Buffer.from([0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 0, 0, 1, 0x78]);

  beforeEach(async () => {
    broker = await openEmbeddedBroker({ port: await freePort() });
    port = broker.address.port;
  });
  afterEach(async () => {
    for (const socket of raw.splice(0)) socket.destroy();
    await broker.close();
  });

  it("takes the next free port when its own is taken", async () => {
    const second = await openEmbeddedBroker({ port });
    expect(second.address.port).toBeGreaterThan(port);
    await second.close();
  });

  it("takes any free port, tells of each message that it took, and knows who is connected", async () => {
    const taken: string[] = [];
    const own = await openEmbeddedBroker({
      port: 0,
      taken: ({ topic, payload, retain }) => taken.push(`${topic} ${payload} ${retain}`),
    });
    const will = { topic: "will", payload: Buffer.from("gone"), qos: 1, retain: true } as const;
    const client = await connectAsync(`mqtt://127.0.0.1:${own.address.port}`, {
      clientId: "me",
      will,
      reconnectPeriod: 0,
    });
    expect([own.has("me"), own.has("you")]).toEqual([true, false]);
    await client.publishAsync("a", "1", { qos: 1, retain: true });
    await client.publishAsync("b", "2", { qos: 1 });
    expect(taken).toEqual(["a 1 true", "b 2 false"]);
    client.publish("$SYS/refused", "3");
    await until("the client is sent away", () => !own.has("me"));
    expect(taken).toEqual(["a 1 true", "b 2 false", "will gone true"]);
    await client.endAsync(true);
    await own.close();
  });

  it("can be reached on this computer only", async () => {
    const outer = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const addresses = outer.filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of addresses) {
      const socket = connect({ port, host: address });
      const [error] = await once(socket, "error");
      expect(error.code).toBe("ECONNREFUSED");
    }
    expect(broker.address.host).toBe("127.0.0.1");
  });

  it("refuses MQTT 5 in words that a client understands", async () => {
    const attempt = connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5, reconnectPeriod: 0 });
    await expect(attempt).rejects.toMatchObject({ code: 1 });
  });

  it("ends the connection of a peer that announces a huge packet, before it is collected", async () => {
    const socket = dial();
    socket.write(connectPacket);
    await once(socket, "data");
    socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]));
    await once(socket, "close");
  });

  it("keeps a bounded amount of retained messages", async () => {
    const watcher = await Watcher.open(port, 4, "none");
    const big = Buffer.alloc(2 * 1024 * 1024 - 100);
    let accepted = 0;
    watcher.client.on("packetreceive", ({ cmd }) => {
      if (cmd === "puback") accepted++;
    });
    for (let i = 0; i < 20; i++) watcher.client.publish(`big/${i}`, big, { qos: 1, retain: true });
    await until("the publisher is sent away", () => !watcher.client.connected);
    expect(accepted).toBeLessThan(17);
    await watcher.close();
  });

  it("keeps no session and queues nothing for peers that went away", async () => {
    const open = () =>
      connectAsync(`mqtt://127.0.0.1:${port}`, {
        clientId: "sleeper",
        clean: false,
        protocolVersion: 4,
        reconnectPeriod: 0,
      });
    const sleeper = await open();
    await sleeper.subscribeAsync("news", { qos: 1 });
    await sleeper.endAsync();
    const watcher = await Watcher.open(port, 4);
    await watcher.publish("news", "lost");
    const again = await open();
    const heard: string[] = [];
    again.on("message", (topic) => heard.push(topic));
    await watcher.publish("news", "lost too");
    await watcher.caughtUp();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toEqual([]);
    await again.endAsync(true);
    await watcher.close();
  });

  it("closes in good time with peers that do nothing, and frees its port", async () => {
    const silent = dial();
    const known = dial();
    known.write(connectPacket);
    await once(known, "data");
    const start = performance.now();
    await broker.close();
    expect(performance.now() - start).toBeLessThan(2000);
    await Promise.all([silent, known].map((socket) => socket.closed || once(socket, "close")));
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    server.close();
  });
});
