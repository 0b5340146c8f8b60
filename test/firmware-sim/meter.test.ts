import { describe, expect, it } from "vitest";
import { energyAt, genericRedBlink, instant } from "../../firmware-sim/index.ts";
import { onlinePlug, type RigOptions, type WorldRig } from "../support/world-rig.ts";

const HOUR = 3_600_000;
const online = (options: RigOptions = {}) => onlinePlug({ profile: genericRedBlink, ...options });
const on = (rig: WorldRig) => rig.input({ kind: "relaySet", to: "on", source: "mqtt" });
const wh = (rig: WorldRig) => energyAt(rig.plug.meter, instant(rig.now));
const energySaves = (rig: WorldRig) =>
  new Set(rig.effectsOf("save").map(({ record }) => record.energy)).size - 1;

describe("a meter", () => {
  it("counts what flows, and only while it flows", () => {
    const rig = on(online().attach(60)).wait(HOUR);
    expect(wh(rig)).toBe(60);
    expect(wh(rig.tap().wait(HOUR))).toBeCloseTo(60, 2);
    expect(rig.plug.meter.watts).toBe(0);
  });

  it("keeps its count over a power cut, but for what the last five minutes brought", () => {
    const rig = on(online().attach(1200)).wait(HOUR + 100_000);
    const before = wh(rig);
    rig.powerOff().wait(HOUR);
    expect(wh(rig)).toBe(rig.stored?.energy);
    rig.powerOn();
    expect(before - wh(rig)).toBeGreaterThanOrEqual(0);
    expect(before - wh(rig)).toBeLessThanOrEqual(100);
    expect(wh(rig)).toBe(rig.stored?.energy);
  });

  it("keeps all of it when it flowed long ago", () => {
    const rig = on(online().attach(1200)).wait(100_000).tap().wait(300_000);
    const before = wh(rig);
    expect(wh(rig.powerOff().powerOn())).toBe(before);
  });

  it("saves at most once in five minutes, fewer than 300 times a day, whatever the load does", () => {
    const rig = online().circuit({
      kind: "attach",
      load: {
        name: "restless",
        kind: "steps",
        steps: [
          { watts: 100, for: 7000 as never },
          { watts: 0, for: 3000 as never },
        ],
        repeats: true,
      },
    });
    on(rig);
    const start = rig.effects.length;
    rig.wait(24 * HOUR);
    const saves = rig.effects.slice(start).filter(({ kind }) => kind === "save").length;
    expect(saves).toBeGreaterThan(280);
    expect(saves).toBeLessThan(300);
  });

  it("saves nothing when nothing flows, and little when next to nothing does", () => {
    expect(energySaves(on(online()).wait(24 * HOUR))).toBe(0);
    expect(energySaves(on(online().attach(0.01)).wait(24 * HOUR))).toBeLessThanOrEqual(24);
  });

  it("goes on where it was when a save of it failed", () => {
    const rig = online({ store: "by hand" }).attach(1200);
    on(rig).answerStoreIfAny().wait(400_000).answerStore("EIO").wait(1000).answerStore();
    expect(rig.stored?.energy).toBeCloseTo(100, 9);
  });

  it("is set to 0 on request, durably, and says what it had counted", () => {
    const rig = on(online().attach(60)).wait(HOUR).input({ kind: "energyReset" });
    expect(rig.effectsOf("notice").at(-1)).toMatchObject({ notice: "energyReset", energy: 60 });
    expect([wh(rig), rig.stored?.energy, wh(rig.wait(HOUR))]).toEqual([0, 0, 60]);
  });

  it("is set to 0 by a reset that erases the energy, and by no other", () => {
    const factory = on(online().attach(60)).wait(HOUR).hold(10_000).wait(5000);
    expect([wh(factory), factory.stored?.energy]).toEqual([0, 0]);
    const network = on(online().attach(60)).wait(HOUR).hold(5000).wait(5000);
    expect(wh(network)).toBeGreaterThan(60);
    expect(network.wait(400_000).stored?.energy).toBe(wh(network));
  });

  it("is told of what flows when the plug starts with its outlet on", () => {
    const rig = on(online().attach(60)).powerOff().powerOn();
    expect([rig.contactClosed, rig.plug.meter.watts]).toEqual([true, 60]);
  });
});

describe("a welded relay", () => {
  it("is known once the outlet is off and power flows", () => {
    const rig = on(online().attach(60)).raise("welded-relay");
    expect(rig.state("contacts")).toBe("fine");
    rig.tap();
    expect([rig.state("contacts"), rig.state("relay"), rig.contactClosed]).toEqual(["welded", "open", true]);
    expect([rig.pattern, rig.notices().at(-1), rig.plug.meter.watts]).toEqual(["trouble", "relayWelded", 60]);
    expect(rig.mend("welded-relay").state("contacts")).toBe("fine");
    expect(rig.notices().at(-1)).toBe("relayFree");
  });

  it("is found after a restart, too", () => {
    const rig = online().attach(60).raise("welded-relay").powerOff().wait(1000).powerOn();
    expect(rig.state("contacts")).toBe("welded");
  });

  it("goes on being counted when the plug starts anew with its outlet on", () => {
    const rig = on(online().input({ kind: "startUpSet", to: "on" }).attach(60)).raise("welded-relay");
    rig.input({ kind: "powerLost" }).wait(1000).powerOn();
    expect([rig.state("contacts"), rig.plug.meter.watts]).toEqual(["fine", 60]);
  });

  it("feeds the heat that a trip cannot stop", () => {
    const rig = on(online().attach(1800))
      .raise("welded-relay")
      .raise("overheat")
      .wait(24 * HOUR);
    expect([rig.state("health"), rig.state("relay"), rig.contactClosed]).toEqual([
      "overheated",
      "open",
      true,
    ]);
    expect(rig.attach(0).wait(HOUR).state("health")).toBe("ok");
  });

  it("is never mistaken for an outlet that opens as it is asked to", () => {
    const rig = on(online().attach(60)).tap().tap().tap().raise("overheat").mend("overheat");
    expect(rig.notices()).not.toContain("relayWelded");
  });
});

it("a plug without a meter measures nothing, and knows of no welded relay", () => {
  const rig = on(onlinePlug().attach(60)).raise("welded-relay").tap().wait(HOUR);
  expect([rig.contactClosed, rig.state("contacts"), wh(rig), rig.refusals()]).toEqual([true, "fine", 0, []]);
  rig.input({ kind: "energyReset" });
  expect(rig.effectsOf("ignored").at(-1)).toMatchObject({ code: "no_effect", reason: /measures nothing/ });
});
