import { expect, it } from "vitest";
import type { NvmRecord } from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, type WorldRig } from "../support/world-rig.ts";

const NVM = provisionedRecord({ startUp: "on", relayClosed: true, energy: 7 });
const settingsOf = (record: NvmRecord | null) => JSON.stringify({ ...record, firmware: null });

type Step = readonly [name: string, go: (rig: WorldRig) => unknown];
/** From the offer to the firmware that is confirmed; the power can go before each of them, and after the last. */
const STEPS: readonly Step[] = [
  ["offer", (rig) => rig.input({ kind: "updateOffered", version: "1.1.0", required: false })],
  ["install", (rig) => rig.input({ kind: "updateInstall" })],
  ["progress", (rig) => rig.input({ kind: "downloading", share: 0.5 })],
  ["downloaded", (rig) => rig.input({ kind: "downloaded" })],
  ["accepted", (rig) => rig.input({ kind: "imageAccepted", version: "1.1.0" })],
  ["image kept", (rig) => rig.answerStore()],
  ["trial kept, restart", (rig) => rig.answerStore()],
  ["a moment of the boot", (rig) => rig.wait(300)],
  ["boot kept", (rig) => rig.answerStore()],
  ["nearly proven", (rig) => rig.wait(59_699)],
  ["proven", (rig) => rig.wait(1)],
  ["confirmation kept", (rig) => rig.answerStore()],
];

/** The plug after the first `count` steps. */
function after(count: number): WorldRig {
  const rig = onlinePlug({ nvm: NVM, store: "by hand" }).answerStoreIfAny();
  for (const [, go] of STEPS.slice(0, count)) go(rig);
  return rig;
}

/** What a cut can leave in the store: nothing of what waits there, or all up to one of its records. */
function leftovers(rig: WorldRig): (NvmRecord | null)[] {
  const waiting = rig.waitingForStore.filter((kind) => kind === "save").length;
  const saves = waiting === 0 ? [] : rig.effectsOf("save").slice(-waiting);
  return [rig.stored, ...saves.map(({ record }) => record)];
}

function cut(rig: WorldRig, left: NvmRecord | null): WorldRig {
  rig.powerOff().wait(1000);
  rig.stored = left;
  return rig;
}

const versionOf = ({ plug }: WorldRig) => {
  const { version, trying } = plug.nvm.firmware;
  return trying?.booted ? trying.version : version;
};

/** The store works again, and nobody touches the plug: which version it runs in the end. */
function settles(rig: WorldRig, staged: boolean): string {
  rig.powerOn().answerStoreIfAny();
  const first = versionOf(rig);
  rig.wait(70_000).answerStoreIfAny();
  expect(settingsOf(rig.stored)).toBe(settingsOf(NVM));
  expect(rig.state("lifecycle")).toBe("online");
  const { version, slot, trying } = rig.stored!.firmware;
  expect(trying).toBeNull();
  expect([version, slot]).toEqual(version === "1.1.0" ? ["1.1.0", 1] : ["1.0.0", 0]);
  expect(versionOf(rig)).toBe(version);
  expect(first, "it runs what it goes on running").toBe(version);
  if (version === "1.1.0") expect(staged, "nothing runs that was not kept whole").toBe(true);
  return version;
}

const STAGED = STEPS.findIndex(([name]) => name === "image kept");

it("a power cut before any step of an update leaves the old firmware or the new, as the record says", () => {
  const ends = STEPS.map((_, count) =>
    leftovers(after(count)).map((left) => settles(cut(after(count), left), count > STAGED)),
  );
  const [old, next] = ["1.0.0", "1.1.0"];
  expect(ends).toEqual([
    ...Array.from({ length: STAGED + 1 }, () => [old]),
    // The record that says to try it may have been kept, or not.
    [old, next],
    // It is given its boot again for as long as nothing says that it had it.
    [next, old],
    [next, old],
    [old],
    [old],
    [old, next],
  ]);
  expect(settles(cut(after(STEPS.length), after(STEPS.length).stored), true)).toBe(next);
});

it("a second cut at any moment of the recovery leaves the old firmware or the new, too", () => {
  let ends = 0;
  for (let count = 0; count <= STEPS.length; count++)
    for (const [i] of leftovers(after(count)).entries())
      for (const wait of [0, 3000, 59_999, 60_000])
        for (const answers of [0, 1, 2]) {
          const again = () => {
            const first = after(count);
            const rig = cut(first, leftovers(first)[i]!).powerOn();
            for (let n = 0; n < answers && rig.waitingForStore.length > 0; n++) rig.answerStore();
            return rig.wait(wait);
          };
          const once = again();
          for (const [n, left] of leftovers(once).entries()) {
            settles(cut(n === 0 ? once : again(), left), count > STAGED);
            ends++;
          }
        }
  expect(ends).toBeGreaterThan(200);
});

it("new firmware that loses power before it has proven itself is taken back at the next boot, and that is told", () => {
  const rig = onlinePlug({ nvm: NVM });
  for (const [, go] of STEPS.slice(0, STAGED)) go(rig);
  expect(versionOf(rig)).toBe("1.1.0");
  rig.wait(59_000).powerOff().wait(1000).powerOn();
  expect([versionOf(rig), rig.stored?.firmware]).toEqual(["1.0.0", NVM.firmware]);
  expect(rig.effectsOf("notice").at(-1)).toMatchObject({ notice: "updateRolledBack", version: "1.1.0" });
  expect(rig.wait(70_000).state("update")).toBe("none");
});

it("a download that loses power says nothing of itself afterwards, and can be begun again", () => {
  const rig = after(3).powerOff().wait(1000).powerOn().wait(10_000).answerStoreIfAny();
  expect([rig.state("update"), rig.plug.offered, rig.plug.progress]).toEqual(["none", null, 0]);
  for (const [, go] of STEPS.slice(0, 3)) go(rig);
  expect(rig.state("update")).toBe("downloading");
});

it("a reset and an update that are both cut off end as one or the other", () => {
  for (const count of STEPS.keys()) {
    const begin = () => after(count).hold(13_000).wait(100);
    for (const [i] of leftovers(begin()).entries()) {
      const rig = begin();
      cut(rig, leftovers(rig)[i]!).powerOn();
      for (let second = 0; second < 100; second++) rig.answerStoreIfAny().wait(1000);
      const { firmware, wifi, intent } = rig.stored!;
      expect([intent, firmware.trying]).toEqual([null, null]);
      expect(rig.state("lifecycle")).toBe(wifi === null ? "setup" : "online");
      expect(versionOf(rig)).toBe(firmware.version);
    }
  }
});
