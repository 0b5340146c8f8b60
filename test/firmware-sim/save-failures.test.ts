import { describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import {
  HOME_WIFI,
  listingHome,
  onlinePlug,
  PLUG_TOPICS,
  provisionedRecord,
  WorldRig,
} from "../support/world-rig.ts";

const manual = { store: "by hand" } as const;
const online = () => onlinePlug(manual).answerStoreIfAny();
/** Lets the store fail `times` times; gives the pauses between its tries, ms. */
function fail(rig: WorldRig, times: number): number[] {
  const pauses: number[] = [];
  for (let i = 0; i < times; i++) {
    rig.answerStore("ENOSPC");
    const from = rig.now;
    while (rig.waitingForStore.length === 0) rig.wait(100);
    pauses.push(rig.now - from);
  }
  return pauses;
}

describe("a save that fails", () => {
  it("is told once, with its code, and health is failing until one succeeds", () => {
    const rig = online().tap();
    fail(rig, 3);
    expect(rig.effectsOf("notice")).toEqual([{ kind: "notice", notice: "saveFailing", code: "ENOSPC" }]);
    expect(rig.state("nvm")).toBe("failing");
    rig.answerStore();
    expect([rig.state("nvm"), rig.notices()]).toEqual(["ok", ["saveFailing", "saveWorking"]]);
    expect(rig.stored?.relayClosed).toBe(true);
  });

  it("is tried again after 1, 2, 4 … and at most 60 s", () => {
    expect(fail(online().tap(), 9)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it("begins with 1 s again after a success", () => {
    const rig = online().tap();
    fail(rig, 4);
    rig.answerStore().tap();
    expect(fail(rig, 2)).toEqual([1000, 2000]);
  });

  it("leaves the plug working, and what is kept in the end is the newest", () => {
    const rig = online().tap().answerStore("EIO").tap().answerStore("EIO").tap();
    expect(rig.relayClosed).toBe(true);
    rig.answerStore().wait(60_000);
    expect(rig.stored?.relayClosed).toBe(true);
    expect([rig.waitingForStore, rig.state("nvm")]).toEqual([[], "ok"]);
  });

  it("does not matter when a newer one is already under way", () => {
    const rig = online().tap().tap();
    rig.answerStore("EIO").answerStore().wait(60_000);
    expect([rig.state("nvm"), rig.notices(), rig.stored?.relayClosed]).toEqual(["ok", [], false]);
  });

  it("is forgotten in a power cut", () => {
    const rig = online().tap().answerStore("EIO").powerOff().wait(60_000);
    expect(rig.waitingForStore).toEqual([]);
    rig.powerOn().wait(5000);
    expect([rig.state("nvm"), rig.relayClosed]).toEqual(["ok", false]);
  });
});

describe("the save of a set-up that fails", () => {
  const joined = () => new WorldRig(manual).powerOn().wait(2000).answerStoreIfAny().provision().wait(3000);

  it("ends the set-up, back to slow blue, with an error", () => {
    const rig = joined().answerStore("EIO");
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["setup", "setup"]);
    expect(rig.effectsOf("notice").at(-1)).toMatchObject({ notice: "setupFailed", reason: "not_saved" });
  });

  it("keeps nothing: not in the plug, not in its memory, not in the account", () => {
    const rig = joined().answerStore("EIO").answerStore().wait(5000);
    expect(rig.plug.nvm).toEqual(factoryRecord("previous"));
    expect(rig.stored).toEqual(factoryRecord("previous"));
    expect(rig.world.home.station).toBe("away");
    expect(rig.listed).toEqual([]);
    expect(rig.notices()).not.toContain("setupDone");
  });

  it("forgets the trouble with a network that it no longer has", () => {
    const rig = joined().home({ kind: "setCloud", to: "down" });
    expect(rig.plug.networkTrouble).toBe("cloud_down");
    rig.answerStore("EIO");
    expect([rig.plug.nvm.wifi, rig.plug.networkTrouble]).toEqual([null, null]);
  });

  it("leaves alone an account that lists the plug from before, when none was asked to take it", () => {
    const rig = new WorldRig({ ...manual, home: listingHome() }).powerOn().wait(2000).answerStoreIfAny();
    rig.provision({ account: null }).wait(3000).answerStore("EIO").answerStore().wait(5000);
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["setup", ["home"]]);
  });

  it("can be tried again at once", () => {
    const rig = joined().answerStore("EIO").answerStore().provision().wait(3000).answerStore();
    expect([rig.state("lifecycle"), rig.stored]).toEqual(["online", provisionedRecord()]);
  });

  it("ends in idle-unprovisioned when the window has passed meanwhile", () => {
    const rig = new WorldRig(manual).powerOn().wait(900_000).answerStoreIfAny();
    rig.provision().wait(4000).answerStore("EIO");
    expect(rig.state("lifecycle")).toBe("idle-unprovisioned");
  });
});

describe("the saves of a reset that fail", () => {
  const released = () => online().hold(13_000).wait(100);

  it("keep solid red, for as long as it takes, and blue comes with the success", () => {
    const rig = released();
    expect(fail(rig, 9)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect([rig.pattern, rig.color]).toEqual(["resetting", "red"]);
    rig.answerStoreIfAny().wait(300).answerStoreIfAny();
    expect(rig.pattern).toBe("setup");
    expect(rig.stored).toEqual(factoryRecord("previous"));
  });

  it("at the intent leave the old record in the memory", () => {
    const rig = released();
    fail(rig, 3);
    expect(rig.stored?.wifi).toEqual(HOME_WIFI);
    expect(rig.listed).toEqual(["home"]);
    expect(rig.powerOff().wait(10).powerOn().wait(5000).state("lifecycle")).toBe("online");
  });

  it("at the wipe are tried again as a wipe", () => {
    const rig = released().answerStore().wait(300);
    expect(rig.waitingForStore).toEqual(["wipe"]);
    fail(rig, 2);
    expect(rig.waitingForStore).toEqual(["wipe"]);
    rig.answerStore().answerStore().wait(5000);
    expect([rig.state("nvm"), rig.stored]).toEqual(["ok", factoryRecord("previous")]);
  });

  it("at the wipe are not taken for done when something else is worth a save meanwhile", () => {
    const trying = { version: "1.1.0", booted: false };
    const nvm = provisionedRecord({ firmware: { version: "1.0.0", slot: 0, trying } });
    const rig = onlinePlug({ ...manual, nvm })
      .answerStoreIfAny()
      .wait(30_000)
      .hold(13_000)
      .wait(100);
    rig.answerStore().wait(300);
    fail(rig, 2);
    // 60 s after power came the new firmware has proven itself: 400 ms before the wipe is tried again.
    rig.answerStore("ENOSPC").wait(3800);
    expect(rig.plug.nvm.firmware.version).toBe("1.1.0");
    rig.answerStoreIfAny().wait(1000);
    expect(rig.waitingForStore).toEqual(["wipe"]);
    rig.answerStoreIfAny().wait(5000);
    expect([rig.state("lifecycle"), rig.state("update")]).toEqual(["setup", "none"]);
    expect(rig.stored?.firmware).toEqual({ version: "1.1.0", slot: 1, trying: null });
  });

  it("at the factory record keep the intent, which the next boot finishes", () => {
    const rig = released().answerStore().wait(300).answerStore();
    fail(rig, 2);
    rig.wait(60_000);
    expect([rig.pattern, rig.stored?.intent?.kind]).toEqual(["resetting", "factory"]);
    rig.powerOff().wait(10).powerOn().answerStoreIfAny().wait(2000);
    expect([rig.pattern, rig.stored]).toEqual(["setup", factoryRecord("previous", PLUG_TOPICS)]);
  });

  it("never show blue before the wipe is durable, however slow the store", () => {
    const rig = released().answerStore().wait(300).answerStore().wait(3_600_000);
    expect(rig.pattern).toBe("resetting");
    expect(rig.answerStore().pattern).toBe("setup");
  });
});

it("a late answer to a save of before a power cut is not taken for one of after it", () => {
  const rig = online().hold(13_000).wait(100).powerOff().wait(10).powerOn();
  rig.input({ kind: "saved", ticket: 99 });
  expect(rig.wait(5000).state("lifecycle")).toBe("online");
});
