import { describe, expect } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import type { VirtualBench } from "../support/host-bench.ts";
import { HOME_WIFI } from "../support/world-rig.ts";
import { app, begun, expectUntouched, FACTORY_RESETS, newButForWifi, owned, SETTLED, say } from "./echo.ts";
import { statement } from "./statement.ts";

/** Long enough for a question that nobody answers. */
const UNANSWERED = 30_000;

/** The make as it was before it could be reset by voice. */
const withoutVoice = (profile: Profile): Profile => ({
  ...profile,
  voice: null,
  indicator: profile.indicator.filter(({ show }) => show !== "asking"),
});

/** Reset in the app by its user. */
async function reset(profile: Profile): Promise<VirtualBench> {
  const bench = await owned(profile);
  await FACTORY_RESETS.app(bench);
  return bench;
}

describe("S2, factory reset in the app", () => {
  statement("S2.app.as-new", async (profile) => {
    const { store } = await reset(profile);
    expect(store.record).toEqual(newButForWifi(profile));
    expect(store.wipes).toBe(1);
  });

  statement("S2.app.begins", async (profile) => {
    const bench = await owned(profile);
    expect(begun(bench)).toEqual([]);
    app(bench, "reset");
    expect(begun(bench)).toEqual(["factory"]);
    expect(bench.host.snapshot.lifecycle).toBe("resetting");
  });

  statement("S2.app.signs-out", async (profile) => {
    const bench = await reset(profile);
    expect([bench.store.record?.account, bench.host.snapshot.account]).toEqual([null, null]);
    expect(bench.listed()).toEqual([]);
    // Whom it no longer knows can tell it nothing any more.
    expect(bench.host.command({ do: "app", action: "reset" })).toMatchObject({ ok: false, code: "offline" });
  });

  statement("S2.app.personal", async (profile) => {
    const bench = await owned(profile);
    expect(bench.store.record?.personal).toBe(true);
    await FACTORY_RESETS.app(bench);
    expect(bench.store.record?.personal).toBe(false);
  });

  statement("S2.app.skills", async (profile) => {
    const { host, store, clock } = await reset(profile);
    // Nor are they back by themselves: the device has no account that could bring them.
    for (const then of ["off", "on"] as const) {
      host.command({ do: "power", to: then });
      await clock.advance(SETTLED);
    }
    expect(store.record).toMatchObject({ personal: false, account: null });
  });

  statement("S2.app.keeps-wifi", async (profile) => {
    const { store } = await reset(profile);
    expect(store.record?.wifi).toEqual(HOME_WIFI);
  });

  statement("S2.app.rejoins", async (profile) => {
    const bench = await owned(profile);
    const networks: string[] = [];
    bench.host.onChange(({ network }) => networks.push(network));
    await FACTORY_RESETS.app(bench);
    expect(networks).toContain("down");
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", network: "cloud" });
  });
});

describe("S2, factory reset by voice", () => {
  statement("S2.voice.possible", async (profile) => {
    const bench = await owned(profile);
    say(bench, "factory reset");
    say(bench, "yes");
    expect(begun(bench)).toEqual(["factory"]);
  });

  statement("S2.voice.asks", async (profile) => {
    const bench = await owned(profile);
    const before = bench.store.record;
    say(bench, "factory reset");
    await bench.clock.advance(1000);
    expect(bench.said().at(-1)).toBe("resetAsked");
    expect(bench.store.record).toEqual(before);
    await bench.clock.advance(UNANSWERED);
    expect(bench.said().at(-1)).toBe("resetDeclined");
    expect(bench.host.command({ do: "voice", says: "yes" })).toMatchObject({ ok: false, code: "no_effect" });
    await expectUntouched(bench, before);
    expect(begun(bench)).toEqual([]);
  });

  statement("S2.voice.no", async (profile) => {
    const bench = await owned(profile);
    const before = bench.store.record;
    say(bench, "factory reset");
    say(bench, "no");
    expect(bench.said().at(-1)).toBe("resetDeclined");
    expect(bench.host.command({ do: "voice", says: "yes" })).toMatchObject({ ok: false, code: "no_effect" });
    await expectUntouched(bench, before);
    expect(begun(bench)).toEqual([]);
  });

  statement("S2.voice.yes", async (profile) => {
    const bench = await owned(profile);
    say(bench, "factory reset");
    expect(bench.host.snapshot.lifecycle).toBe("online");
    say(bench, "yes");
    expect(bench.host.snapshot.lifecycle).toBe("resetting");
    await bench.clock.advance(SETTLED);
    expect(bench.store.record).toEqual(newButForWifi(profile));
  });

  statement("S2.voice.tells", async (profile) => {
    const bench = await owned(profile);
    const before = bench.said().length;
    say(bench, "factory reset");
    expect(bench.said().slice(before)).toEqual(["resetAsked"]);
    say(bench, "yes");
    expect(bench.said().slice(before)).toEqual(["resetAsked", "resetBegun"]);
  });

  statement("S2.voice.older", async (profile) => {
    const older = withoutVoice(profile);
    const bench = await owned(older);
    const before = bench.store.record;
    const heard = bench.host.command({ do: "voice", says: "factory reset" });
    expect(heard).toMatchObject({ ok: false, code: "no_effect" });
    await expectUntouched(bench, before);
    await FACTORY_RESETS.buttons(bench);
    expect(begun(bench)).toEqual(["factory"]);
    expect(bench.store.record).toEqual(newButForWifi(older));
  });
});
