import { describe, expect, it } from "vitest";
import { amazonSmartPlug, type Schedule } from "../../firmware-sim/index.ts";
import { onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";
import { SWITCHING, switched } from "./switching.ts";

const daily: Schedule = {
  id: "morning",
  at: "07:00",
  to: "on",
  enabled: true,
  missed: "skip",
  since: "2026-11-22T12:00:00.000Z",
};
const once: Schedule = { ...daily, id: "eve", at: "2026-11-22T18:00", to: "off" };
const SEVEN = "2026-11-23T06:00:00.000Z";

const withSchedules = (...schedules: Schedule[]): WorldRig =>
  onlinePlug().input({ kind: "schedulesSet", schedules });
const due = (rig: WorldRig, id: string, late = false, wall = SEVEN): WorldRig =>
  rig.input({ kind: "scheduleDue", id, wall, late });

describe("a schedule that is due", () => {
  it.each(SWITCHING)(
    "%s, when the outlet is on (%s), leaves it on (%s), and says so",
    (to, before, after) => {
      const rig = withSchedules({ ...daily, to });
      if (before) rig.tap();
      due(rig, "morning");
      expect([rig.relayClosed, rig.stored?.relayClosed]).toEqual([after, after]);
      expect(switched(rig).at(-1)).toBe(`${after} schedule`);
      expect(rig.effectsOf("notice").at(-1)).toMatchObject({ notice: "scheduleFired", id: "morning" });
    },
  );

  it("never fires twice for one moment, not even after a power cut", () => {
    const rig = due(withSchedules({ ...daily, to: "toggle" }), "morning");
    expect(rig.stored?.schedules).toEqual([{ ...daily, to: "toggle", since: SEVEN }]);
    due(rig.powerOff().wait(10).powerOn().wait(10_000), "morning");
    expect(rig.relayClosed).toBe(true);
    expect(rig.refusals()).toEqual(["scheduleDue no_effect"]);
  });

  it("is kept with the outlet in one save", () => {
    const rig = withSchedules(daily);
    const saves = rig.effectsOf("save").length;
    expect(due(rig, "morning").effectsOf("save").length).toBe(saves + 1);
  });

  it("with a date is gone after it", () => {
    const rig = due(withSchedules(daily, once), "eve");
    expect(rig.stored?.schedules).toEqual([daily]);
  });

  it("ends a command with a time", () => {
    const rig = withSchedules(daily).input({
      kind: "relaySet",
      to: "on",
      source: "mqtt",
      for: 5000 as never,
    });
    expect(due(rig, "morning").wait(10_000).relayClosed).toBe(true);
  });

  it("that is switched off, or unknown, does nothing", () => {
    const rig = due(due(withSchedules({ ...daily, enabled: false }), "morning"), "noon");
    expect(rig.relayClosed).toBe(false);
    expect(rig.refusals()).toEqual(["scheduleDue no_effect", "scheduleDue no_effect"]);
  });
});

describe("a schedule that was missed", () => {
  it("is skipped, is told, and is over", () => {
    const rig = due(withSchedules(daily, once), "morning", true);
    due(rig, "eve", true);
    expect(rig.relayClosed).toBe(false);
    expect(rig.effectsOf("notice").slice(-2)).toMatchObject([
      { notice: "scheduleMissed", id: "morning", wall: SEVEN },
      { notice: "scheduleMissed", id: "eve", wall: SEVEN },
    ]);
    expect(rig.stored?.schedules).toEqual([{ ...daily, since: SEVEN }]);
  });

  it("is made up for when it says so", () => {
    const rig = due(withSchedules({ ...daily, missed: "run" }), "morning", true);
    expect([rig.relayClosed, rig.notices().at(-1)]).toEqual([true, "scheduleFired"]);
  });
});

describe("a plug that cannot obey", () => {
  it("refuses schedules while it boots, and keeps what it was not told", () => {
    const rig = new WorldRig({ nvm: provisionedRecord({ schedules: [daily] }) }).powerOn().wait(100);
    due(rig, "morning").input({ kind: "schedulesSet", schedules: [] });
    expect(rig.refusals()).toEqual(["scheduleDue busy", "schedulesSet busy"]);
    expect([rig.relayClosed, rig.stored?.schedules]).toEqual([false, [daily]]);
  });

  it("is refused by a trip, says so, and is over; switching off agrees with it", () => {
    const rig = withSchedules(daily, { ...daily, id: "night", to: "off" })
      .tap()
      .input({ kind: "hot" });
    due(due(rig, "morning"), "night");
    expect(rig.refusals()).toEqual(["scheduleDue tripped"]);
    expect(rig.relayClosed).toBe(false);
    expect(rig.stored?.schedules.map(({ since }) => since)).toEqual([SEVEN, SEVEN]);
  });

  it("without an outlet keeps no schedules", () => {
    const profile = { ...amazonSmartPlug, outlet: null };
    const rig = onlinePlug({ profile }).input({ kind: "schedulesSet", schedules: [daily] });
    expect(rig.refusals()).toEqual(["schedulesSet no_effect"]);
    expect(rig.stored?.schedules).toEqual([]);
  });
});

describe("schedules in the plug's memory", () => {
  it("outlive a power cut", () => {
    const rig = withSchedules(daily, once).powerOff().wait(1000).powerOn().wait(10_000);
    expect(rig.plug.nvm.schedules).toEqual([daily, once]);
  });

  it("are erased by a factory reset, and stay erased when power is cut in the middle of it", () => {
    const reset = withSchedules(daily).hold(13_000).wait(100);
    expect(reset.state("lifecycle")).toBe("resetting");
    expect(reset.stored?.schedules).toEqual([]);
    reset.powerOff().wait(10).powerOn().wait(20_000);
    expect([reset.plug.nvm.schedules, reset.stored?.schedules]).toEqual([[], []]);
  });

  it("outlive a reset that does not erase them", () => {
    const factory = amazonSmartPlug.resets["factory"]!;
    const soft = { ...factory, erases: factory.erases.filter((part) => part !== "schedules") };
    const profile = { ...amazonSmartPlug, resets: { ...amazonSmartPlug.resets, factory: soft } };
    const rig = onlinePlug({ profile }).input({ kind: "schedulesSet", schedules: [daily] });
    expect(rig.hold(13_000).wait(20_000).stored).toMatchObject({ wifi: null, schedules: [daily] });
  });
});
