import { describe, expect, it } from "vitest";
import { amazonSmartPlug, factoryRecord, type Profile } from "../../firmware-sim/index.ts";
import { onlineBench, virtualBench } from "../support/host-bench.ts";
import { turn } from "../support/manual-clock.ts";

const other: Profile = {
  ...amazonSmartPlug,
  id: "other-plug",
  name: "Another plug",
  startUpOnOff: { ...amazonSmartPlug.startUpOnOff, value: "on" },
};
const makes = [amazonSmartPlug, other];

describe("a restart", () => {
  it("is a short power cut: red flashes, the outlet by start-up policy, online again", async () => {
    const bench = await onlineBench();
    bench.host.command({ do: "relay", to: "on", source: "mqtt" });
    await bench.clock.advance(10);
    expect(bench.host.command({ do: "restart" })).toEqual({ ok: true });
    expect(bench.board.relayClosed).toBe(false);
    expect(bench.host.snapshot.lifecycle).toBe("off");
    await turn();
    expect(bench.host.snapshot.lifecycle).toBe("booting");
    expect(bench.board.relayClosed).toBe(true);
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot.lifecycle).toBe("online");
    expect(bench.patterns.slice(-3)).toContain("boot");
  });

  it("is refused without power and in the middle of a reset", async () => {
    const bench = await onlineBench();
    bench.host.command({ do: "power", to: "off" });
    expect(bench.host.command({ do: "restart" })).toMatchObject({ ok: false, code: "no_power" });
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(10_000);
    bench.board.finger.press();
    await bench.clock.advance(13_000);
    bench.board.finger.release();
    await bench.clock.advance(100);
    expect(bench.host.snapshot.lifecycle).toBe("resetting");
    expect(bench.host.command({ do: "restart" })).toMatchObject({ ok: false, code: "busy" });
    await bench.clock.advance(20_000);
    expect(bench.host.snapshot.lifecycle).toBe("setup");
  });
});

describe("another profile", () => {
  it("is another plug, fresh from the factory, in the same home", async () => {
    const bench = await onlineBench({ makes });
    expect(bench.host.command({ do: "profile", to: "other-plug" })).toEqual({ ok: true });
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "off", profile: { id: "other-plug" } });
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot).toMatchObject({
      lifecycle: "setup",
      provisioned: false,
      profile: { id: "other-plug", name: "Another plug" },
      startUp: "on",
      relay: { closed: true },
      home: { listedBy: ["home"] },
    });
    expect(bench.host.profile).toBe(other);
    expect(bench.store.record).toMatchObject({ wifi: null, account: null });
  });

  it("waits for the mains when they are off", async () => {
    const bench = await onlineBench({ makes });
    bench.host.command({ do: "power", to: "off" });
    bench.host.command({ do: "profile", to: "other-plug" });
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "off", profile: { id: "other-plug" } });
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "setup", startUp: "on" });
  });

  it("never boots with the old plug's record, however slow the store is", async () => {
    const bench = await onlineBench({ makes });
    let saved = (): void => {};
    const { save } = bench.store;
    bench.store.save = async (record) => {
      await new Promise<void>((resolve) => {
        saved = resolve;
      });
      return save.call(bench.store, record);
    };
    bench.host.command({ do: "profile", to: "other-plug" });
    bench.host.command({ do: "power", to: "off" });
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot.lifecycle).toBe("off");
    saved();
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "setup", provisioned: false });
    expect(bench.store.record).toMatchObject(factoryRecord("on"));
  });

  it("that is not known is refused, naming those that are; the same one changes nothing", async () => {
    const bench = await onlineBench({ makes });
    expect(bench.host.command({ do: "profile", to: "toaster" })).toMatchObject({
      ok: false,
      code: "bad_value",
      message: expect.stringContaining("amazon-smart-plug, other-plug"),
    });
    expect(bench.host.command({ do: "profile", to: "amazon-smart-plug" })).toEqual({ ok: true });
    expect(bench.host.snapshot.lifecycle).toBe("online");
  });

  it("is told when its record cannot be saved", async () => {
    const bench = await virtualBench({ makes, wait: 10_000 });
    bench.store.save = () => Promise.reject(Object.assign(new Error("disk full"), { code: "ENOSPC" }));
    bench.host.command({ do: "profile", to: "other-plug" });
    await bench.clock.advance(10_000);
    expect(bench.reports).toContainEqual({ kind: "storeFailed", message: "disk full" });
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "setup", profile: { id: "other-plug" } });
  });
});
