import { describe, expect } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import {
  begun,
  deregister,
  expectUntouched,
  FACTORY_RESETS,
  owned,
  plugIn,
  press,
  release,
  SETTLED,
  softReset,
  unplug,
} from "./echo.ts";
import { colorsOf, MINUTE } from "./red-blink.ts";
import { statement } from "./statement.ts";

describe("S2, opening", () => {
  statement("S2.opening.several", async (profile) => {
    const left = async (reset: typeof softReset) => {
      const bench = await owned(profile);
      await reset(bench);
      const { wifi, account, personal } = bench.store.record!;
      return { wifi: wifi !== null, account: account !== null, personal };
    };
    expect(await left(softReset)).toEqual({ wifi: true, account: true, personal: true });
    for (const reset of Object.values(FACTORY_RESETS))
      expect(await left(reset)).toEqual({ wifi: true, account: false, personal: false });
    expect(await left(deregister)).toEqual({ wifi: false, account: false, personal: false });
  });
});

describe("S2, soft reset", () => {
  statement("S2.soft.keeps-all", async (profile) => {
    const bench = await owned(profile);
    const before = bench.store.record;
    let boots = 0;
    bench.host.onChange((now, last) => {
      if (now.lifecycle === "booting" && last.lifecycle !== "booting") boots++;
    });
    await softReset(bench);
    expect(boots).toBe(1);
    await expectUntouched(bench, before);
    expect(begun(bench)).toEqual([]);
  });

  statement("S2.soft.unplug", async (profile) => {
    const bench = await owned(profile);
    unplug(bench);
    expect(new Set(await colorsOf(bench, 20_000))).toEqual(new Set(["off"]));
    expect(bench.host.snapshot.lifecycle).toBe("off");
    plugIn(bench);
    await bench.clock.advance(1000);
    expect(bench.host.snapshot.lifecycle).toBe("booting");
    await bench.clock.advance(SETTLED);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", network: "cloud" });
  });

  statement("S2.soft.action-hold", async (profile) => {
    expect(await heldFor(profile, 20_000)).toContain("restarting");
    expect(await heldFor(profile, 19_900)).not.toContain("restarting");
  });

  statement("S2.soft.action-lights", async (profile) => {
    const bench = await owned(profile);
    press(bench);
    expect(await colorsOf(bench, 20_000)).toEqual(["off", "orange", "blue"]);
  });

  statement("S2.soft.restarts", async (profile) => {
    const bench = await owned(profile);
    press(bench);
    await bench.clock.advance(20_000);
    expect(bench.host.snapshot.lifecycle).toBe("online");
    release(bench);
    await bench.clock.advance(100);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "booting", network: "down" });
    await bench.clock.advance(SETTLED);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", network: "cloud" });
  });
});

/** What was said of a hold of Action that long, and of the minute after it. */
async function heldFor(profile: Profile, ms: number): Promise<readonly string[]> {
  const bench = await owned(profile);
  press(bench);
  await bench.clock.advance(ms);
  release(bench);
  await bench.clock.advance(MINUTE);
  expect(begun(bench)).toEqual([]);
  return bench.said();
}
