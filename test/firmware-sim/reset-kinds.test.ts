import { describe, expect, it } from "vitest";
import { onlineBench, type VirtualBench } from "../support/host-bench.ts";
import { ladder } from "../support/profiles.ts";
import { HOME_WIFI } from "../support/world-rig.ts";

const hold = async ({ board, clock }: VirtualBench, ms: number) => {
  board.finger.press();
  await clock.advance(ms);
  board.finger.release();
  await clock.advance(100);
};

describe("a rung that acts as it is reached", () => {
  const profile = ladder({ name: "factory", when: "reached" });

  it("begins its reset with the button still down, at its very time, and not again", async () => {
    const bench = await onlineBench({ profile });
    bench.board.finger.press();
    await bench.clock.advance(11_999);
    expect(bench.host.snapshot.lifecycle).toBe("online");
    await bench.clock.advance(1);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "resetting", hold: null });
    await bench.clock.advance(60_000);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "setup", provisioned: false });
    expect(bench.said().filter((word) => word === "resetBegun")).toHaveLength(1);
    bench.board.finger.release();
    await bench.clock.advance(100);
    await hold(bench, 200);
    expect(bench.host.snapshot.relay.closed).toBe(true);
  });

  it("does nothing when the button is let go 1 ms before", async () => {
    const bench = await onlineBench({ profile });
    await hold(bench, 11_999);
    await bench.clock.advance(20_000);
    expect(bench.said()).not.toContain("resetBegun");
  });
});

describe("a reset that a press confirms", () => {
  const profile = ladder({ name: "factory", when: "confirmed" });

  it("begins with the press, which switches nothing", async () => {
    const bench = await onlineBench({ profile });
    await hold(bench, 13_000);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", hold: null });
    await bench.clock.advance(9000);
    bench.board.finger.press();
    expect(bench.host.snapshot.lifecycle).toBe("resetting");
    await bench.clock.advance(100);
    bench.board.finger.release();
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "setup", relay: { closed: false } });
  });

  it("is forgotten when no press comes in time, and a later one is a tap", async () => {
    const bench = await onlineBench({ profile });
    await hold(bench, 13_000);
    await bench.clock.advance(10_000);
    expect(bench.said()).toContain("resetUnconfirmed");
    await hold(bench, 200);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", relay: { closed: true } });
  });

  it("is forgotten in a power cut", async () => {
    const bench = await onlineBench({ profile });
    await hold(bench, 13_000);
    bench.host.command({ do: "power", to: "off" });
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(6000);
    await hold(bench, 200);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", relay: { closed: true } });
  });

  it("is not asked for by a release before its rung was seen", async () => {
    const bench = await onlineBench({ profile });
    await hold(bench, 12_100);
    await hold(bench, 200);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", relay: { closed: true } });
  });
});

describe("a reset that erases less than all", () => {
  const with_ = (
    erases: readonly ("wifi" | "account" | "startUp")[],
    cloudRemoval: "auto" | "manual" = "auto",
  ) =>
    onlineBench({
      profile: ladder({ name: "some", when: "released" }, { some: { erases, cloudRemoval } }),
    });

  it("nothing: the plug starts anew, and comes back as it was, as after a power cut", async () => {
    const bench = await with_([]);
    bench.host.command({ do: "startUp", to: "on" });
    await hold(bench, 13_000);
    expect(bench.host.snapshot.lifecycle).toBe("booting");
    expect(bench.said()).toContain("restarting");
    expect(bench.said()).not.toContain("resetBegun");
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot).toMatchObject({
      lifecycle: "online",
      provisioned: true,
      account: "home",
      startUp: "on",
      relay: { closed: true },
      home: { listedBy: ["home"] },
    });
    expect(bench.store.record?.intent).toBeNull();
  });

  it("the Wi-Fi alone: the account still lists the plug, which waits to be set up", async () => {
    const bench = await with_(["wifi"]);
    bench.host.command({ do: "startUp", to: "on" });
    await hold(bench, 13_000);
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot).toMatchObject({
      lifecycle: "setup",
      startUp: "on",
      home: { listedBy: ["home"] },
    });
    expect(bench.store.record).toMatchObject({ wifi: null, account: "home" });
  });

  it("the account alone: it is left if it may be, and the Wi-Fi is joined again", async () => {
    for (const [removal, listedBy] of [
      ["auto", []],
      ["manual", ["home"]],
    ] as const) {
      const bench = await with_(["account"], removal);
      await hold(bench, 13_000);
      await bench.clock.advance(15_000);
      expect(bench.host.snapshot).toMatchObject({ provisioned: true, account: null, home: { listedBy } });
      expect(bench.store.record?.wifi).toEqual(HOME_WIFI);
    }
  });

  it("is finished by a boot after a power cut, and keeps what it keeps", async () => {
    const bench = await with_(["account", "startUp"]);
    bench.host.command({ do: "startUp", to: "on" });
    await hold(bench, 13_000);
    bench.host.command({ do: "power", to: "off" });
    expect(bench.store.record?.intent?.kind).toBe("some");
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(15_000);
    expect(bench.said()).toContain("resetResumed");
    expect(bench.store.record).toMatchObject({
      wifi: HOME_WIFI,
      account: null,
      startUp: "previous",
      intent: null,
    });
  });
});
