import { createServer } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import { BrokerHealth } from "../../src/mqtt/broker/broker-health.ts";
import { Backoff } from "../../src/mqtt/connection/backoff.ts";
import { Connection, TIMING } from "../../src/mqtt/connection/connection.ts";
import type { Value } from "../../src/mqtt/connection/message.ts";
import { freePort } from "../support/mosquitto.ts";

const { firstRetry, lastRetry } = TIMING;
const SPANS = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000];

describe("the wait before another try", () => {
  it("doubles from 1 s to 60 s, and begins anew when told", () => {
    const backoff = new Backoff(firstRetry, lastRetry, () => 1);
    expect(SPANS.map(() => backoff.next())).toEqual(SPANS);
    backoff.reset();
    expect(backoff.next()).toBe(1000);
  });

  it("is anywhere in the second half of its span, so that many plugs do not come at once", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (random) => {
        const backoff = new Backoff(firstRetry, lastRetry, () => random);
        for (const span of SPANS) {
          const wait = backoff.next();
          expect(wait).toBeGreaterThanOrEqual(span / 2);
          expect(wait).toBeLessThanOrEqual(span);
        }
      }),
    );
    const first = Array.from({ length: 100 }, () => new Backoff(firstRetry, lastRetry).next());
    expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(250);
  });
});

const ready = () => new Promise((resolve) => setImmediate(resolve));

describe("a broker that is away for an hour", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ["refuses", false],
    ["closes", true],
  ])("is tried ever more rarely, told once, and keeps nothing waiting: it %s", async (_, closes) => {
    const port = await freePort();
    if (closes) {
      const server = createServer((socket) => socket.destroy()).listen(port, "127.0.0.1");
      onTestFinished(() => void server.close());
    }
    // The sockets are real; only the waits between the tries pass by hand.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const logged: string[] = [];
    const broker = new Broker({ host: "127.0.0.1", port, tls: false });
    const health = new BrokerHealth(({ event }) => logged.push(event), broker);
    const lost = vi.spyOn(health, "lost");
    const retained = new Map<string, Value>();
    const connection = new Connection({ broker, health, clientId: "a", timing: TIMING, retained });
    const began = Date.now();
    const waits: number[] = [];
    while (Date.now() - began < 3_600_000) {
      while (lost.mock.calls.length === waits.length) await ready();
      expect(vi.getTimerCount()).toBe(1);
      for (let i = 0; i < 500; i++) {
        const value = { text: String(i), json: false };
        retained.set("a", value);
        connection.changed("a");
        connection.say({ topic: "e", value, retain: false });
      }
      const before = Date.now();
      vi.advanceTimersToNextTimer();
      waits.push(Date.now() - before);
    }
    connection.cut();
    for (let i = 0; i < 10; i++) await ready();
    expect(vi.getTimerCount()).toBe(0);
    expect(logged).toEqual(["broker-lost"]);
    // Once a minute, after the first minute; the wait is 45 s in the mean.
    expect(waits.length).toBeGreaterThan(60);
    expect(waits.length).toBeLessThan(130);
    for (const [i, wait] of waits.entries()) {
      const span = SPANS[i] ?? 60_000;
      expect(wait).toBeGreaterThanOrEqual(span / 2 - 1);
      expect(wait).toBeLessThanOrEqual(span);
    }
  });
});
