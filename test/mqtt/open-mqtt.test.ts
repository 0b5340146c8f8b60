import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import { type BrokerRequest, chooseBroker } from "../../src/mqtt/broker/choose-broker.ts";
import { type Counterpart, problemOf } from "../../src/mqtt/broker/problem.ts";
import { openTls } from "../../src/mqtt/broker/tls.ts";
import { openMqtt } from "../../src/mqtt/mqtt.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { UsageError } from "../../src/usage-error.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { IDENTITY } from "../support/mqtt-rig.ts";

const logged: Entry[] = [];
const choose = (request: Omit<BrokerRequest, "log">) =>
  chooseBroker({ ...request, log: (entry) => logged.push(entry) });
const far = { host: "broker.example", port: 1883, tls: false } as const;
const secret = { username: "bench", password: "hunter2" };

describe("opening MQTT", () => {
  it("names the address of the embedded broker, on loopback", async () => {
    const mqtt = await openMqtt({
      broker: null,
      identity: IDENTITY,
      clock: new ManualClock(),
      log: (entry) => logged.push(entry),
      keyOf: () => "",
      calendar: calendarOf("UTC"),
    });
    expect(mqtt.broker).toMatch(/^mqtt:\/\/127\.0\.0\.1:(18[89]\d|19\d\d)$/);
    await mqtt.close();
  });

  it("warns of a password that goes over a network in clear, and only then", () => {
    logged.length = 0;
    const here = ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "localhost", "LOCALHOST"];
    for (const host of here) choose({ address: { ...far, host }, credentials: secret });
    choose({ address: { ...far, tls: true }, credentials: secret });
    choose({ address: far });
    expect(logged).toEqual([]);
    const elsewhere = [far.host, "10.0.0.1", "::2", "127.0.0.1.example", "localhost.example", "128.0.0.1"];
    for (const host of elsewhere) {
      logged.length = 0;
      choose({ address: { ...far, host }, credentials: secret });
      expect(logged.map(({ event }) => event)).toEqual(["password-in-clear"]);
      expect(logged[0]!.text).not.toContain("hunter2");
    }
  });

  it("refuses a password without a user name, and DEBUG that would print it", () => {
    expect(() => choose({ address: far, credentials: { password: "hunter2" } })).toThrow(UsageError);
    for (const debug of ["*", "mqttjs*", "express,mqttjs:client", "a mqttjs", "mqtt-packet:*", "-x,mq*"]) {
      const attempt = () => choose({ address: far, credentials: secret, debug });
      expect(attempt).toThrow(UsageError);
      expect(attempt).not.toThrow(/hunter2/);
    }
    choose({ address: far, credentials: secret, debug: "express:*" });
  });

  it("never prints the password with the broker", () => {
    const broker = new Broker(
      { host: "::1", port: 8883, tls: true },
      { credentials: secret, tls: openTls() },
    );
    expect(String(broker)).toBe("mqtts://[::1]:8883");
    expect(inspect(broker, { showHidden: true, depth: 9 }) + JSON.stringify(broker)).not.toContain("hunter2");
  });
});

describe("what went wrong with a broker", () => {
  const counterpart: Counterpart = {
    address: { host: "b.example", port: 8883, tls: true },
    files: {},
    hasAnswered: false,
  };
  const kinds: [unknown, string, RegExp][] = [
    [undefined, "closed", /closed the connection.*port 8883 is one without TLS/],
    [{ code: "ECONNREFUSED", message: "" }, "away", /nothing listens/],
    [{ code: "ENOTFOUND", message: "" }, "away", /not known/],
    [{ message: "connack timeout" }, "away", /does not answer/],
    [{ message: "Keepalive timeout" }, "away", /does not answer/],
    [{ code: 134, message: "Bad User Name or Password" }, "credentials", /PLUGBENCH_MQTT_USERNAME/],
    [{ code: 5, message: "Not authorized" }, "credentials", /PLUGBENCH_MQTT_USERNAME/],
    [{ code: 136, message: "Server unavailable" }, "code-136", /136, "Server unavailable"/],
    [{ code: "SELF_SIGNED_CERT_IN_CHAIN", message: "" }, "untrusted", /--mqtt-ca/],
    [{ code: "CERT_HAS_EXPIRED", message: "" }, "CERT_HAS_EXPIRED", /has expired.*clock/],
    [{ code: "CERT_NOT_YET_VALID", message: "" }, "CERT_NOT_YET_VALID", /not valid yet.*clock/],
    [{ code: "ERR_TLS_CERT_ALTNAME_INVALID", message: "" }, "wrong-name", /another name, not for b\.example/],
    [{ code: "ERR_SSL_WRONG_VERSION_NUMBER", message: "wrong version number" }, "no-tls", /mqtt:\/\//],
    [{ code: "EPROTO", message: "unsupported protocol" }, "tls-version", /TLS 1\.2/],
    [{ code: "EPROTO", message: "alert: SSL alert number 70" }, "tls-version", /TLS 1\.2/],
    [{ code: "EPROTO", message: "1:error:2:SSL routines:read:no cipher:../a.c:1" }, "tls", /\(no cipher\)/],
    [{ message: "Invalid header flag bits" }, "refused", /does not speak MQTT/],
  ];

  it("is told in words that say what to do", () => {
    for (const [error, kind, text] of kinds) {
      const problem = problemOf(error as Parameters<typeof problemOf>[0], counterpart);
      expect(problem.kind).toBe(kind);
      expect(problem.text).toMatch(text);
    }
  });
});
