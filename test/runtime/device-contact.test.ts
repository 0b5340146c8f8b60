import { describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import { onlineBench, type VirtualBench, virtualBench } from "../support/host-bench.ts";
import { provisionedRecord } from "../support/world-rig.ts";

const OWED = ["plugbench/old/relay"];

async function reset(bench: VirtualBench): Promise<void> {
  bench.board.finger.press();
  await bench.clock.advance(12_500);
  bench.board.finger.release();
  await bench.clock.advance(8000);
}

describe("the plug's own connection", () => {
  it("comes up when the plug is on its network, not while it boots", async () => {
    const { link, clock } = await virtualBench({ nvm: provisionedRecord(), wait: 4499 });
    expect(link.calls).toEqual([]);
    await clock.advance(1);
    expect(link.calls).toEqual(["up"]);
  });

  it("never comes up for a plug that is not set up, nor for one that is joining", async () => {
    const { link, host, clock } = await virtualBench({ wait: 60_000 });
    host.command({ do: "provision" });
    await clock.advance(2999);
    expect(link.calls).toEqual([]);
    await clock.advance(1000);
    expect(link.calls).toEqual(["up"]);
  });

  it.each(["cut", "silent"] as const)("goes with the Wi-Fi, at once and in its manner: %s", async (how) => {
    const { link, host, clock } = await onlineBench();
    host.command({ do: "wifi", to: "down", how });
    expect(link.calls).toEqual(["up", `down ${how}`]);
    await clock.advance(20_000);
    host.command({ do: "wifi", to: "up", how: "cut" });
    await clock.advance(3000);
    expect(link.calls).toEqual(["up", `down ${how}`, "up"]);
  });

  it("stays while only the cloud is down: the broker is local", async () => {
    const { link, host, clock } = await onlineBench();
    host.command({ do: "cloud", to: "down" });
    await clock.advance(60_000);
    expect([host.snapshot.lifecycle, link.calls]).toEqual(["offline", ["up"]]);
  });

  it("is cut with the mains, whatever manner the last outage had", async () => {
    const { link, host, clock } = await onlineBench();
    host.command({ do: "wifi", to: "down", how: "silent" });
    host.command({ do: "wifi", to: "up", how: "cut" });
    await clock.advance(5000);
    host.command({ do: "power", to: "off" });
    expect(link.calls).toEqual(["up", "down silent", "up", "down cut"]);
    await clock.advance(60_000);
    expect(link.calls).toHaveLength(4);
  });

  it("is cut with the board, and comes up again after the boot", async () => {
    const { link, board, clock } = await onlineBench();
    board.lose();
    expect(link.calls).toEqual(["up", "down cut"]);
    board.comeBack();
    await clock.advance(4499);
    expect(link.calls).toHaveLength(2);
    await clock.advance(1);
    expect(link.calls.at(-1)).toBe("up");
  });
});

describe("a reset", () => {
  it("says goodbye on the connection, then leaves, and stays away", async () => {
    const bench = await onlineBench();
    await reset(bench);
    expect(bench.link.calls).toEqual(["up", "goodbye 2", "down cut"]);
    expect([...bench.link.broker]).toEqual([]);
    await bench.clock.advance(60_000);
    expect(bench.link.calls).toHaveLength(3);
  });

  it("of a plug whose network is down says nothing", async () => {
    const bench = await onlineBench();
    bench.host.command({ do: "wifi", to: "down", how: "cut" });
    await reset(bench);
    expect(bench.link.calls).toEqual(["up", "down cut"]);
    expect(bench.link.broker.size).toBe(2);
  });

  it("with the broker away owes the goodbye, and pays it as soon as there is contact", async () => {
    const bench = await onlineBench();
    bench.link.brokerIs = "away";
    await reset(bench);
    expect(bench.link.calls).toEqual(["up", "goodbye 2", "down cut", "payOwed 2"]);
    expect(bench.store.record).toEqual(factoryRecord("previous", bench.link.retainedTopics));
    bench.link.comeBack();
    await bench.clock.advance(10);
    expect([...bench.link.broker]).toEqual([]);
    expect(bench.store.record).toEqual(factoryRecord("previous"));
    await bench.clock.advance(60_000);
    expect(bench.link.calls).toHaveLength(4);
  });

  it("with a mute broker waits 3 s for it and no longer", async () => {
    const bench = await onlineBench();
    bench.link.brokerIs = "mute";
    await reset(bench);
    expect(bench.host.snapshot.lifecycle).toBe("setup");
    expect(bench.store.record?.owedGoodbye).toEqual(bench.link.retainedTopics);
  });
});

describe("what an earlier reset owes the broker", () => {
  const owing = (options = {}) => virtualBench({ nvm: provisionedRecord({ owedGoodbye: OWED }), ...options });

  it("is paid before a new device connection", async () => {
    const bench = await owing({ wait: 10_000 });
    expect(bench.link.calls).toEqual(["payOwed 1", "up"]);
    expect(bench.store.record?.owedGoodbye).toEqual([]);
  });

  it("holds up the device connection until it is paid", async () => {
    const bench = await owing();
    bench.link.brokerIs = "away";
    await bench.clock.advance(60_000);
    expect(bench.link.calls).toEqual(["payOwed 1"]);
    bench.link.comeBack();
    await bench.clock.advance(10);
    expect(bench.link.calls).toEqual(["payOwed 1", "up"]);
  });

  it("is paid by a plug that is not set up, too, when the simulated Wi-Fi is up", async () => {
    const bench = await virtualBench({ nvm: factoryRecord("previous", OWED), wait: 5000 });
    expect([bench.host.snapshot.lifecycle, bench.link.calls]).toEqual(["setup", ["payOwed 1"]]);
    expect(bench.store.record?.owedGoodbye).toEqual([]);
  });

  it("waits for the simulated Wi-Fi, and is given up when that goes", async () => {
    const bench = await virtualBench({ nvm: factoryRecord("previous", OWED) });
    bench.link.brokerIs = "away";
    bench.host.command({ do: "wifi", to: "down", how: "cut" });
    await bench.clock.advance(5000);
    expect(bench.link.calls).toEqual([]);
    bench.host.command({ do: "wifi", to: "up", how: "cut" });
    bench.host.command({ do: "wifi", to: "down", how: "cut" });
    bench.link.comeBack();
    expect(bench.link.calls).toEqual(["payOwed 1", "down cut"]);
    bench.host.command({ do: "wifi", to: "up", how: "cut" });
    await bench.clock.advance(10);
    expect(bench.link.calls).toEqual(["payOwed 1", "down cut", "payOwed 1"]);
    expect(bench.store.record?.owedGoodbye).toEqual([]);
  });

  it("is not paid while the plug boots, and is given up in a power cut", async () => {
    const bench = await owing({ wait: 1499 });
    expect(bench.link.calls).toEqual([]);
    bench.link.brokerIs = "away";
    await bench.clock.advance(1);
    bench.host.command({ do: "power", to: "off" });
    expect(bench.link.calls).toEqual(["payOwed 1", "down cut"]);
  });
});
