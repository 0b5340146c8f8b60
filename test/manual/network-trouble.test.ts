import { describe, expect } from "vitest";
import { factoryRecord, type Profile } from "../../firmware-sim/index.ts";
import type { HouseholdKind } from "../../src/runtime/household/kinds.ts";
import { type House, house } from "../runtime/household/house.ts";
import { onlineBench, type VirtualBench, virtualBench } from "../support/host-bench.ts";
import { HOME_WIFI, listingHome, provisionedRecord } from "../support/world-rig.ts";
import {
  colorsOf,
  DONE,
  expectRedBlink,
  expectSteady,
  MINUTE,
  NOTICED,
  passUntil,
  setUp,
} from "./red-blink.ts";
import { statement } from "./statement.ts";

const online = (profile: Profile) => onlineBench({ profile });

const wifi = ({ host }: VirtualBench, to: "up" | "down", how: "cut" | "silent" = "cut") =>
  host.command({ do: "wifi", to, how });

/** Holds the button until the rung that leads to the reset, and lets go. */
async function reset({ board, clock, host }: VirtualBench, name: string): Promise<void> {
  const rung = host.profile.rungs.find(({ reset }) => reset?.name === name)!;
  board.finger.press();
  await clock.advance(rung.at + 500);
  board.finger.release();
  await clock.advance(DONE);
}

/** The router has another password than the plug was given. */
const afterRouterChange = (profile: Profile) =>
  virtualBench({
    profile,
    nvm: provisionedRecord({ startUp: "on" }),
    home: { ...listingHome(), wifi: { ...HOME_WIFI, key: "bb22" } },
    wait: NOTICED,
  });

/** A plug that cannot be reached for this reason, and has noticed. */
async function unreached(profile: Profile, kind: HouseholdKind): Promise<House> {
  const home = await house(profile);
  await expectSteady(home.bench);
  expect(home.raise(kind)).toEqual({ ok: true });
  await passUntil(home.bench, () => home.now.troubles.includes("network"), 10 * MINUTE);
  return home;
}

async function expectOnline({ bench, wrong, wait }: House): Promise<void> {
  expect(wrong).toEqual([]);
  await wait(NOTICED);
  await expectSteady(bench, 60 * MINUTE);
  expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", network: "cloud", troubles: [] });
}

describe("S3, reasons, the network", () => {
  statement("S3.reasons.network", async (profile) => {
    const troubles = [{ do: "wifi", to: "down", how: "cut" } as const, { do: "cloud", to: "down" } as const];
    for (const trouble of troubles) {
      const bench = await online(profile);
      bench.host.command(trouble);
      await bench.clock.advance(NOTICED);
      await expectRedBlink(bench);
      const fresh = await virtualBench({ profile, wait: DONE });
      fresh.host.command(trouble);
      await fresh.clock.advance(NOTICED);
      expect(await colorsOf(fresh)).not.toContain("red");
    }
  });
});

describe("S3 solution 2", () => {
  statement("S3.network.weak", async (profile) => {
    const { bench } = await unreached(profile, "weak-signal");
    await expectRedBlink(bench);
    // Fitful: it comes back by itself, and goes again.
    for (const trouble of [0, 1, 0])
      await passUntil(bench, () => bench.host.snapshot.troubles.length === trouble, 10 * MINUTE);
  });

  statement("S3.network.closer", async (profile) => {
    const home = await unreached(profile, "weak-signal");
    expect(home.try("move-closer").ok).toBe(true);
    await expectOnline(home);
  });

  statement("S3.network.router-restart", async (profile) => {
    const bench = await online(profile);
    // A router that hangs tells nobody.
    wifi(bench, "down", "silent");
    await bench.clock.advance(NOTICED);
    await expectRedBlink(bench);
    wifi(bench, "up");
    await bench.clock.advance(DONE);
    await expectSteady(bench);
    expect(bench.host.snapshot.lifecycle).toBe("online");
  });

  statement("S3.network.router-boots", async (profile) => {
    const bench = await online(profile);
    wifi(bench, "down");
    await bench.clock.advance(180_000);
    expect([bench.host.snapshot.lifecycle, bench.host.snapshot.network]).toEqual(["offline", "down"]);
    await expectRedBlink(bench);
    wifi(bench, "up");
    await bench.clock.advance(DONE);
    expect([bench.host.snapshot.lifecycle, bench.host.snapshot.network]).toEqual(["online", "cloud"]);
  });

  statement("S3.network.reset", async (profile) => {
    const bench = await afterRouterChange(profile);
    await reset(bench, "network");
    expect(bench.store.record).toEqual(provisionedRecord({ startUp: "on", wifi: null }));
  });

  statement("S3.network.rejoins", async (profile) => {
    const bench = await afterRouterChange(profile);
    await expectRedBlink(bench);
    await reset(bench, "network");
    await setUp(bench);
    await expectSteady(bench);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", startUp: "on" });
  });

  statement("S3.network.blocked", async (profile) => {
    const home = await unreached(profile, "blocked");
    const { bench } = home;
    await home.wait(10 * MINUTE);
    await expectRedBlink(bench);
    // All else is well: the Wi-Fi is there, and so is the cloud.
    expect([home.wrong, bench.host.snapshot.home.wifi, bench.host.snapshot.home.cloud]).toEqual([
      ["blocked"],
      "up",
      "up",
    ]);
  });

  statement("S3.network.allowed", async (profile) => {
    const home = await unreached(profile, "blocked");
    expect(home.try("router-settings").ok).toBe(true);
    await expectOnline(home);
  });

  statement("S3.network.factory", async (profile) => {
    const bench = await afterRouterChange(profile);
    await expectRedBlink(bench);
    await reset(bench, "factory");
    await setUp(bench);
    await expectSteady(bench);
    expect(bench.host.snapshot.lifecycle).toBe("online");
  });

  statement("S3.network.erases", async (profile) => {
    const nvm = provisionedRecord({ startUp: "on", relayClosed: true, energy: 12 });
    const bench = await onlineBench({ profile, nvm });
    await reset(bench, "factory");
    expect(bench.store.record).toEqual(factoryRecord(profile.startUpOnOff.value));
    expect(bench.store.wipes).toBe(1);
    // What the account has of the plug is not among them.
    expect(bench.listed()).toEqual(["home"]);
  });

  statement("S3.network.from-scratch", async (profile) => {
    const bench = await online(profile);
    await reset(bench, "factory");
    await bench.clock.advance(60_000);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "setup", network: "down", account: null });
    await setUp(bench);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", network: "cloud", account: "home" });
  });
});
