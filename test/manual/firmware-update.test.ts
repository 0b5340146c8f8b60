import { afterAll, describe, expect } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import { readImage } from "../../src/firmware-image/image.ts";
import type { ImageDamage } from "../../src/runtime/command.ts";
import { benches, type CtlBench } from "../cli/ctl-bench.ts";
import { type House, house } from "../runtime/household/house.ts";
import { expectRedBlink, expectSteady, HOUR, MINUTE, passUntil } from "./red-blink.ts";
import { statement } from "./statement.ts";

const NEXT = "1.1.0";

/** Its maker lets a new version out. */
async function offered(profile: Profile, required = false, damage?: ImageDamage): Promise<House> {
  const home = await house(profile);
  const { host } = home.bench;
  expect(host.snapshot.firmware.version).toBe("1.0.0");
  const offer = { do: "offerFirmware", version: NEXT, required } as const;
  expect(host.command({ ...offer, ...(damage === undefined ? {} : { damage }) })).toEqual({ ok: true });
  return home;
}

const install = ({ bench }: House) => bench.host.command({ do: "installFirmware" });

/** Lets time pass until the update is there; "none" is its end. */
const comesTo = ({ bench }: House, update: string) =>
  passUntil(bench, () => bench.host.snapshot.firmware.update === update, 5 * MINUTE);

/** What was told of the update. */
const told = ({ bench }: House): readonly string[] =>
  bench.reports.flatMap((report) =>
    report.kind === "notice" && report.notice.startsWith("update")
      ? ["reason" in report ? `${report.notice} ${report.reason}` : report.notice]
      : [],
  );

async function expectToWork({ bench, wait }: House, version: string): Promise<void> {
  await wait(20_000);
  const { host, board } = bench;
  expect(host.snapshot).toMatchObject({ lifecycle: "online", troubles: [], firmware: { version } });
  for (const to of ["off", "on"] as const) {
    expect(host.command({ do: "relay", to, source: "mqtt" })).toEqual({ ok: true });
    expect(board.relayClosed).toBe(to === "on");
  }
  await expectSteady(bench, HOUR);
}

describe("S3, reasons, old firmware", () => {
  statement("S3.reasons.firmware", async (profile) => {
    await expectSteady((await offered(profile)).bench);
    await expectRedBlink((await offered(profile, true)).bench);
  });
});

describe("S3 solution 4", () => {
  statement("S3.update.cures", async (profile) => {
    const home = await offered(profile, true);
    await home.wait(5 * MINUTE);
    await expectRedBlink(home.bench);
    install(home);
    await comesTo(home, "none");
    await expectToWork(home, NEXT);
  });

  statement("S3.update.download", async (profile) => {
    const home = await offered(profile);
    const shares: number[] = [];
    home.bench.host.onChange(({ firmware }) => {
      if (["downloading", "verifying"].includes(firmware.update)) shares.push(firmware.progress);
    });
    install(home);
    await comesTo(home, "verifying");
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    await comesTo(home, "none");
    const [before, after] = home.bench.store.slots;
    expect(before).toBeUndefined();
    expect(readImage(after!)).toMatchObject({ ok: true, image: { model: profile.id, version: NEXT } });
  });

  statement("S3.update.by-app", async (profile) => {
    const home = await offered(profile);
    await home.wait(HOUR);
    expect(home.now.firmware).toMatchObject({ version: "1.0.0", update: "available", progress: 0 });
    expect(install(home)).toEqual({ ok: true });
    expect(home.now.firmware.update).toBe("downloading");
  });

  statement("S3.update.runs", async (profile) => {
    const home = await offered(profile);
    const [steps, shares] = [new Set<string>(), new Set<number>()];
    home.bench.host.onChange(({ firmware }) => {
      steps.add(firmware.update);
      shares.add(firmware.progress);
    });
    install(home);
    await home.wait(5 * MINUTE);
    expect([...steps]).toEqual(["downloading", "verifying", "staging", "committing", "none", "unconfirmed"]);
    expect(shares.size).toBeGreaterThan(10);
    expect(told(home)).toEqual(["updateOffered", "updateBegun", "updateTried", "updateDone"]);
    await expectToWork(home, NEXT);
  });

  statement("S3.update.model", async (profile) => {
    const home = await offered(profile, true, "wrong-model");
    expect(install(home)).toEqual({ ok: true });
    await home.wait(5 * MINUTE);
    expect(told(home).at(-1)).toBe("updateFailed wrong_model");
    expect([home.now.firmware.version, home.bench.store.slots]).toEqual(["1.0.0", []]);
    await expectRedBlink(home.bench);
  });

  statement("S3.update.cut", async (profile) => {
    for (const [phase, later] of [
      ["downloading", 15_000],
      ["verifying", 0],
      ["staging", 0],
      ["committing", 0],
      ["unconfirmed", 0],
      ["unconfirmed", 55_000],
    ] as const) {
      const home = await offered(profile);
      const { host, store } = home.bench;
      install(home);
      // The store is slow enough for somebody to pull the plug meanwhile.
      if (phase === "staging" || phase === "committing") {
        await comesTo(home, "verifying");
        store.answers = "by hand";
        await comesTo(home, "staging");
        while (host.snapshot.firmware.update !== phase) {
          store.answer();
          await home.wait(0);
        }
      }
      await comesTo(home, phase);
      await home.wait(later);
      expect(host.snapshot.firmware.update).toBe(phase);
      host.command({ do: "power", to: "off" });
      await home.wait(MINUTE);
      store.answers = "prompt";
      host.command({ do: "power", to: "on" });
      await expectToWork(home, "1.0.0");
      // And what was cut off can be done again.
      expect(install(home), phase).toEqual({ ok: true });
      await comesTo(home, "none");
      await expectToWork(home, NEXT);
    }
  });

  statement("S3.update.verified", async (profile) => {
    const home = await offered(profile, true);
    install(home);
    await comesTo(home, "none");
    home.bench.host.command({ do: "power", to: "off" });
    await home.wait(MINUTE);
    home.bench.host.command({ do: "power", to: "on" });
    await expectToWork(home, NEXT);
    expect(home.now.firmware).toMatchObject({ update: "none", offered: null });
  });
});

describe("S3 solution 4, as the program tells it", () => {
  const { bench, remove } = benches();
  afterAll(remove);
  const WARNING = /do not unplug/i;

  let made: Promise<CtlBench> | undefined;
  /** A plug that runs, and is online. */
  const desk = (profile: Profile) => (made ??= makeDesk(profile));
  async function makeDesk({ id }: Profile): Promise<CtlBench> {
    const plug = bench("desk");
    await plug.stands("--profile", id, "--provisioned");
    expect((await plug.ctl("wait", "online")).code).toBe(0);
    return plug;
  }
  const tell = async (plug: CtlBench, ...words: string[]) => (await plug.ctl("firmware", ...words)).out;

  statement("S3.update.offered", async (profile) => {
    const plug = await desk(profile);
    expect(await tell(plug, "show")).toBe("Firmware 1.0.0.\n");
    await tell(plug, "offer", "1.2.0", "--required");
    expect(await tell(plug, "show")).toBe("Firmware 1.0.0; 1.2.0 is required.\n");
    await tell(plug, "offer", NEXT);
    expect(await tell(plug, "show")).toBe(`Firmware 1.0.0; ${NEXT} is on offer.\n`);
  });

  statement("S3.update.connected", async (profile) => {
    const plug = await desk(profile);
    await tell(plug, "offer", NEXT);
    expect(await tell(plug, "show")).not.toMatch(WARNING);
    expect(await tell(plug, "install")).toMatch(WARNING);
    const seen = new Set<string>();
    for (let update = "downloading"; update !== "none"; ) {
      seen.add(update);
      expect(await tell(plug, "show"), update).toMatch(WARNING);
      await plug.ctl("advance", "8s");
      ({ update } = await plug.ctlJson("firmware", "show"));
    }
    expect([...seen]).toEqual(["downloading", "unconfirmed"]);
    expect(await tell(plug, "show")).toBe(`Firmware ${NEXT}.\n`);
  });
});
