import { beforeEach, describe, expect, it } from "vitest";
import { energyAt, instant } from "../../../firmware-sim/index.ts";
import { refused } from "../../../src/runtime/command.ts";
import { PREFIX, shellyRig } from "./shelly-rig.ts";

// Switch: status, ResetCounters; errors are told where there are any.
describe("the meter of a plug that speaks as a Shelly", () => {
  let { plug, clock, dialect, said, logged } = shellyRig();

  beforeEach(() => {
    ({ plug, clock, dialect, said, logged } = shellyRig());
    plug.change({ profile: { ...plug.now.profile, meter: true }, meter: meterOf(0) });
    said.length = 0;
  });

  const meterOf = (watts: number, wh = 0) => ({ since: instant(clock.now()), watts, wh, volts: 120 });
  const jsons = (topic: string) =>
    said.filter((each) => each.topic === `${PREFIX}/${topic}`).map(({ value }) => JSON.parse(value.text));
  const notified = () => jsons("events/rpc").map(({ params }) => params["switch:0"]);
  const ask = (method: string, params: object) => {
    said.length = 0;
    const payload = Buffer.from(JSON.stringify({ id: 1, src: "me", method, params }));
    dialect.take({ topic: `${PREFIX}/rpc`, payload });
    return JSON.parse(said[0]!.value.text);
  };

  it("is told when another load flows, each minute, and as it is then on a question", async () => {
    await clock.advance(1000);
    plug.change({ meter: meterOf(60) });
    const meter = { apower: 60, voltage: 120, current: 0.5, aenergy: { total: 0 } };
    expect(notified()).toEqual([{ id: 0, ...meter }]);
    expect(jsons("status/switch:0")).toEqual([{ id: 0, source: "init", output: false, ...meter }]);
    await clock.advance(120_000);
    expect(notified().map(({ aenergy }) => aenergy.total)).toEqual([0, 1, 2]);
    await clock.advance(30_000);
    expect(ask("Switch.GetStatus", { id: 0 }).result).toMatchObject({ aenergy: { total: 2.5 } });
  });

  it("is no flood while a load comes and goes, and tells the outlet each time", async () => {
    for (let i = 0; i < 50; i++) {
      plug.switch(i % 2 === 0, "button");
      plug.change({ meter: meterOf(i, energyAt(plug.now.meter!, clock.now())) });
      await clock.advance(10);
    }
    await clock.advance(1000);
    const [outlet, meter] = [notified().filter((each) => "output" in each), notified()];
    expect(outlet).toHaveLength(50);
    expect(meter.flatMap(({ apower }) => apower ?? [])).toEqual([49]);
  });

  it("can be set back, and says what it had counted", async () => {
    plug.change({ meter: meterOf(0, 7.5) });
    expect(ask("Switch.ResetCounters", { id: 0, type: ["aenergy"] }).result).toEqual({
      aenergy: { total: 7.5 },
    });
    expect(plug.commands).toEqual([{ do: "resetEnergy" }]);
    plug.outcome = refused("no_power", "the plug has no power");
    expect(ask("Switch.ResetCounters", { id: 0 }).error.code).toBe(-114);
    for (const params of [{}, { id: 1 }, { id: 0, type: ["voltage"] }, { id: 0, type: "aenergy" }])
      expect(ask("Switch.ResetCounters", params).error.code).toBeLessThan(0);
  });

  it("tells heat and overload as errors, and that they are over", () => {
    plug.change({ troubles: ["overheat", "overload", "network"] });
    expect(notified()).toEqual([{ id: 0, errors: ["overtemp", "overpower"] }]);
    expect(jsons("status/switch:0")[0].errors).toEqual(["overtemp", "overpower"]);
    said.length = 0;
    plug.change({ troubles: ["network"] });
    expect(notified()).toEqual([{ id: 0, errors: [] }]);
    expect(jsons("status/switch:0")[0]).not.toHaveProperty("errors");
  });

  it("says nothing any more when the program ends", async () => {
    dialect.close!();
    await clock.advance(600_000);
    expect([said, clock.pending]).toEqual([[], 0]);
  });

  it("is unknown to a make without one, as the switch is to one without an outlet", () => {
    const { profile } = plug.now;
    plug.change({ profile: { ...profile, id: "a", meter: false }, meter: null });
    expect(ask("Switch.ResetCounters", { id: 0 }).error.code).toBe(404);
    expect(ask("Switch.GetStatus", { id: 0 }).result).toEqual({ id: 0, source: "init", output: false });
    plug.change({ profile: { ...profile, id: "b", outlet: false, meter: false } });
    for (const method of ["Switch.GetStatus", "Switch.Set", "Switch.Toggle"])
      expect(ask(method, { id: 0 }).error.code).toBe(404);
    expect(Object.keys(ask("Shelly.GetStatus", {}).result)).not.toContain("switch:0");
    expect(Object.keys(ask("Shelly.GetConfig", {}).result)).not.toContain("switch:0");
    expect(
      ask("Shelly.ListMethods", {}).result.methods.filter((name: string) => /^Switch/.test(name)),
    ).toEqual([]);
    said.length = 0;
    plug.switch(true, "power");
    plug.change({ startUp: "on" });
    dialect.take({ topic: `${PREFIX}/command/switch:0`, payload: Buffer.from("on") });
    expect([said, plug.commands]).toEqual([[], []]);
    expect(logged).toMatchObject([{ event: "command-refused" }]);
  });
});
