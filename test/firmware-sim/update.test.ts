import { describe, expect, it } from "vitest";
import { genericRedBlink, kasaPlug, millis, type NvmRecord } from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, type RigOptions, WorldRig } from "../support/world-rig.ts";

const offered = (options: RigOptions = {}, required = false) =>
  onlinePlug(options).input({ kind: "updateOffered", version: "1.1.0", required });
const downloading = (options?: RigOptions, required?: boolean) =>
  offered(options, required).input({ kind: "updateInstall" });
const downloaded = (options?: RigOptions) => downloading(options).input({ kind: "downloaded" });
const accepted = (options?: RigOptions) =>
  downloaded(options).input({ kind: "imageAccepted", version: "1.1.0" });
/** The update up to its restart, and the boot that follows. */
const updated = (options?: RigOptions) => accepted(options);

const told = (rig: WorldRig) =>
  rig
    .effectsOf("notice")
    .filter(({ notice }) => notice.startsWith("update"))
    .map((notice) => ("reason" in notice ? `${notice.notice} ${notice.reason}` : notice.notice));
const slots = (rig: WorldRig) => rig.stored?.firmware;
const settingsOf = (record: NvmRecord | null) => JSON.stringify({ ...record, firmware: null });

describe("an update", () => {
  it("goes from the offer to the firmware that runs, each step asked for when the one before is done", () => {
    const rig = offered();
    expect([rig.state("update"), rig.plug.offered]).toEqual([
      "available",
      { version: "1.1.0", required: false },
    ]);
    rig.input({ kind: "updateInstall" });
    expect(rig.effectsOf("download")).toEqual([{ kind: "download", version: "1.1.0" }]);
    rig.input({ kind: "downloading", share: 0.4 });
    expect([rig.state("update"), rig.plug.progress]).toEqual(["downloading", 0.4]);
    rig.input({ kind: "downloaded" });
    expect([rig.state("update"), rig.plug.progress, rig.effectsOf("verify").length]).toEqual([
      "verifying",
      1,
      1,
    ]);
    expect(rig.effectsOf("stage")).toEqual([]);
    rig.input({ kind: "imageAccepted", version: "1.1.0" });
    expect(rig.effectsOf("stage")).toMatchObject([{ version: "1.1.0", slot: 1 }]);
    expect(rig.effectsOf("save").at(-2)?.record.firmware).toEqual({
      version: "1.0.0",
      slot: 0,
      trying: { version: "1.1.0", booted: false },
    });
    expect(rig.effectsOf("restart")).toHaveLength(1);
    expect([rig.state("supply"), rig.state("update")]).toEqual(["booting", "unconfirmed"]);
    expect(slots(rig)?.trying).toEqual({ version: "1.1.0", booted: true });
    rig.wait(59_999);
    expect(told(rig)).toEqual(["updateOffered", "updateBegun", "updateTried"]);
    rig.wait(1);
    expect(slots(rig)).toEqual({ version: "1.1.0", slot: 1, trying: null });
    expect(told(rig).at(-1)).toBe("updateDone");
    expect([rig.state("update"), rig.state("lifecycle")]).toEqual(["none", "online"]);
  });

  it("takes the slot that does not run, there and back", () => {
    const rig = updated().wait(60_000).input({ kind: "updateOffered", version: "1.2.0", required: false });
    rig.input({ kind: "updateInstall" }).input({ kind: "downloaded" });
    rig.input({ kind: "imageAccepted", version: "1.2.0" }).wait(60_000);
    expect(rig.effectsOf("stage").map(({ slot }) => slot)).toEqual([1, 0]);
    expect(slots(rig)).toEqual({ version: "1.2.0", slot: 0, trying: null });
  });

  it("keeps every setting byte for byte", () => {
    const nvm = provisionedRecord({ startUp: "on", relayClosed: true, owedGoodbye: [], energy: 12.5 });
    const rig = updated({ nvm }).wait(60_000);
    expect(slots(rig)?.version).toBe("1.1.0");
    expect(settingsOf(rig.stored)).toBe(settingsOf(nvm));
  });

  it("restores the outlet after its restart, and lets it be switched until then", () => {
    const rig = accepted({ store: "by hand" }).tap();
    expect(rig.relayClosed).toBe(true);
    rig.answerStoreIfAny();
    expect(
      rig
        .effectsOf("relay")
        .map(({ closed }) => closed)
        .slice(-3),
    ).toEqual([true, false, true]);
  });

  it("waits for what was saved meanwhile: nothing is lost by the restart", () => {
    const rig = accepted({ store: "by hand" }).answerStore().input({ kind: "startUpSet", to: "on" });
    rig.answerStore();
    expect([rig.state("update"), rig.waitingForStore]).toEqual(["committing", ["save"]]);
    rig.answerStore();
    expect([rig.state("supply"), rig.stored?.startUp]).toEqual(["booting", "on"]);
  });

  it("is told apart on the lamp, and a plug that must be updated blinks red", () => {
    const rig = onlinePlug();
    rig.input({ kind: "updateOffered", version: "1.1.0", required: true });
    expect([rig.state("update"), rig.pattern]).toEqual(["required", "trouble"]);
    rig.input({ kind: "updateInstall" });
    expect(rig.pattern).toBe("updating");
    rig.input({ kind: "identify" });
    expect(rig.pattern).toBe("identify");
    const generic = onlinePlug({ profile: genericRedBlink });
    expect(generic.pattern).toBe("fine");
    generic.input({ kind: "updateOffered", version: "1.1.0", required: true });
    expect(generic.pattern).toBe("trouble");
  });

  it("is kept, whatever was on offer, in the version that the maker signed", () => {
    const rig = downloaded().input({ kind: "imageAccepted", version: "1.0.5" });
    expect(slots(rig)?.trying?.version).toBe("1.0.5");
  });
});

describe("an offer", () => {
  it("takes the place of the one before, until an update is going on", () => {
    const rig = offered().input({ kind: "updateOffered", version: "1.2.0", required: true });
    expect([rig.state("update"), rig.plug.offered?.version]).toEqual(["required", "1.2.0"]);
    rig.input({ kind: "updateOffered", version: "1.3.0", required: false });
    expect(rig.state("update")).toBe("available");
    rig.input({ kind: "updateInstall" }).input({ kind: "updateOffered", version: "1.4.0", required: true });
    expect(rig.plug.offered?.version).toBe("1.3.0");
    expect(rig.refusals()).toEqual(["updateOffered busy"]);
  });

  it("is not heard by a plug that boots or resets", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn();
    rig.input({ kind: "updateOffered", version: "1.1.0", required: false });
    expect(rig.state("update")).toBe("none");
    const resetting = onlinePlug().hold(13_000).wait(100);
    expect(resetting.state("lifecycle")).toBe("resetting");
    resetting.input({ kind: "updateOffered", version: "1.1.0", required: false });
    expect(resetting.state("update")).toBe("none");
    expect(resetting.refusals()).toEqual(["updateOffered busy"]);
  });
});

describe("to install is refused", () => {
  const install = (rig: WorldRig) => {
    const before = rig.refusals().length;
    const at = rig.state("update");
    rig.input({ kind: "updateInstall" });
    expect(rig.state("update")).toBe(at);
    return rig.refusals().slice(before);
  };

  it.each([
    ["with nothing on offer", () => onlinePlug(), "no_update"],
    ["while the cloud is out of reach", () => offered().home({ kind: "setCloud", to: "down" }), "offline"],
    ["while it downloads", () => downloading(), "busy"],
    ["while it verifies", () => downloaded(), "busy"],
    ["while it stages", () => accepted({ store: "by hand" }), "busy"],
    ["while the new firmware has to prove itself", () => updated().wait(20_000), "busy"],
    ["without power", () => offered().powerOff(), "no_power"],
  ])("%s", (_, rig, code) => {
    expect(install(rig())).toEqual([`updateInstall ${code}`]);
  });
});

describe("an update that fails", () => {
  it.each([false, true])("leaves what runs and what is on offer as they were (required: %s)", (required) => {
    const state = required ? "required" : "available";
    const rig = downloading({}, required).input({ kind: "downloading", share: 0.4 });
    const before = JSON.stringify(rig.stored);
    rig.input({ kind: "downloadFailed", reason: "gone" });
    expect([rig.state("update"), rig.plug.progress]).toEqual([state, 0]);
    rig.input({ kind: "updateInstall" }).home({ kind: "setCloud", to: "down" });
    expect(rig.state("update")).toBe(state);
    expect(rig.effectsOf("dropDownload")).toHaveLength(1);
    rig.home({ kind: "setCloud", to: "up" }).wait(5000);
    rig.input({ kind: "updateInstall" }).input({ kind: "downloaded" });
    rig.input({ kind: "imageRefused", reason: "bad_signature" });
    expect(rig.state("update")).toBe(state);
    expect(told(rig).filter((word) => word.startsWith("updateFailed"))).toEqual([
      "updateFailed gone",
      "updateFailed network_lost",
      "updateFailed bad_signature",
    ]);
    expect(rig.effectsOf("stage")).toEqual([]);
    expect(JSON.stringify(rig.stored)).toBe(before);
  });

  it("when its image cannot be kept is not tried, and can be begun again", () => {
    const rig = accepted({ store: "by hand" }).answerStore("ENOSPC");
    expect([rig.state("update"), told(rig).at(-1)]).toEqual(["available", "updateFailed not_saved"]);
    rig.wait(1000).answerStoreIfAny();
    expect(slots(rig)).toEqual(provisionedRecord().firmware);
    rig.input({ kind: "updateInstall" }).input({ kind: "downloaded" });
    rig.input({ kind: "imageAccepted", version: "1.1.0" }).answerStoreIfAny();
    expect(slots(rig)?.trying?.version).toBe("1.1.0");
  });

  it("to be noted is noted again until it is, and restarts only then", () => {
    const rig = accepted({ store: "by hand" }).answerStore().answerStore("EIO");
    expect([rig.state("update"), rig.state("nvm")]).toEqual(["committing", "failing"]);
    expect(rig.effectsOf("restart")).toEqual([]);
    rig.wait(1000).answerStore();
    expect(rig.effectsOf("restart")).toHaveLength(1);
  });

  it("ignores what comes too late", () => {
    const rig = downloading().input({ kind: "downloadFailed", reason: "gone" });
    const answers = [
      { kind: "downloading", share: 1 },
      { kind: "downloaded" },
      { kind: "downloadFailed", reason: "x" },
      { kind: "imageAccepted", version: "9.9.9" },
      { kind: "imageRefused", reason: "x" },
    ] as const;
    for (const answer of answers) rig.input(answer);
    expect(rig.state("update")).toBe("available");
    expect(rig.refusals()).toEqual(answers.map(({ kind }) => `${kind} stale`));
  });
});

describe("a hold in the middle of an update", () => {
  it("is let come to its end: the reset wins, and the update is dropped", () => {
    const rig = accepted({ store: "by hand" }).press().wait(100);
    rig.answerStoreIfAny();
    expect(slots(rig)?.trying).not.toBeNull();
    for (let second = 0; second < 13; second++) rig.wait(1000).answerStoreIfAny();
    expect([rig.state("update"), rig.state("button"), rig.pattern]).toEqual(["committing", "armed", "armed"]);
    rig.release().wait(100).answerStoreIfAny();
    expect([rig.state("lifecycle"), rig.state("update")]).toEqual(["resetting", "none"]);
    expect(told(rig).at(-1)).toBe("updateFailed reset");
    rig.wait(10_000).answerStoreIfAny().wait(10_000);
    expect(rig.state("lifecycle")).toBe("setup");
    expect(slots(rig)).toEqual({ version: "1.0.0", slot: 0, trying: null });
    expect(rig.effectsOf("restart")).toEqual([]);
  });

  it("that is let go before it leads to anything only puts the restart off", () => {
    const rig = accepted({ store: "by hand" }).press().wait(100).answerStoreIfAny().wait(4000);
    rig.answerStoreIfAny().release().wait(1000);
    expect(rig.effectsOf("restart")).toEqual([]);
    rig.answerStoreIfAny();
    expect(rig.effectsOf("restart")).toHaveLength(1);
  });

  it("that never ends puts it off no longer than until the button counts as stuck", () => {
    const rig = accepted({ store: "by hand" }).press().wait(100).answerStoreIfAny();
    for (let second = 0; second < 59; second++) rig.wait(1000).answerStoreIfAny();
    expect(rig.effectsOf("restart")).toEqual([]);
    for (let second = 0; second < 2; second++) rig.wait(1000).answerStoreIfAny();
    expect(rig.effectsOf("restart")).toHaveLength(1);
  });
});

describe("a reset", () => {
  it.each([
    ["an offer", () => offered({ store: "by hand" })],
    ["a download", () => downloading({ store: "by hand" })],
    ["the look at an image", () => downloaded({ store: "by hand" })],
    ["the staging of an image", () => accepted({ store: "by hand" })],
  ])("wins over %s", (what, rigOf) => {
    const rig = rigOf()
      .hold(13_000)
      .wait(100)
      .answerStoreIfAny()
      .wait(20_000)
      .answerStoreIfAny()
      .wait(20_000);
    expect([rig.state("update"), rig.plug.offered, rig.state("lifecycle")]).toEqual(["none", null, "setup"]);
    expect(slots(rig)).toEqual({ version: "1.0.0", slot: 0, trying: null });
    expect(told(rig).includes("updateFailed reset")).toBe(what !== "an offer");
    expect(rig.effectsOf("restart")).toEqual([]);
  });

  it("while new firmware proves itself leaves that to be confirmed in its time", () => {
    const rig = updated().wait(20_000).hold(13_000).wait(20_000);
    expect([rig.state("lifecycle"), rig.state("update")]).toEqual(["setup", "unconfirmed"]);
    rig.wait(10_000);
    expect(rig.stored?.wifi).toBeNull();
    expect(slots(rig)).toEqual({ version: "1.1.0", slot: 1, trying: null });
  });

  it("does not take the firmware back that was installed", () => {
    const rig = updated({ profile: kasaPlug }).wait(70_000);
    rig.hold(13_000).wait(millis(20_000));
    expect(rig.stored?.wifi).toBeNull();
    expect(slots(rig)).toEqual({ version: "1.1.0", slot: 1, trying: null });
  });
});
