import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeSlot, SLOT_LIMIT } from "../../src/store/slot-file.ts";
import { CrashFs } from "../support/crash-fs.ts";
import { diskWith, numberedStore } from "./records.ts";

const NEWEST = "/plug/state.1";
const OLDER = "/plug/state.0";
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1 << bit;
  return copy;
}

const DAMAGE: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  "is empty": () => new Uint8Array(),
  "is zeroed": (bytes) => new Uint8Array(bytes.length),
  "is cut in half": (bytes) => bytes.slice(0, bytes.length >> 1),
  "has one bit changed": (bytes) => flipped(bytes, bytes.length - 4, 0),
  "is too long": () => new Uint8Array(SLOT_LIMIT + 1).fill(0x20),
  "is another program's JSON": () => Buffer.from('{"seq":9,"body":{"n":9}}'),
  "has a body of the wrong shape": () => encodeSlot(9, '{"n":"nine"}'),
  "has a number that is none": (bytes) => Buffer.from(text(bytes).replace(/"seq":\d/, '"seq":-2')),
};

function damage(fs: CrashFs, path: string, how: string): void {
  fs.put(path, DAMAGE[how]!(fs.files().get(path)!));
}

test.each(Object.keys(DAMAGE))("recovers the older record when the newest slot %s", async (how) => {
  const fs = await diskWith(2);
  damage(fs, NEWEST, how);
  const store = numberedStore(fs);
  expect(await store.load()).toEqual({ body: { n: 1 }, health: "recovered", isNew: false });
  await store.save({ n: 5 });
  expect(await numberedStore(fs).load()).toEqual({ body: { n: 5 }, health: "ok", isNew: false });
});

test.each(Object.keys(DAMAGE))("says lost, never new, when both slots are damaged: each %s", async (how) => {
  const fs = await diskWith(2);
  damage(fs, NEWEST, how);
  damage(fs, OLDER, how);
  expect(await numberedStore(fs).load()).toEqual({ body: undefined, health: "lost", isNew: false });
});

test("says recovered when the older slot is damaged and the newest is whole", async () => {
  const fs = await diskWith(2);
  damage(fs, OLDER, "is zeroed");
  expect(await numberedStore(fs).load()).toMatchObject({ body: { n: 2 }, health: "recovered" });
});

test("says recovered when a slot's file is gone", async () => {
  const fs = await diskWith(3);
  fs.take("/plug/state.0");
  expect(await numberedStore(fs).load()).toMatchObject({ body: { n: 2 }, health: "recovered" });
});

test("says lost when the only slot there ever was is damaged", async () => {
  const fs = await diskWith(1);
  damage(fs, OLDER, "is empty");
  expect(await numberedStore(fs).load()).toMatchObject({ body: undefined, health: "lost", isNew: false });
});

test("starts anew after a loss, and then keeps what it saves", async () => {
  const fs = await diskWith(2);
  damage(fs, NEWEST, "is zeroed");
  damage(fs, OLDER, "is zeroed");
  const store = numberedStore(fs);
  await store.load();
  await store.save({ n: 7 });
  expect((await numberedStore(fs).load()).body).toEqual({ n: 7 });
  await store.save({ n: 8 });
  expect(await numberedStore(fs).load()).toEqual({ body: { n: 8 }, health: "ok", isNew: false });
});

test("finds every single changed bit of a slot", async () => {
  const fs = await diskWith(2);
  const whole = fs.files().get(NEWEST)!;
  // The line's end is no part of the record: as long as it is white space, it says nothing.
  for (let at = 0; at < whole.length - 1; at++)
    for (let bit = 0; bit < 8; bit++) {
      fs.put(NEWEST, flipped(whole, at, bit));
      expect((await numberedStore(fs).load()).body).toEqual({ n: 1 });
    }
});

test("takes no bytes whatever for a record", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(Buffer.from)),
      async (bytes) => {
        const fs = await diskWith(2);
        fs.put(NEWEST, bytes);
        expect((await numberedStore(fs).load()).body).toEqual({ n: 1 });
      },
    ),
    { numRuns: 1_000, seed: 2 },
  );
});

test("gives back any JSON record as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (filler) => {
      const fs = new CrashFs(["/plug"]);
      const record = JSON.parse(JSON.stringify({ n: 1, filler }));
      await numberedStore(fs).save(record);
      expect((await numberedStore(fs).load()).body).toEqual(record);
    }),
    { numRuns: 500, seed: 3 },
  );
});
