import { describe, expect, it } from "vitest";
import { IMAGE_LIMIT } from "../../src/firmware-image/image.ts";
import { judgeImage } from "../../src/firmware-image/judge.ts";
import { releaseImage } from "../../src/firmware-image/maker.ts";
import { newMakerKey, publicKeyOf } from "../../src/firmware-image/maker-key.ts";
import type { Command, ImageDamage } from "../../src/runtime/command.ts";
import { firmwarePart } from "../../src/runtime/firmware/firmware-part.ts";
import type { FirmwarePort } from "../../src/runtime/firmware/port.ts";
import { onlineBench, type VirtualBench, virtualBench } from "../support/host-bench.ts";
import { turn } from "../support/manual-clock.ts";
import { provisionedRecord } from "../support/world-rig.ts";

const maker = newMakerKey();
const publicKey = publicKeyOf(maker.public);
const PORT: FirmwarePort = {
  release: (release) => releaseImage(release, maker),
  judge: (image, plug) => judgeImage(image, { publicKey, ...plug }),
};
const NVM = provisionedRecord({ startUp: "on", relayClosed: true });
const benchWith = (options: Parameters<typeof onlineBench>[0] = {}) =>
  onlineBench({ nvm: NVM, parts: [firmwarePart(PORT)], ...options });

const offer = (bench: VirtualBench, version = "1.1.0", damage?: ImageDamage) =>
  bench.host.command({
    do: "offerFirmware",
    version,
    required: false,
    ...(damage === undefined ? {} : { damage }),
  });
const ask = (bench: VirtualBench, command: Command) => {
  const outcome = bench.host.command(command);
  return outcome.ok ? "ok" : outcome.code;
};
const install = (bench: VirtualBench) => ask(bench, { do: "installFirmware" });
const firmwareOf = ({ host }: VirtualBench) => host.snapshot.firmware;
const reasons = (bench: VirtualBench) =>
  bench.reports.flatMap((report) =>
    report.kind === "notice" && report.notice === "updateFailed" ? [report.reason] : [],
  );
const told = (bench: VirtualBench) => bench.said().filter((word) => word.startsWith("update"));
const REFUSED_AS: Readonly<Record<ImageDamage, string>> = {
  truncated: "truncated",
  "bit-flip": "bad_digest",
  unsigned: "bad_signature",
  "wrong-model": "wrong_model",
};
/** Longer than it takes to download and verify. */
const ARRIVAL = 40_000;

describe("an update on a virtual board", () => {
  it("downloads in steps that are shown, restarts, proves itself, and keeps all settings", async () => {
    const bench = await benchWith();
    const seen: string[] = [];
    const shares: number[] = [];
    bench.host.onChange(({ firmware: { version, update, progress } }) => {
      if (seen.at(-1) !== `${version} ${update}`) seen.push(`${version} ${update}`);
      if (shares.at(-1) !== progress) shares.push(progress);
    });
    offer(bench);
    expect([firmwareOf(bench).offered, install(bench)]).toEqual([
      { version: "1.1.0", required: false },
      "ok",
    ]);
    await bench.clock.advance(ARRIVAL);
    await bench.clock.advance(70_000);
    expect(seen).toEqual([
      "1.0.0 available",
      "1.0.0 downloading",
      "1.0.0 verifying",
      "1.0.0 staging",
      "1.0.0 committing",
      "1.0.0 none",
      "1.1.0 unconfirmed",
      "1.1.0 none",
    ]);
    const rising = shares.slice(0, shares.indexOf(1) + 1);
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(rising.length).toBeGreaterThan(20);
    expect(told(bench)).toEqual(["updateOffered", "updateBegun", "updateTried", "updateDone"]);
    expect(bench.store.record).toEqual({ ...NVM, firmware: { version: "1.1.0", slot: 1, trying: null } });
    expect(
      Buffer.from(bench.store.slots[1]!).equals(
        PORT.release({ model: "amazon-smart-plug", version: "1.1.0" }),
      ),
    ).toBe(true);
    expect(bench.store.slots[0]).toBeUndefined();
    expect([bench.host.snapshot.lifecycle, bench.host.snapshot.relay.closed]).toEqual(["online", true]);
    const shown = bench.patterns.slice(bench.patterns.indexOf("updating"));
    expect(shown).toEqual(["updating", "dark", "boot", "on"]);
  });

  it("goes on at the plug's pace whatever the machine does: 2 KiB a second, told once a second", async () => {
    const bench = await benchWith();
    offer(bench);
    install(bench);
    await bench.clock.advance(10_500);
    const whole = PORT.release({ model: "amazon-smart-plug", version: "1.1.0" }).length;
    expect(firmwareOf(bench).progress).toBeCloseTo((10 * 2048) / whole, 9);
    bench.clock.stall(5000);
    await bench.clock.advance(0);
    expect(firmwareOf(bench).progress).toBeCloseTo((15 * 2048) / whole, 9);
    expect(whole).toBeLessThan(IMAGE_LIMIT);
  });

  it.each(Object.entries(REFUSED_AS) as [ImageDamage, string][])(
    "refuses an image that is bad by %s before anything is written",
    async (damage, reason) => {
      const bench = await benchWith();
      offer(bench, "1.1.0", damage);
      install(bench);
      await bench.clock.advance(ARRIVAL);
      expect(reasons(bench)).toEqual([reason]);
      expect([bench.store.slots, bench.store.record]).toEqual([[], NVM]);
      expect(firmwareOf(bench)).toMatchObject({ version: "1.0.0", update: "available", progress: 0 });
      offer(bench);
      install(bench);
      await bench.clock.advance(ARRIVAL + 70_000);
      expect(firmwareOf(bench)).toMatchObject({ version: "1.1.0", update: "none", offered: null });
    },
  );

  it.each([
    ["0.9.9", "downgrade"],
    ["1.0.0", "same_version"],
  ])("refuses version %s as a %s", async (version, reason) => {
    const bench = await benchWith();
    offer(bench, version);
    install(bench);
    await bench.clock.advance(ARRIVAL);
    expect([reasons(bench), bench.store.record]).toEqual([[reason], NVM]);
  });

  it("refuses what another maker signed", async () => {
    const stranger = newMakerKey();
    const port = {
      ...PORT,
      release: (release: Parameters<FirmwarePort["release"]>[0]) => releaseImage(release, stranger),
    };
    const bench = await benchWith({ parts: [firmwarePart(port)] });
    offer(bench);
    install(bench);
    await bench.clock.advance(ARRIVAL);
    expect(reasons(bench)).toEqual(["bad_signature"]);
  });

  it("does not offer what is no version", async () => {
    const bench = await benchWith();
    expect(offer(bench, "1.1")).toMatchObject({ ok: false, code: "bad_value" });
    expect(firmwareOf(bench).update).toBe("none");
    expect(install(bench)).toBe("no_update");
  });
});

describe("what the network does to an update", () => {
  it("a download ends with the network, is told, and is not gone on with when that is back", async () => {
    const bench = await benchWith();
    offer(bench);
    install(bench);
    await bench.clock.advance(10_000);
    bench.host.command({ do: "wifi", to: "down", how: "cut" });
    expect([firmwareOf(bench).update, reasons(bench)]).toEqual(["available", ["network_lost"]]);
    expect(install(bench)).toBe("offline");
    bench.host.command({ do: "wifi", to: "up", how: "cut" });
    await bench.clock.advance(60_000);
    expect(firmwareOf(bench)).toMatchObject({ update: "available", progress: 0 });
    expect(install(bench)).toBe("ok");
    await bench.clock.advance(ARRIVAL + 70_000);
    expect(firmwareOf(bench).version).toBe("1.1.0");
  });

  it("a plug that cannot be reached hears of an offer once it is online", async () => {
    const bench = await virtualBench({ parts: [firmwarePart(PORT)], wait: 2000 });
    expect(offer(bench)).toEqual({ ok: true });
    expect(firmwareOf(bench).offered).toBeNull();
    bench.host.command({ do: "provision" });
    await bench.clock.advance(10_000);
    expect(bench.host.snapshot.lifecycle).toBe("online");
    expect(firmwareOf(bench).offered?.version).toBe("1.1.0");
    expect(told(bench)).toEqual(["updateOffered"]);
  });

  it("a newer offer that comes while it cannot be reached is told it too, and is what it installs", async () => {
    const bench = await benchWith();
    offer(bench);
    bench.host.command({ do: "cloud", to: "down" });
    expect(offer(bench, "1.2.0")).toEqual({ ok: true });
    expect(firmwareOf(bench).offered?.version).toBe("1.1.0");
    bench.host.command({ do: "cloud", to: "up" });
    await bench.clock.advance(10_000);
    expect(firmwareOf(bench).offered?.version).toBe("1.2.0");
    expect(told(bench)).toEqual(["updateOffered", "updateOffered"]);
    install(bench);
    await bench.clock.advance(ARRIVAL + 70_000);
    expect(firmwareOf(bench)).toMatchObject({ version: "1.2.0", update: "none" });
  });
});

describe("power, and an update", () => {
  it("a cut in a download takes it; the plug hears of the offer again, and begins from nothing", async () => {
    const bench = await benchWith();
    offer(bench);
    install(bench);
    await bench.clock.advance(10_000);
    bench.host.command({ do: "power", to: "off" });
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(8000);
    expect(firmwareOf(bench)).toMatchObject({ version: "1.0.0", update: "available", progress: 0 });
    expect(bench.store.record).toEqual(NVM);
    const shares: number[] = [];
    bench.host.onChange(({ firmware }) => shares.push(firmware.progress));
    expect(install(bench)).toBe("ok");
    await bench.clock.advance(3500);
    const whole = PORT.release({ model: "amazon-smart-plug", version: "1.1.0" }).length;
    expect(shares).toEqual([0, 1, 2, 3].map((seconds) => (seconds * 2048) / whole));
  });

  it("a cut while the image is being kept leaves the old firmware, and the new one can be installed later", async () => {
    const bench = await benchWith();
    offer(bench);
    install(bench);
    bench.store.answers = "by hand";
    await bench.clock.advance(ARRIVAL);
    expect([firmwareOf(bench).update, bench.store.waiting]).toEqual(["staging", 1]);
    bench.host.command({ do: "power", to: "off" });
    bench.store.answers = "prompt";
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(20_000);
    expect([firmwareOf(bench).version, bench.store.record]).toEqual(["1.0.0", NVM]);
    install(bench);
    await bench.clock.advance(ARRIVAL + 70_000);
    expect(firmwareOf(bench)).toMatchObject({ version: "1.1.0", update: "none" });
  });

  it("new firmware that loses power before it has proven itself is taken back, and is on offer again", async () => {
    const bench = await benchWith();
    offer(bench);
    install(bench);
    await bench.clock.advance(ARRIVAL);
    expect(firmwareOf(bench)).toMatchObject({ version: "1.1.0", update: "unconfirmed" });
    bench.host.command({ do: "power", to: "off" });
    bench.host.command({ do: "power", to: "on" });
    await bench.clock.advance(20_000);
    expect(firmwareOf(bench)).toMatchObject({ version: "1.0.0", update: "available" });
    expect(bench.store.record).toEqual(NVM);
    expect(told(bench).slice(-2)).toEqual(["updateRolledBack", "updateOffered"]);
  });

  it("saves that are asked for while an image is being kept are answered after it", async () => {
    const bench = await benchWith();
    offer(bench);
    install(bench);
    const kept: (() => void)[] = [];
    bench.store.stage = () => new Promise((resolve) => kept.push(resolve));
    await bench.clock.advance(ARRIVAL);
    bench.host.command({ do: "startUp", to: "off" });
    await turn();
    expect([firmwareOf(bench).update, bench.store.record?.startUp]).toEqual(["staging", "off"]);
    kept[0]!();
    await turn();
    expect([firmwareOf(bench).version, bench.store.record?.startUp]).toEqual(["1.1.0", "off"]);
  });
});

describe("a plug of another make in the old one's place", () => {
  it("hears nothing of firmware that is not for it", async () => {
    const bench = await benchWith();
    const { profile } = bench.host;
    const other = { ...profile, id: "another-plug" };
    const two = await benchWith({ makes: [profile, other] });
    offer(two);
    expect(firmwareOf(two).update).toBe("available");
    two.host.command({ do: "profile", to: "another-plug" });
    await two.clock.advance(2000);
    two.host.command({ do: "provision" });
    await two.clock.advance(20_000);
    expect([two.host.snapshot.lifecycle, firmwareOf(two).update]).toEqual(["online", "none"]);
  });
});
