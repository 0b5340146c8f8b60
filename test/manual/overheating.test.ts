import { afterAll, describe, expect } from "vitest";
import { type Air, celsiusAt, type Profile } from "../../firmware-sim/index.ts";
import { benches } from "../cli/ctl-bench.ts";
import { onlineBench, type VirtualBench } from "../support/host-bench.ts";
import { expectRedBlink, expectSteady, HOUR, MINUTE, passUntil } from "./red-blink.ts";
import { statement } from "./statement.ts";

const HEATER = 1500;
/** Each does no harm in a tight place; two of them are less than the plug is made for. */
const HALF = 750;

const switchOn = ({ host }: VirtualBench) => host.command({ do: "relay", to: "on", source: "ctl" });
const stand = ({ host }: VirtualBench, air: Air) => host.command({ do: "air", to: air });
const draw = ({ host }: VirtualBench, watts: number) =>
  host.command({
    do: "load",
    load: watts === 0 ? null : { name: `${watts} W`, kind: "steady", watts },
  });

/** Its outlet on, where it stands and what it feeds. */
async function standing(profile: Profile, air: Air, watts: number): Promise<VirtualBench> {
  const bench = await onlineBench({ profile });
  stand(bench, air);
  draw(bench, watts);
  switchOn(bench);
  return bench;
}

const celsius = ({ host, clock }: VirtualBench) => celsiusAt(host.snapshot.circuit.heat, clock.now());

/** It has got too hot inside, and has switched its outlet off. */
async function overheats(bench: VirtualBench): Promise<void> {
  await passUntil(bench, () => !bench.board.relayClosed, 2 * HOUR, 1000);
  expect(bench.host.snapshot).toMatchObject({
    troubles: ["overheat"],
    relay: { closed: false, source: "protection" },
  });
  await expectRedBlink(bench);
}

async function expectFine(bench: VirtualBench, ms = 24 * HOUR): Promise<void> {
  await expectSteady(bench, ms);
  expect([bench.board.relayClosed, bench.host.snapshot.troubles]).toEqual([true, []]);
}

/** As hot inside as it gets. */
async function settled(bench: VirtualBench): Promise<number> {
  await bench.clock.advance(24 * HOUR);
  return celsius(bench);
}

describe("S3, reasons, overheating", () => {
  statement("S3.reasons.load", async (profile) => {
    await expectFine(await standing(profile, "confined", 60));
    await overheats(await standing(profile, "confined", HEATER));
    // More than it is made for is not let come to that.
    const tooMuch = await standing(profile, "open", profile.outlet!.watts + 100);
    await passUntil(tooMuch, () => !tooMuch.board.relayClosed, MINUTE);
    expect(tooMuch.host.snapshot.troubles).toEqual(["overload"]);
    await expectRedBlink(tooMuch);
  });

  statement("S3.reasons.air", async (profile) => {
    await expectFine(await standing(profile, "open", HEATER));
    await overheats(await standing(profile, "confined", HEATER));
  });

  const { bench, remove } = benches();
  afterAll(remove);
  statement("S3.reasons.warm", async ({ id }) => {
    const desk = bench("warm");
    await desk.stands("--profile", id, "--provisioned");
    const inside = async () => Number(/^inside +([\d.]+) °C/m.exec((await desk.ctl("state")).out)?.[1]);
    const cold = await inside();
    for (const each of ["wait online", "load heater", "on", "advance 1h"])
      expect((await desk.ctl(...each.split(" "))).code, each).toBe(0);
    expect(cold).toBeLessThan(30);
    expect(await inside()).toBeGreaterThan(60);
  });
});

describe("S3 solution 3", () => {
  statement("S3.heat.tight", async (profile) => {
    for (const watts of [0, 60, HALF]) {
      const [open, tight] = [
        await settled(await standing(profile, "open", watts)),
        await settled(await standing(profile, "confined", watts)),
      ];
      expect(tight, `${watts} W`).toBeGreaterThan(open + 5);
    }
  });

  statement("S3.heat.near", async (profile) => {
    const inTheOpen = await settled(await standing(profile, "open", 60));
    expect(await settled(await standing(profile, "near-heat", 60))).toBeGreaterThan(inTheOpen + 20);
    await expectFine(await standing(profile, "open", HEATER));
    await overheats(await standing(profile, "near-heat", HEATER));
  });

  statement("S3.heat.moved", async (profile) => {
    const bench = await standing(profile, "confined", HEATER);
    await overheats(bench);
    expect(bench.host.command({ do: "remedy", name: "ventilate" }).ok).toBe(true);
    await passUntil(bench, () => switchOn(bench).ok, HOUR, 1000);
    expect(bench.host.snapshot.circuit).toMatchObject({ air: "open", watts: HEATER });
    await expectFine(bench);
  });

  statement("S3.heat.several", async (profile) => {
    await expectFine(await standing(profile, "confined", HALF));
    await overheats(await standing(profile, "confined", HALF + HALF));
  });

  statement("S3.heat.fewer", async (profile) => {
    const bench = await standing(profile, "confined", HALF + HALF);
    await overheats(bench);
    draw(bench, HALF);
    await passUntil(bench, () => switchOn(bench).ok, HOUR, 1000);
    await expectFine(bench);
  });

  statement("S3.heat.unplug", async (profile) => {
    const bench = await standing(profile, "confined", HEATER);
    await overheats(bench);
    bench.host.command({ do: "power", to: "off" });
    const line = [celsius(bench)];
    for (let hour = 0; hour < 6; hour++) {
      await bench.clock.advance(HOUR);
      line.push(celsius(bench));
    }
    expect(line).toEqual([...line].sort((a, b) => b - a));
    expect([line[0]! > 90, line[1]! < 40, line.at(-1)]).toEqual([true, true, expect.closeTo(25, 3)]);
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(MINUTE);
    expect(bench.host.snapshot.troubles).toEqual([]);
  });

  statement("S3.heat.patience", async (profile) => {
    const bench = await standing(profile, "confined", HEATER);
    const { release } = profile.outlet!.overheat!;
    await overheats(bench);
    let refused = 0;
    for (; celsius(bench) > release; refused++) {
      expect(switchOn(bench)).toMatchObject({ ok: false, code: "tripped" });
      await bench.clock.advance(1000);
    }
    expect(refused).toBeGreaterThan(60);
    // It does not come back by itself.
    expect([bench.board.relayClosed, bench.host.snapshot.troubles]).toEqual([false, []]);
    await expectSteady(bench);
    expect(switchOn(bench)).toEqual({ ok: true });
    expect(bench.board.relayClosed).toBe(true);
  });
});
