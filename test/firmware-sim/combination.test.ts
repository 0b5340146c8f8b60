import { describe, expect, it } from "vitest";
import {
  type Combination,
  echo,
  millis,
  type Profile,
  type Rung,
  shellyHomekit,
} from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const [MIC, DOWN] = echo.combination.buttons;
const BOTH = [MIC, DOWN] as const;
const SKEW = echo.combination.skew.for;
const online = () => onlinePlug({ profile: echo });
/** The Echo without the lamp's rules on its rungs, and another combination. */
const change = (part: Partial<Combination> | null): Profile => ({
  ...echo,
  indicator: echo.indicator.filter(({ when }) => !("combination" in when)),
  combination: part === null ? null : { ...echo.combination, ...part },
});
const begun = (rig: WorldRig) => rig.notices().filter((notice) => notice === "resetBegun").length;

describe("buttons held together while the plug runs", () => {
  it("climb a ladder of their own, shown by the lamp, and letting go decides", () => {
    const rig = online().pressOthers(...BOTH);
    expect(rig.wait(4999).pattern).toBe("dark");
    expect(rig.wait(1).pattern).toBe("orange");
    expect(rig.wait(14_999).pattern).toBe("orange");
    expect(rig.wait(1).pattern).toBe("blue");
    expect(rig.wait(3_600_000).notices()).not.toContain("resetBegun");
    rig.releaseOthers(MIC);
    expect([rig.pattern, begun(rig)]).toEqual(["resetting", 1]);
    expect(rig.releaseOthers(DOWN).wait(60_000).notices()).toContain("resetDone");
    expect(begun(rig)).toBe(1);
  });

  it.each([100, 4999, 5000, 19_999])("do nothing when one goes up after %i ms", (ms) => {
    const rig = online()
      .pressOthers(...BOTH)
      .wait(ms)
      .releaseOthers(DOWN)
      .wait(60_000);
    expect([begun(rig), rig.state("combination"), rig.stored?.account]).toEqual([0, "up", "home"]);
    expect(rig.gestures().at(-1)).toBe("longRelease");
  });

  it("begin anew when the one that went up comes back: the time before does not count", () => {
    const rig = online()
      .pressOthers(...BOTH)
      .wait(15_000)
      .releaseOthers(MIC)
      .releaseOthers(DOWN);
    rig
      .pressOthers(...BOTH)
      .wait(19_999)
      .releaseOthers(...BOTH);
    expect(begun(rig)).toBe(0);
    rig
      .pressOthers(...BOTH)
      .wait(20_000)
      .releaseOthers(...BOTH);
    expect(begun(rig)).toBe(1);
  });

  it.each([
    [SKEW, 1],
    [SKEW + 1, 0],
  ])("count when the second goes down %i ms after the first: %i resets", (skew, resets) => {
    const rig = online().pressOthers(DOWN).wait(skew).pressOthers(MIC).wait(30_000);
    expect(
      rig
        .releaseOthers(...BOTH)
        .wait(100)
        .notices()
        .filter((n) => n === "resetBegun"),
    ).toHaveLength(resets);
    if (resets === 0) expect(rig.refusals()).toContain("press no_effect");
  });

  it("count their time from the last that went down", () => {
    const rig = online().pressOthers(DOWN).wait(400).pressOthers(MIC).wait(19_999);
    expect(rig.pattern).toBe("orange");
    expect(rig.wait(1).pattern).toBe("blue");
  });

  it("are ignored while a reset goes on, until they are let go", () => {
    const rig = online()
      .pressOthers(...BOTH)
      .wait(20_000)
      .releaseOthers(...BOTH);
    rig.pressOthers(...BOTH).wait(60_000);
    expect([begun(rig), rig.state("combination")]).toEqual([1, "ignored"]);
    expect(rig.releaseOthers(...BOTH).state("combination")).toBe("up");
  });

  it("leave the Action button to itself", () => {
    const rig = online()
      .pressOthers(...BOTH)
      .wait(1000)
      .tap()
      .wait(1000);
    expect(rig.gestures()).toContain("shortRelease");
    expect(rig.state("combination")).toBe("held");
  });

  it("count for nothing where only power-on counts", () => {
    const rig = onlinePlug({ profile: change({ when: "powerOn" }) })
      .pressOthers(...BOTH)
      .wait(30_000);
    expect(rig.refusals()).toContain("press no_effect");
    expect(begun(rig.releaseOthers(...BOTH))).toBe(0);
  });
});

describe("buttons held as power comes", () => {
  const boot = (profile: Profile = echo) =>
    new WorldRig({ profile, nvm: provisionedRecord() }).powerOn(false, BOTH);

  it("climb through the boot, which their lamp covers", () => {
    const rig = boot();
    expect(rig.pattern).toBe("boot");
    expect([rig.wait(5000).state("supply"), rig.pattern]).toEqual(["booting", "orange"]);
    expect([rig.wait(14_999).state("supply"), rig.pattern]).toEqual(["running", "orange"]);
    expect(rig.wait(1).pattern).toBe("blue");
    expect(begun(rig.releaseOthers(MIC))).toBe(1);
  });

  it("count for nothing when one of them is up, or where only a running plug counts", () => {
    const one = new WorldRig({ profile: echo, nvm: provisionedRecord() }).powerOn(false, [MIC]);
    expect(one.wait(30_000).pattern).not.toBe("blue");
    expect(one.pressOthers(DOWN).wait(30_000).state("combination")).toBe("up");
    const running = boot(change({ when: "running" })).wait(30_000);
    expect(running.state("combination")).toBe("ignored");
    running
      .releaseOthers(...BOTH)
      .pressOthers(...BOTH)
      .wait(20_000)
      .releaseOthers(...BOTH);
    expect(begun(running)).toBe(1);
  });

  const early = (reset: Rung["reset"]): Profile =>
    change({ rungs: [{ ...echo.combination.rungs[0], at: millis(1000), reset }] });

  it.each(["released", "reached", "confirmed"] as const)(
    "begin a reset that is %s before the boot is over once it is over",
    (when) => {
      const rig = boot(early({ name: "factory", when }))
        .wait(1000)
        .releaseOthers(...BOTH);
      if (when === "confirmed") rig.wait(100).pressOthers(...BOTH);
      expect([rig.state("supply"), begun(rig)]).toEqual(["booting", 0]);
      expect(rig.wait(4899).state("supply")).toBe("booting");
      rig.wait(200);
      expect([rig.state("lifecycle"), begun(rig)]).toEqual(["resetting", 1]);
      expect(rig.stored).toMatchObject({ account: null });
    },
  );

  it("lose what they began when power goes before the boot is over", () => {
    const rig = boot(early({ name: "factory", when: "released" }))
      .wait(1000)
      .releaseOthers(...BOTH);
    rig.powerOff().powerOn().wait(60_000);
    expect([begun(rig), rig.stored?.account]).toEqual([0, "home"]);
  });

  it("wait for their release when a reset is unfinished", () => {
    const intent = { kind: "factory", linkUp: false, goodbyeTopics: [] };
    const nvm = provisionedRecord({ intent, account: null });
    const rig = new WorldRig({ profile: echo, nvm }).powerOn(false, BOTH).wait(30_000);
    expect([rig.state("combination"), rig.notices()]).toEqual([
      "ignored",
      expect.not.arrayContaining(["resetBegun"]),
    ]);
  });

  it("do not count as held when the plug restarts of itself", () => {
    const soft = { ...echo.resets, factory: { ...echo.resets.factory, erases: [] } };
    const rig = onlinePlug({ profile: { ...early({ name: "factory", when: "reached" }), resets: soft } });
    rig.pressOthers(...BOTH).wait(60_000);
    expect(rig.notices().filter((notice) => notice === "restarting")).toHaveLength(1);
    expect(rig.state("combination")).toBe("ignored");
  });
});

describe("the Action button held as power comes", () => {
  const held = () => new WorldRig({ profile: shellyHomekit, nvm: provisionedRecord() }).powerOn(true);

  it("wipes all after 2 s, once the plug has booted, and nothing else comes of it", () => {
    const rig = held();
    expect(rig.pattern).toBe("failSafe");
    rig.wait(2999);
    expect([rig.state("supply"), begun(rig)]).toEqual(["booting", 0]);
    rig.wait(1);
    expect([rig.state("lifecycle"), begun(rig)]).toEqual(["resetting", 1]);
    rig.wait(60_000).release().wait(100);
    expect([begun(rig), rig.stored?.account, rig.relayClosed]).toEqual([1, null, false]);
  });

  it.each([
    [1999, 0],
    [2000, 1],
  ])("let go after %i ms leads to %i resets: bounces do not shorten it", (ms, resets) => {
    const rig = held().wait(500).release().wait(5).press();
    rig
      .wait(ms - 505)
      .release()
      .wait(10_000);
    expect([begun(rig), rig.state("button")]).toEqual([resets, "up"]);
  });

  it("is no hold when its end was missed", () => {
    const rig = held().wait(1000).input({ kind: "buttonLost" }).wait(10_000);
    expect([begun(rig), rig.state("combination")]).toEqual([0, "up"]);
  });

  it("does not count later: a hold is a hold then", () => {
    const rig = onlinePlug({ profile: shellyHomekit }).press().wait(5000);
    expect([rig.state("combination"), begun(rig)]).toEqual(["up", 0]);
  });
});

describe("another button", () => {
  it.each([
    ["nobody has", "volume-up", 'has no button "volume-up"; it has action, mic-off, volume-down'],
    ["every object has", "constructor", 'has no button "constructor"'],
  ])("that %s is refused by name", (_, button, reason) => {
    const rig = online().pressOthers(button);
    expect(rig.effectsOf("ignored").at(-1)).toMatchObject({
      input: "edge",
      code: "no_effect",
      reason: expect.stringContaining(reason),
    });
  });

  it("that is in no combination does nothing, and says so", () => {
    const rig = onlinePlug({ profile: change(null) }).pressOthers(MIC);
    expect(rig.effectsOf("ignored").at(-1)?.reason).toBe("the button mic-off does nothing of its own");
  });
});
