import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker.ts";
import { type MqttOptions, openMqtt } from "../../src/mqtt/mqtt.ts";
import { problemOf } from "../../src/mqtt/problem.ts";
import { UsageError } from "../../src/usage-error.ts";
import { ManualClock } from "../support/manual-clock.ts";

const logged: Entry[] = [];
const open = (options: Pick<MqttOptions, "broker" | "credentials" | "debug">) =>
  openMqtt({
    id: "plug-test",
    info: { profile: { id: "p", name: "P" }, version: "0", board: "virtual", started: "" },
    clock: new ManualClock(),
    log: (entry) => logged.push(entry),
    keyOf: () => "",
    ...options,
  });
const far = { kind: "external", host: "broker.example", port: 1883, tls: false } as const;
const secret = { username: "bench", password: "hunter2" };

describe("opening MQTT", () => {
  it("names the address of the embedded broker, on loopback", async () => {
    const mqtt = await open({ broker: { kind: "embedded" } });
    expect(mqtt.broker).toMatch(/^mqtt:\/\/127\.0\.0\.1:(18[89]\d|19\d\d)$/);
    await mqtt.close();
  });

  it("warns of a password that goes over a network in clear, and only then", async () => {
    logged.length = 0;
    for (const broker of [
      far,
      { ...far, tls: true },
      { ...far, host: "127.0.0.1" },
      { ...far, host: "localhost" },
    ]) {
      await (await open({ broker, credentials: secret })).close();
    }
    expect(logged.map(({ event }) => event)).toEqual(["password-in-clear"]);
    expect(logged[0]!.text).not.toContain("hunter2");
  });

  it("refuses a password without a user name, and DEBUG that would print it", async () => {
    await expect(open({ broker: far, credentials: { password: "hunter2" } })).rejects.toThrow(UsageError);
    for (const debug of ["*", "mqttjs*", "express,mqttjs:client", "a mqttjs"]) {
      const attempt = open({ broker: far, credentials: secret, debug });
      await expect(attempt).rejects.toThrow(UsageError);
      await expect(attempt).rejects.not.toThrow(/hunter2/);
    }
    await (await open({ broker: far, credentials: secret, debug: "express:*" })).close();
  });

  it("never prints the password with the broker", () => {
    const broker = new Broker({ host: "::1", port: 8883, tls: true }, { credentials: secret });
    expect(String(broker)).toBe("mqtts://[::1]:8883");
    expect(inspect(broker, { showHidden: true, depth: 9 }) + JSON.stringify(broker)).not.toContain("hunter2");
  });
});

describe("what went wrong with a broker", () => {
  const kinds: [unknown, string, RegExp][] = [
    [undefined, "away", /closed the connection/],
    [{ code: "ECONNREFUSED", message: "" }, "away", /nothing listens/],
    [{ code: "ENOTFOUND", message: "" }, "away", /not known/],
    [{ message: "connack timeout" }, "away", /does not answer/],
    [{ message: "Keepalive timeout" }, "away", /does not answer/],
    [{ code: 134, message: "Bad User Name or Password" }, "credentials", /PLUGBENCH_MQTT_USERNAME/],
    [{ code: 5, message: "Not authorized" }, "credentials", /PLUGBENCH_MQTT_USERNAME/],
    [{ code: 136, message: "Server unavailable" }, "refused", /136: Server unavailable/],
    [{ code: "SELF_SIGNED_CERT_IN_CHAIN", message: "" }, "certificate", /NODE_EXTRA_CA_CERTS/],
    [{ code: "ERR_TLS_CERT_ALTNAME_INVALID", message: "" }, "certificate", /NODE_EXTRA_CA_CERTS/],
    [{ code: "ERR_SSL_WRONG_VERSION_NUMBER", message: "" }, "certificate", /no TLS/],
    [{ message: "Invalid header flag bits" }, "refused", /does not speak MQTT/],
  ];

  it("is told in words that say what to do", () => {
    for (const [error, kind, text] of kinds) {
      const problem = problemOf(error as Parameters<typeof problemOf>[0]);
      expect(problem.kind).toBe(kind);
      expect(problem.text).toMatch(text);
    }
  });
});
