import { afterAll, describe, expect } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import { benches } from "../cli/ctl-bench.ts";
import { house } from "../runtime/household/house.ts";
import { onlineBench, type VirtualBench } from "../support/host-bench.ts";
import { colorsOf, DONE, expectRedBlink, expectSteady, MINUTE, NOTICED, passUntil } from "./red-blink.ts";
import { statement } from "./statement.ts";

const online = (profile: Profile) => onlineBench({ profile });

/** Each colour of the next 5 s, with how many ms it was shown: all that began and ended meanwhile. */
async function blinkOf({ writes, clock }: VirtualBench): Promise<readonly string[]> {
  const before = writes.length;
  await clock.advance(5000);
  const shown = writes.slice(before).filter(({ lamp }) => lamp !== undefined);
  return shown.slice(0, -1).map(({ at, lamp }, i) => `${lamp} ${shown[i + 1]!.at - at}`);
}

describe("S3, what a red blink means", () => {
  statement("S3.meaning.trouble", async (profile) => {
    const bench = await online(profile);
    bench.store.answers = "by hand";
    bench.host.command({ do: "relay", to: "on", source: "mqtt" });
    bench.store.answer("EIO");
    await bench.clock.advance(100);
    await expectRedBlink(bench);
  });

  statement("S3.meaning.fine", async (profile) => {
    const bench = await online(profile);
    await expectSteady(bench);
    bench.host.command({ do: "relay", to: "on", source: "mqtt" });
    await expectSteady(bench);
    bench.host.command({ do: "power", to: "off" });
    expect(await colorsOf(bench)).toEqual(["off"]);
  });

  statement("S3.meaning.uniform", async (profile) => {
    const blinks = new Set<string>();
    for (const [kind, trouble] of [
      ["loose-connection", "loose-connection"],
      ["router-down", "network"],
      ["overheat", "overheat"],
      ["outdated-firmware", "outdated-firmware"],
    ] as const) {
      const home = await house(profile);
      home.raise(kind);
      await passUntil(home.bench, () => home.now.troubles.includes(trouble), MINUTE);
      expect(home.now.troubles).toEqual([trouble]);
      // From one red to the next.
      const blink = await blinkOf(home.bench);
      const first = blink.findIndex((each) => each.startsWith("red"));
      blinks.add(blink.slice(first, first + 4).join(", "));
    }
    const [only] = blinks;
    expect(blinks.size).toBe(1);
    expect(only).toMatch(/^red (\d+), off (\d+), red \1, off \2$/);
  });
});

describe("S3, reasons", () => {
  statement("S3.reasons.normal", async (profile) => {
    const bench = await online(profile);
    const { at: _, led, ...before } = bench.host.snapshot;
    bench.host.command({ do: "wifi", to: "down", how: "cut" });
    await bench.clock.advance(NOTICED);
    expect(bench.host.snapshot.led.name).not.toBe(led.name);
    bench.host.command({ do: "wifi", to: "up", how: "cut" });
    await bench.clock.advance(DONE);
    await expectSteady(bench);
    expect(bench.host.snapshot).toMatchObject(before);
    expect(bench.host.snapshot.led.pattern).toEqual(led.pattern);
  });
});

describe("S3 solution 5", () => {
  const { bench, remove } = benches();
  afterAll(remove);

  let made: Promise<string> | undefined;
  /** What the program tells whoever helps, after its network went and it was unplugged and switched in vain. */
  const report = (profile: Profile) => (made ??= makeReport(profile));
  async function makeReport({ id }: Profile): Promise<string> {
    const desk = bench("desk");
    await desk.stands("--profile", id, "--provisioned");
    const tried = ["wait online", "home wifi down", "unplug", "plug-in", "advance 60s", "hold 200ms"];
    for (const each of tried) expect((await desk.ctl(...each.split(" "))).code, each).toBe(0);
    return (await desk.ctl("report")).out;
  }

  statement("S3.maker.details", async (profile) => {
    const told = await report(profile);
    expect(told).toContain(`model          ${profile.name}`);
    expect(told).toMatch(/^lamp +blinking red/m);
    for (const tried of ["Unplugged", "Plugged in", "Short press"]) expect(told).toContain(tried);
  });

  statement("S3.maker.serial", async (profile) => {
    const told = await report(profile);
    expect(told).toMatch(new RegExp(`^model +${profile.name}.*\nserial number +[0-9a-f]{12}$`, "m"));
  });

  statement("S3.maker.trouble", async (profile) => {
    expect(await report(profile)).toMatch(
      /^wrong now +Trouble: no network: its Wi-Fi is not there\. The router is down\.$/m,
    );
  });

  statement("S3.maker.dates", async (profile) => {
    const steps = (await report(profile)).match(/^\d{4}-\d\d-\d\dT[\d:.]+Z +\d+ ms +(power|button) /gm);
    expect(steps?.length).toBeGreaterThanOrEqual(3);
  });
});
