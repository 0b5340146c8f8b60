import { describe, expect, it } from "vitest";
import { amazonSmartPlug, millis, type Profile, shellyHomekit } from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const basis = { basis: "assumed", source: "a test" } as const;
const counting = (of: "powerOns" | "taps", times: number, ms: number): Profile => ({
  ...amazonSmartPlug,
  counts: [{ of, times, within: { for: millis(ms), ...basis }, reset: "factory", ...basis }],
});
const begun = (rig: WorldRig) => rig.notices().filter((notice) => notice === "resetBegun").length;

describe("power-ons in quick succession", () => {
  const plug = (profile: Profile) => new WorldRig({ profile, nvm: provisionedRecord() });
  const cycles = (rig: WorldRig, lives: readonly number[]) => {
    for (const ms of lives) rig.powerOn().wait(ms).powerOff();
    return rig.powerOn().wait(60_000);
  };

  it("reset at the sixth, after five that lasted less than 10 s (shelly-homekit)", () => {
    const rig = cycles(plug(shellyHomekit), [9999, 1, 3000, 5000, 9999]);
    expect([begun(rig), rig.stored?.wifi, rig.stored?.account]).toEqual([1, null, "home"]);
  });

  it.each([[[1, 1, 1, 1]], [[1, 1, 10_000, 1, 1]], [[1, 1, 1, 1, 10_000]]])(
    "do nothing when the lives before the last are %j ms",
    (lives) => {
      expect(begun(cycles(plug(shellyHomekit), lives))).toBe(0);
    },
  );

  it("begin when the plug has booted, and are forgotten then: the next power-on is the first", () => {
    const rig = plug(counting("powerOns", 3, 10_000));
    for (let i = 0; i < 2; i++) rig.powerOn().wait(100).powerOff();
    rig.powerOn();
    expect([rig.stored?.shortBoots, begun(rig.wait(1499))]).toEqual([0, 0]);
    expect(begun(rig.wait(1))).toBe(1);
    rig.wait(60_000).powerOff();
    expect(begun(rig.powerOn().wait(60_000))).toBe(1);
  });

  it("count no boot that has a reset to finish, and no power-on that was not kept", () => {
    const intent = { kind: "factory", linkUp: false, goodbyeTopics: [] };
    const nvm = provisionedRecord({ intent, shortBoots: 2, wifi: null, account: null });
    const profile = counting("powerOns", 3, 10_000);
    expect(begun(new WorldRig({ profile, nvm }).powerOn().wait(60_000))).toBe(0);

    const lazy = new WorldRig({ profile, nvm: provisionedRecord(), store: "by hand" });
    for (let i = 0; i < 9; i++) lazy.powerOn().wait(100).powerOff();
    expect([begun(lazy.powerOn().wait(9000)), lazy.stored?.shortBoots]).toEqual([0, 0]);
  });

  it("are not so much as noted by a make that does not count them", () => {
    const rig = cycles(plug(amazonSmartPlug), Array(20).fill(100));
    expect([begun(rig), rig.effectsOf("save")]).toEqual([0, []]);
  });
});

describe("taps in quick succession", () => {
  const taps = (rig: WorldRig, gaps: readonly number[]) => {
    rig.hold(100);
    for (const gap of gaps) rig.wait(gap - 100).hold(100);
    return rig.wait(1000);
  };
  const plug = () => onlinePlug({ profile: counting("taps", 4, 500) });

  it("reset at the last, and each toggles the outlet besides", () => {
    const rig = taps(plug(), [500, 500]);
    expect([begun(rig), rig.relayClosed]).toEqual([0, true]);
    const all = taps(plug(), [500, 200, 500]);
    expect(all.effectsOf("relay").filter(({ source }) => source === "button")).toHaveLength(4);
    expect([begun(all), all.wait(60_000).stored?.wifi]).toEqual([1, null]);
  });

  it.each([[[501, 200, 200]], [[200, 200, 501]]])("begin anew after a gap: %j ms", (gaps) => {
    expect(begun(taps(plug(), gaps))).toBe(0);
  });

  it("are forgotten in a power cut", () => {
    const rig = taps(plug(), [200, 200]).powerOff().powerOn().wait(10_000);
    expect(begun(taps(rig, []))).toBe(0);
  });
});
