import { describe, expect, it } from "vitest";
import { PROFILES } from "../../src/config/profiles.ts";
import type { Request } from "../../src/control/protocol.ts";
import { MemoryRig } from "./rig.ts";

describe("a plug in memory", () => {
  it.each(PROFILES)("comes online by itself: $id", async (profile) => {
    const { mirror } = await MemoryRig.open(profile);
    expect(mirror.snapshot).toMatchObject({
      lifecycle: "online",
      provisioned: true,
      home: { listedBy: ["home"] },
    });
  });

  it("goes through the reset of its make, and is taken off the account's list", async () => {
    const rig = await MemoryRig.open();
    await rig.hold(13_000);
    await rig.pass(10_000);
    expect(rig.mirror.snapshot).toMatchObject({
      lifecycle: "setup",
      provisioned: false,
      home: { listedBy: [] },
    });
  });

  it("keeps what it knows over a power cut", async () => {
    const rig = await MemoryRig.open();
    await rig.ask({ do: "relay", to: "on" });
    await rig.ask({ do: "power", to: "off" });
    await rig.pass(1000);
    await rig.ask({ do: "power", to: "on" });
    await rig.pass(10_000);
    expect(rig.mirror.snapshot).toMatchObject({ lifecycle: "online", relay: { closed: true } });
  });

  it("tells the home's own password from every other", async () => {
    const rig = await MemoryRig.open();
    await rig.hold(13_000);
    await rig.pass(10_000);
    const setUpWith = (ssid: string, password: string) =>
      rig.ask({ do: "setup", credentials: { ssid, password } });
    expect(await rig.ask({ do: "setup", wrongPassword: true })).toMatchObject({ ok: false });
    expect(await setUpWith("plugbench", "guessed")).toMatchObject({ ok: false });
    expect(await setUpWith("elsewhere", "plugbench-home")).toMatchObject({ ok: false });
    expect(await setUpWith("plugbench", "plugbench-home")).toMatchObject({ ok: true });
    expect(rig.mirror.snapshot.home.listedBy).toEqual(["home"]);
  });

  it("says no to what needs a maker, a broker or the program", async () => {
    const rig = await MemoryRig.open();
    const absent: readonly Request[] = [
      { do: "stop" },
      { do: "forget" },
      { do: "report", form: "text" },
      { do: "firmware", about: { ask: "offer", version: "9.9.9", required: false } },
    ];
    for (const request of absent) expect(await rig.ask(request)).toMatchObject({ ok: false });
    expect(rig.mirror.snapshot.lifecycle).toBe("online");
  });

  it("tells nothing more once it is closed", async () => {
    const rig = await MemoryRig.open();
    let told = 0;
    rig.changed = () => {
      told += 1;
    };
    await rig.plug.close();
    await rig.pass(60_000);
    await rig.ask({ do: "press" });
    expect(told).toBe(0);
  });
});
