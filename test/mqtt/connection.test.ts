import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import { BrokerHealth } from "../../src/mqtt/broker/broker-health.ts";
import { openEmbeddedBroker } from "../../src/mqtt/broker/embedded-broker.ts";
import { Connection } from "../../src/mqtt/connection/connection.ts";
import type { Value } from "../../src/mqtt/connection/message.ts";
import { freePort, startMosquitto } from "../support/mosquitto.ts";
import { FAST } from "../support/mqtt-rig.ts";
import { Watcher } from "../support/mqtt-watcher.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

function dialer(port: number) {
  const logged: Entry[] = [];
  const broker = new Broker({ host: "127.0.0.1", port, tls: false });
  const health = new BrokerHealth((entry) => logged.push(entry), broker);
  const open = (clientId: string, values: Readonly<Record<string, string>> = {}) => {
    const retained = new Map(
      Object.entries(values).map(([topic, text]): [string, Value] => [topic, { text, json: false }]),
    );
    return new Connection({ broker, health, clientId, timing: FAST, retained });
  };
  return { logged, broker, open };
}

describe("a connection", () => {
  it("falls back to MQTT 3.1.1 without a word, however many try at once", async () => {
    const embedded = await openEmbeddedBroker({ port: await freePort() });
    const { logged, broker, open } = dialer(embedded.address.port);
    const connections = [open("a"), open("b"), open("c")];
    await until("all are connected", () => connections.every(({ connected }) => connected));
    expect(broker.version).toBe(4);
    expect(logged).toEqual([]);
    expect(await Promise.all(connections.map((connection) => connection.leave([])))).toEqual([
      true,
      true,
      true,
    ]);
    await embedded.close();
  });

  it("keeps back what no broker would take, says so once, and goes on", async () => {
    const embedded = await openEmbeddedBroker({ port: await freePort() });
    const { port } = embedded.address;
    const watcher = await Watcher.open(port, 4);
    const { logged, open } = dialer(port);
    const connection = open("a", { "a/huge": "x".repeat(70_000), "a/small": "y" });
    await watcher.shows("a/small", "y");
    connection.changed("a/huge");
    connection.say({ topic: "a/event", value: { text: "z", json: false }, retain: false });
    await watcher.shows("a/event", "z");
    expect(watcher.of("a/huge")).toEqual([]);
    expect(logged).toMatchObject([{ event: "broker-refuses", text: expect.stringContaining("a/huge") }]);
    await connection.leave([]);
    await watcher.close();
    await embedded.close();
  });

  it.skipIf(!requireTool("mosquitto"))("tells loudly and once when the broker forbids a topic", async () => {
    const directory = mkdtempSync(join(tmpdir(), "plugbench-acl-"));
    const file = join(directory, "acl");
    writeFileSync(file, "topic readwrite a/open\n", { mode: 0o600 });
    const mosquitto = await startMosquitto(["allow_anonymous true", `acl_file ${file}`, "user root"]);
    onTestFinished(async () => {
      await mosquitto.remove();
      rmSync(directory, { recursive: true });
    });
    const { logged, open } = dialer(mosquitto.port);
    const connection = open("a", { "a/shut": "x", "a/open": "y" });
    await until("it is told", () => logged.length > 0);
    connection.changed("a/shut");
    expect(
      await connection.leave([{ topic: "a/open", value: { text: "", json: false }, retain: true }]),
    ).toBe(true);
    expect(logged).toMatchObject([
      {
        event: "broker-refuses",
        text: expect.stringMatching(/a\/shut: .*may not use it.*access control list/),
      },
    ]);
  });
});
