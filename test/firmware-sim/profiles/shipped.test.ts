import { describe, expect, it } from "vitest";
import {
  ERASABLE,
  type Erasable,
  type Profile,
  type Reset,
  type Rung,
  roundOf,
} from "../../../firmware-sim/index.ts";
import { PROFILES } from "../../../src/config/profiles.ts";
import { onlinePlug, WorldRig } from "../../support/world-rig.ts";
import { doneSince, guardOf, lengthsOf, outcomeOf, resetBy } from "./hold.ts";

const SETTLE = 200;
const AFTERWARDS = 30_000;
const wifiDown = { kind: "setWifi", to: "down", how: "cut" } as const;
const cloudDown = { kind: "setCloud", to: "down" } as const;

/** What the lamp shows in a stage: the first rule that speaks of nothing else. */
const shownFor = ({ indicator }: Profile, region: "button" | "lifecycle", state: string) =>
  indicator.find(({ when }) => when[region] === state && Object.keys(when).length === 1)?.show;

const resetRungs = (profile: Profile) => profile.rungs.filter((rung) => rung.reset !== null);
/** Those whose reset is more than a restart. */
const erasingRungs = (profile: Profile) =>
  resetRungs(profile).filter(({ reset }) => profile.resets[reset!.name]!.erases.length > 0);
/** Nothing, all, each alone, and all but each. */
const SETS: readonly (readonly Erasable[])[] = [
  [],
  ERASABLE,
  ...ERASABLE.map((part) => [part]),
  ...ERASABLE.map((part) => ERASABLE.filter((other) => other !== part)),
];

describe.each(PROFILES.map((profile) => ({ profile, id: profile.id })))("a $id", ({ profile }) => {
  const online = () => onlinePlug({ profile });
  const fresh = () => new WorldRig({ profile }).powerOn();

  it("boots as long as its boot pattern lasts, and then can be set up", () => {
    const { pattern } = profile.patterns.boot;
    const times = pattern.kind === "steps" && pattern.times !== "forever" ? pattern.times : 0;
    const rig = fresh().wait(roundOf(pattern) * times - 1);
    expect([rig.state("supply"), rig.pattern]).toEqual(["booting", "boot"]);
    expect([rig.wait(1).state("supply"), rig.state("lifecycle")]).toEqual(["running", "setup"]);
    rig.provision().wait(10_000);
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["online", ["home"]]);
  });

  it("toggles its outlet, if it has one, with each tap, set up or not", () => {
    const has = profile.outlet !== null;
    for (const rig of [online(), fresh().wait(10_000)]) {
      const seen = [rig.tap().relayClosed, rig.tap().relayClosed, rig.tap().relayClosed];
      expect(seen).toEqual([has, false, has]);
    }
  });

  it.each(lengthsOf(profile).map((ms) => ({ ms, does: outcomeOf(profile, ms) })))(
    "$does when pressed for $ms ms",
    ({ ms, does }) => {
      const rig = online();
      const before = rig.effects.length;
      rig.hold(ms).wait(AFTERWARDS);
      expect(doneSince(rig, before)).toBe(does);
      expect(rig.relayClosed).toBe(does === "toggles");
      if (!does.startsWith("resets")) expect(rig.stored).toMatchObject({ account: "home", intent: null });
      expect(rig.state("button")).toBe("up");
    },
  );

  it.each(profile.rungs)("shows what it has to show at the rung $name", ({ name, at, reset }) => {
    const rig = online().press();
    rig.wait(at - 1);
    const before = rig.pattern;
    rig.wait(1);
    const stage = reset?.when === "reached" ? shownFor(profile, "lifecycle", "resetting") : undefined;
    expect(rig.pattern).toBe(stage ?? shownFor(profile, "button", name) ?? before);
    expect(rig.gestures().at(-1)).toBe("longPress");
  });

  it.each(erasingRungs(profile))(
    "shows the reset that $name leads to for its time, then what is next",
    (rung) => {
      const rig = online();
      rig.press().wait(rung.at + guardOf(rung));
      if (rung.reset?.when !== "reached") rig.release().wait(profile.timings.debounce.for);
      const { for: shown } = profile.timings.resetting;
      const seen = [rig.pattern, rig.wait(shown - 1).pattern, rig.state("lifecycle")];
      const resetting = shownFor(profile, "lifecycle", "resetting");
      expect(seen).toEqual([resetting, resetting, "resetting"]);
      rig.wait(1);
      const next = profile.resets[rung.reset!.name]!.erases.includes("wifi") ? "setup" : "connecting";
      expect(rig.state("lifecycle")).toBe(next);
      expect(rig.pattern).toBe(shownFor(profile, "lifecycle", next) ?? rig.pattern);
    },
  );

  it.each(resetRungs(profile).filter(({ reset }) => reset?.when === "reached"))(
    "acts at $name with the button down, once, until it is let go and held anew",
    (rung) => {
      const rig = online().press();
      const begun = () => rig.notices().filter((notice) => notice === "resetBegun").length;
      rig.wait(rung.at - 1);
      expect(begun()).toBe(0);
      rig.wait(1);
      expect(begun()).toBe(1);
      expect(rig.wait(3_600_000).state("button")).toBe("ignored");
      expect([begun(), rig.notices().filter((notice) => notice === "buttonStuck")]).toEqual([
        1,
        ["buttonStuck"],
      ]);
      rig.release().wait(SETTLE);
      expect([begun(), rig.relayClosed, rig.state("button")]).toEqual([1, false, "up"]);
      rig.hold(rung.at).wait(SETTLE);
      expect(begun()).toBe(2);
    },
  );

  it.each(resetRungs(profile).filter(({ reset }) => reset?.when !== "reached"))(
    "does not act at $name while the button stays down",
    (rung) => {
      const next = profile.rungs.find(({ at, reset }) => at > rung.at && reset?.when === "reached");
      const rig = online().press();
      rig.wait(next === undefined ? 3_600_000 : next.at - 1);
      expect(rig.notices()).not.toContain("resetBegun");
    },
  );

  describe.each(resetRungs(profile).map((rung) => ({ rung, reset: rung.reset!.name })))(
    "after the reset $reset",
    ({ rung, reset: name }) => {
      it.each([
        { where: "online", trouble: null },
        { where: "without Wi-Fi", trouble: wifiDown },
        { where: "without the cloud", trouble: cloudDown },
      ])("has lost what that reset erases and nothing else, $where", ({ trouble }) => {
        expectErased(profile, profile.resets[name]!, rung, trouble);
      });

      it("has lost what the profile says, whatever it says", () => {
        for (const erases of SETS) {
          for (const cloudRemoval of ["auto", "manual"] as const) {
            const reset: Reset = { ...profile.resets[name]!, erases, cloudRemoval };
            const changed = { ...profile, resets: { ...profile.resets, [name]: reset } };
            for (const trouble of [null, wifiDown, cloudDown]) expectErased(changed, reset, rung, trouble);
          }
        }
      });
    },
  );
});

function expectErased(
  profile: Profile,
  { erases, cloudRemoval }: Reset,
  rung: Rung,
  trouble: Parameters<WorldRig["home"]>[0] | null,
): void {
  const rig = onlinePlug({ profile }).input({ kind: "startUpSet", to: "on" }).tap();
  if (trouble !== null) rig.home(trouble);
  const before = rig.stored!;
  resetBy(rig, rung).wait(AFTERWARDS);

  const keptWifi = !erases.includes("wifi");
  // A restart leaves the outlet to the start-up choice.
  const starts = erases.length === 0 && before.startUp === "on";
  const leaves = erases.includes("account") && cloudRemoval === "auto";
  const asked = rig.lines.filter((line) => line.includes('"kind":"deregister"')).length;
  expect({
    wifi: rig.stored?.wifi,
    account: rig.stored?.account,
    startUp: rig.stored?.startUp,
    intent: rig.stored?.intent,
    lifecycle: rig.state("lifecycle"),
    relayClosed: rig.relayClosed,
    asked,
    listed: rig.listed,
  }).toEqual({
    wifi: keptWifi ? before.wifi : null,
    account: erases.includes("account") ? null : "home",
    startUp: erases.includes("startUp") ? profile.startUpOnOff.value : before.startUp,
    intent: null,
    lifecycle: keptWifi ? (trouble === null ? "online" : "offline") : "setup",
    relayClosed: starts,
    asked: leaves && trouble === null ? 1 : 0,
    listed: leaves && trouble === null ? [] : ["home"],
  });
}
