import { describe, expect } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import { type House, house } from "../runtime/household/house.ts";
import { expectRedBlink, expectSteady, MINUTE, passUntil } from "./red-blink.ts";
import { statement } from "./statement.ts";

/** A plug that sits loose, and has felt it. */
async function loose(profile: Profile): Promise<House> {
  const home = await house(profile);
  expect(home.raise("loose-connection")).toEqual({ ok: true });
  await passUntil(home.bench, () => home.now.troubles.includes("loose-connection"), MINUTE);
  return home;
}

async function expectCured({ bench, now }: House): Promise<void> {
  expect(now.household.faults).toEqual([]);
  // Joins its Wi-Fi anew, if it had lost its power, and feels no dip any more.
  await bench.clock.advance(20_000);
  await expectSteady(bench, 30 * MINUTE);
  expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", troubles: [] });
  expect(bench.board.relayClosed).toBe(true);
}

describe("S3, reasons, a loose connection", () => {
  statement("S3.reasons.loose", async (profile) => {
    const { bench } = await loose(profile);
    await expectRedBlink(bench);
  });
});

describe("S3 solution 1", () => {
  statement("S3.loose.disrupts", async (profile) => {
    const { bench, raise, wait } = await house(profile);
    raise("loose-connection");
    const [watts, dark, lit] = [new Set<number>(), new Set(), new Set()];
    let restarts = 0;
    bench.host.onChange((now, before) => {
      if (before?.lifecycle === "off" && now.lifecycle === "booting") restarts++;
    });
    for (let s = 0; s < 3 * MINUTE; s += 50) {
      await wait(50);
      const { lifecycle, circuit } = bench.host.snapshot;
      watts.add(circuit.watts);
      (lifecycle === "off" ? dark : lit).add(bench.board.lamp);
    }
    expect(watts).toEqual(new Set([1500, 0]));
    // Without power no lamp, with it a light that goes red again and again.
    expect(dark).toEqual(new Set(["off"]));
    expect(lit).toEqual(new Set(["green", "red", "off"]));
    expect(restarts).toBeGreaterThan(1);
    // In a dip too short for that, its relay lets go all the same.
    const opened = bench.writes.filter(({ relay }) => relay === false).length;
    expect(opened).toBeGreaterThan(2 * restarts);
  });

  statement("S3.loose.reseat", async (profile) => {
    const home = await loose(profile);
    await home.wait(30 * MINUTE);
    expect(home.wrong).toEqual(["loose-connection"]);
    expect(home.try("reseat").ok).toBe(true);
    await expectCured(home);
  });

  statement("S3.loose.other-outlet", async (profile) => {
    const home = await loose(profile);
    const { bench } = home;
    bench.host.command({ do: "power", to: "off" });
    await home.wait(MINUTE);
    expect(bench.board.lamp).toBe("off");
    bench.host.command({ do: "power", to: "on" });
    await expectCured(home);
  });
});
