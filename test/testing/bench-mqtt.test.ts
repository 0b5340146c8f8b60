import mqtt from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { keyOf } from "../../src/store/password-key.ts";
import { openBench } from "../../src/testing/bench.ts";
import type { Bench, BenchOptions } from "../../src/testing/bench-port.ts";
import { kept, SALT } from "../../src/testing/home.ts";

const opened: Bench[] = [];

async function open(options: BenchOptions = {}): Promise<Bench> {
  const bench = await openBench({ mqtt: true, ...options });
  opened.push(bench);
  return bench;
}

afterEach(async () => {
  for (const bench of opened.splice(0)) await bench.close();
});

const RELAY = "plugbench/plug-1/relay";
const of = (bench: Bench, topic: string) => bench.published.filter((message) => message.topic === topic);

describe("a bench with a broker", () => {
  it("keeps what the broker took since it was opened, with the instant", async () => {
    const bench = await open();
    expect(bench.published).toEqual([]);
    await bench.advance("1s");
    await bench.hold(150);
    await bench.advance("1s");
    const [relay, ...others] = of(bench, RELAY);
    expect(others).toEqual([]);
    expect(relay).toEqual({ at: 1180, topic: RELAY, payload: "on", retain: true, qos: 1 });
  });

  it("hears a plug's will in the instant in which its power goes", async () => {
    const bench = await open();
    await bench.advance("1s");
    bench.command({ do: "power", to: "off" });
    await bench.advance("1m");
    expect(of(bench, "plugbench/plug-1/availability")).toMatchObject([{ at: 1000, payload: "offline" }]);
  });

  it("tells the same story each time", async () => {
    const tell = async () => {
      const bench = await open({ start: "boxed" });
      await bench.plugIn();
      await bench.advance("4s");
      await bench.setup();
      await bench.advance("4s");
      await bench.hold(150);
      await bench.advance("1s");
      await bench.home({ wifi: "down" });
      await bench.advance("30s");
      await bench.home({ wifi: "up" });
      await bench.advance("30s");
      await bench.hold("13s");
      await bench.advance("20s");
      // Of two connections to one broker neither is always the first.
      return bench.published
        .filter(({ topic }) => !topic.startsWith("plugbench/plug-1/bench/"))
        .map((message) => JSON.stringify(message));
    };
    const told = await tell();
    expect(told.length).toBeGreaterThan(20);
    expect(await tell()).toEqual(told);
  });

  it("lets others use its broker, at their own real time", async () => {
    const bench = await open();
    const client = await mqtt.connectAsync(bench.broker!);
    await client.publishAsync(`${RELAY}/set`, "ON", { qos: 1 });
    await bench.advance(100);
    await client.endAsync();
    expect(of(bench, `${RELAY}/set`)).toMatchObject([{ at: 0, payload: "ON", qos: 1, retain: false }]);
    expect(bench.outlet).toBe("on");
  });

  it("asks again whenever the broker has taken something", async () => {
    const bench = await open();
    await bench.press();
    expect(await bench.until(() => of(bench, RELAY).length > 0, 100)).toBe(false);
    await bench.release();
    expect(await bench.until(() => of(bench, RELAY).length > 0, 100)).toBe(true);
  });

  it("has one of its own, and none that stays", async () => {
    const [one, other] = [await open(), await open()];
    expect(one.broker).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/);
    expect(other.broker).not.toBe(one.broker);
    await one.close();
    await expect(mqtt.connectAsync(one.broker!, { reconnectPeriod: 0 })).rejects.toThrow();
  });

  it("takes the home's own password as the plug does", async () => {
    const { wifi } = kept("online", (await open()).profile).home;
    expect(wifi).toEqual({ ssid: "plugbench", key: await keyOf("plugbench", "plugbench-home", SALT) });
  });
});

describe("a bench without a broker", () => {
  it("has no address and nothing published", async () => {
    const bench = await open({ mqtt: false });
    await bench.hold(150);
    await bench.advance("1s");
    expect([bench.broker, bench.published]).toEqual([null, []]);
  });
});
