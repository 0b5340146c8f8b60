import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { FACTORY_VERSION, factoryRecord, type FirmwareSlots as Slots } from "../../firmware-sim/index.ts";
import { buildImage } from "../../src/firmware-image/image.ts";
import { judgeImage } from "../../src/firmware-image/judge.ts";
import { newMakerKey, privateKeyOf, publicKeyOf } from "../../src/firmware-image/maker-key.ts";
import { FirmwareSlots } from "../../src/store/firmware-slots.ts";
import type { FsPort } from "../../src/store/fs-port.ts";
import { parseNvmRecord } from "../../src/store/record-schema.ts";
import { TwoSlotStore } from "../../src/store/two-slot-store.ts";
import { CrashFs } from "../support/crash-fs.ts";
import { type Sweep, sweep } from "./sweep.ts";

const maker = newMakerKey();
const publicKey = publicKeyOf(maker.public);
const MODEL = "amazon-smart-plug";
const imageOf = (version: string) =>
  buildImage({ model: MODEL, version, payload: Buffer.alloc(500, version) }, privateKeyOf(maker));

const records = (fs: FsPort) => new TwoSlotStore(fs, "/plug", parseNvmRecord);
const stage = (fs: FsPort, slot: 0 | 1, version: string) =>
  new FirmwareSlots(fs, "/plug").stage(slot, imageOf(version));
const SETTINGS = { ...factoryRecord("on"), account: "home", energy: 3 };
const save = (fs: FsPort, firmware: Slots) => records(fs).save({ ...SETTINGS, firmware });

const OLD: Slots = { version: "1.1.0", slot: 1, trying: null };
const NEW: Slots = { version: "1.2.0", slot: 0, trying: null };
const trial = (booted: boolean): Slots => ({ ...OLD, trying: { version: "1.2.0", booted } });

/** A plug that was updated once, so that a slot with an image runs and the other is used anew. */
async function used(): Promise<CrashFs> {
  const fs = new CrashFs(["/plug"]);
  await save(fs, { version: FACTORY_VERSION, slot: 0, trying: null });
  await stage(fs, 0, "1.0.5");
  await stage(fs, 1, "1.1.0");
  await save(fs, OLD);
  return fs.restarted();
}

/** What a boot does before anything else. */
async function boot(fs: FsPort): Promise<void> {
  const { body } = await records(fs).load();
  if (body?.firmware.trying?.booted === false) await save(fs, trial(true));
  else if (body?.firmware.trying?.booted) await save(fs, OLD);
}

/** Whether a slot holds, whole and signed, what the record says of it. */
async function holds(fs: FsPort, slot: 0 | 1, version: string): Promise<boolean> {
  const bytes = await fs.read(join("/plug", `firmware.${slot}`), 1_000_000).catch(() => undefined);
  const verdict = judgeImage(bytes ?? new Uint8Array(), {
    publicKey,
    model: MODEL,
    running: FACTORY_VERSION,
  });
  return verdict.ok && verdict.version === version;
}

async function judge(disk: CrashFs, acknowledged: readonly string[]): Promise<string> {
  const { body, health } = await records(disk).load();
  if (body === undefined || health === "lost") return "lost";
  if (!isDeepStrictEqual({ ...body, firmware: SETTINGS.firmware }, SETTINGS)) return "settings changed";
  const { version, slot, trying } = body.firmware;
  if (!(await holds(disk, slot, version))) return "runs no whole image";
  if (trying !== null && !(await holds(disk, slot === 0 ? 1 : 0, trying.version)))
    return "would try no whole image";
  if (version === "1.1.0" && acknowledged.includes("confirmed")) return "acknowledged but lost";
  return trying === null ? version : `${version}, trying`;
}

const update = async (): Promise<Sweep> => ({
  base: await used(),
  async operate(fs, acknowledge) {
    await stage(fs, 0, "1.2.0");
    await save(fs, trial(false));
    await save(fs, trial(true));
    await save(fs, NEW);
    acknowledge("confirmed");
  },
  recover: boot,
  judge,
});

test("an update cut at any call, and again in the boot that follows, runs a whole image, as its record says", async () => {
  const { steps, disks, nested, verdicts } = await sweep(await update());
  console.info(`update: ${steps} calls, ${disks} + ${nested} disks, ${JSON.stringify(verdicts)}`);
  expect(Object.keys(verdicts).sort()).toEqual(["1.1.0", "1.1.0, trying", "1.2.0"]);
});

test("the sweep notices an update whose record is saved before its image", async () => {
  const { verdicts } = await sweep({
    ...(await update()),
    async operate(fs) {
      await save(fs, trial(false));
      await stage(fs, 0, "1.2.0");
    },
  });
  expect(verdicts["would try no whole image"]).toBeGreaterThan(0);
});

test("the sweep notices an image that is written where the running one is", async () => {
  const { verdicts } = await sweep({ ...(await update()), operate: (fs) => stage(fs, 1, "1.2.0") });
  expect(verdicts["runs no whole image"]).toBeGreaterThan(0);
});

test("images are staged one after the other: the last asked for is whole, and no draft is left", async () => {
  const fs = await used();
  const slots = new FirmwareSlots(fs, "/plug");
  await Promise.all(["1.3.0", "1.4.0", "1.5.0"].map((version) => slots.stage(0, imageOf(version))));
  expect(await holds(fs, 0, "1.5.0")).toBe(true);
  expect((await fs.list("/plug")).filter((name) => name.startsWith("firmware"))).toEqual([
    "firmware.0",
    "firmware.1",
  ]);
});

test.each(["ENOSPC", "EIO", "EROFS"])(
  "%s at any call leaves the image before it, and the next try succeeds",
  async (code) => {
    for (let at = 0; ; at++) {
      const fs = (await used()).restarted({ faults: [{ at, code }] });
      const slots = new FirmwareSlots(fs, "/plug");
      const failure = await slots.stage(0, imageOf("1.2.0")).catch((error: unknown) => error);
      if (fs.calls.length <= at) return;
      // Closing it for good, or making the name durable, may fail after the new one is in place.
      expect((await holds(fs, 0, "1.0.5")) || (await holds(fs, 0, "1.2.0"))).toBe(true);
      if (failure !== undefined) expect(failure).toMatchObject({ name: "StoreError", errno: code });
      await slots.stage(0, imageOf("1.2.0"));
      expect(await holds(fs, 0, "1.2.0")).toBe(true);
    }
  },
);
