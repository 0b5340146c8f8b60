import { describe, expect } from "vitest";
import {
  begun,
  expectUntouched,
  FACTORY_RESETS,
  holdToFactory,
  newButForWifi,
  owned,
  press,
  pressAtPowerOn,
  release,
  ringIs,
  SETTLED,
} from "./echo.ts";
import { colorsOf, MINUTE } from "./red-blink.ts";
import { statement } from "./statement.ts";

describe("S2, factory reset by buttons", () => {
  statement("S2.buttons.possible", async (profile) => {
    const bench = await owned(profile);
    expect(begun(bench)).toEqual([]);
    await FACTORY_RESETS.buttons(bench);
    expect(begun(bench)).toEqual(["factory"]);
  });
});

describe("S2, factory reset by buttons, Echo", () => {
  statement("S2.buttons.echo-at-power-on", async (profile) => {
    const [mute, quieter] = ["mic-off", "volume-down"];
    for (const [buttons, resets] of [
      [[mute, quieter], ["factory"]],
      [[mute], []],
      [[quieter], []],
    ] as const) {
      const bench = await owned(profile);
      await pressAtPowerOn(bench, buttons);
      await bench.clock.advance(MINUTE);
      release(bench, buttons);
      await bench.clock.advance(SETTLED);
      expect(begun(bench), buttons.join()).toEqual(resets);
    }
  });

  statement("S2.buttons.echo-lights", async (profile) => {
    const bench = await owned(profile);
    await pressAtPowerOn(bench);
    const colors = await colorsOf(bench, MINUTE);
    // Its start shows blue, too, before the orange.
    expect(colors.slice(colors.indexOf("orange"))).toEqual(["orange", "blue"]);
  });

  statement("S2.buttons.echo-too-early", async (profile) => {
    const { at } = profile.combination!.rungs.find(({ name }) => name === "blue")!;
    // The blue of its start, too, is too early.
    for (const [ms, color] of [
      [200, "blue"],
      [at - 100, "orange"],
    ] as const) {
      const bench = await owned(profile);
      const before = bench.store.record;
      await pressAtPowerOn(bench);
      await bench.clock.advance(ms);
      expect(bench.board.lamp).toBe(color);
      release(bench);
      await expectUntouched(bench, before);
      expect(begun(bench), color).toEqual([]);
    }
  });

  statement("S2.buttons.echo-release", async (profile) => {
    const bench = await owned(profile);
    await holdToFactory(bench);
    await bench.clock.advance(MINUTE);
    expect(begun(bench)).toEqual([]);
    release(bench);
    expect(begun(bench)).toEqual(["factory"]);
    await bench.clock.advance(SETTLED);
    expect(bench.store.record).toEqual(newButForWifi(profile));
  });
});

describe("S2, factory reset by buttons, Dot", () => {
  statement("S2.buttons.dot-hold", async (profile) => {
    const bench = await owned(profile);
    press(bench);
    await bench.clock.advance(24_999);
    expect(begun(bench)).toEqual([]);
    await bench.clock.advance(1);
    expect(begun(bench)).toEqual(["factory"]);
  });

  statement("S2.buttons.dot-lights", async (profile) => {
    const bench = await owned(profile);
    press(bench);
    await ringIs(bench, "blue");
    expect(await colorsOf(bench, 4900)).toEqual(["blue", "orange"]);
  });

  statement("S2.buttons.dot-off-and-on", async (profile) => {
    const bench = await owned(profile);
    press(bench);
    await bench.clock.advance(24_900);
    const [orange, off, on] = await colorsOf(bench, 3000);
    expect([orange, off]).toEqual(["orange", "off"]);
    expect(["orange", "blue"]).toContain(on);
  });

  statement("S2.buttons.dot-too-early", async (profile) => {
    for (const ms of [21_000, 24_900]) {
      const bench = await owned(profile);
      const before = bench.store.record;
      press(bench);
      await bench.clock.advance(ms);
      release(bench);
      await expectUntouched(bench, before);
      expect(begun(bench), `${ms} ms`).toEqual([]);
    }
  });

  statement("S2.buttons.dot-release", async (profile) => {
    const bench = await owned(profile);
    await holdToFactory(bench);
    release(bench);
    await bench.clock.advance(SETTLED);
    expect(bench.store.record).toEqual(newButForWifi(profile));
    expect(begun(bench)).toEqual(["factory"]);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", hold: null });
  });
});

describe("S2, factory reset by buttons, after the steps", () => {
  statement("S2.buttons.as-app", async (profile) => {
    const after = async (how: "app" | "buttons") => {
      const bench = await owned(profile);
      await FACTORY_RESETS[how](bench);
      const { lifecycle, network, account, provisioned } = bench.host.snapshot;
      return {
        kept: bench.store.record,
        home: bench.keptHome.record,
        lifecycle,
        network,
        account,
        provisioned,
      };
    };
    const byButtons = await after("buttons");
    expect(byButtons).toEqual(await after("app"));
    expect(byButtons.kept).toEqual(newButForWifi(profile));
  });

  statement("S2.buttons.alone", async (profile) => {
    const bench = await owned(profile);
    bench.host.command({ do: "wifi", to: "down", how: "cut" });
    bench.host.command({ do: "cloud", to: "down" });
    await bench.clock.advance(MINUTE);
    expect(bench.host.command({ do: "app", action: "reset" })).toMatchObject({ ok: false, code: "offline" });
    await FACTORY_RESETS.buttons(bench);
    expect(bench.store.record).toEqual(newButForWifi(profile));
  });
});
