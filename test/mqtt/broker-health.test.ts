import { beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import { BrokerHealth } from "../../src/mqtt/broker/broker-health.ts";

describe("the health of a broker", () => {
  const [plug, bench] = [{}, {}];
  const away = { code: "ECONNREFUSED", message: "connect ECONNREFUSED" };
  const refused = { code: 135, message: "Not authorized" };
  let logged: Entry[];
  let health: BrokerHealth;

  beforeEach(() => {
    logged = [];
    const broker = new Broker({ host: "127.0.0.1", port: 1883, tls: false });
    health = new BrokerHealth((entry) => logged.push(entry), broker);
  });

  it("knows of no loss before one, nor when a topic is withheld", () => {
    health.withholds("a/b", "it is too large");
    health.settled(plug);
    expect(health.loss).toBeNull();
  });

  it("keeps what it told of a loss until no connection is lost", () => {
    health.lost(plug, away, false);
    health.lost(bench, away, false);
    expect(logged.map(({ text }) => text)).toEqual([health.loss]);
    health.lost(bench, refused, false);
    expect(logged.map(({ event }) => event)).toEqual(["broker-lost", "broker-lost"]);
    expect(health.loss).toBe(logged[1]?.text);
    health.settled(plug);
    expect(health.loss).toBe(logged[1]?.text);
    health.settled(bench);
    expect(health.loss).toBeNull();
  });

  it("knows of no loss once the connections that were lost are not wanted", () => {
    health.lost(plug, away, false);
    health.forget(plug);
    expect(health.loss).toBeNull();
    expect(logged.map(({ event }) => event)).toEqual(["broker-lost"]);
  });
});
