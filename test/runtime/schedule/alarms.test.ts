import { describe, expect, it } from "vitest";
import type { WantedSchedule } from "../../../src/schedule/shape.ts";
import { Bench, berlin, DAY, HOUR, morning, night, SECOND } from "./rig.ts";

describe("schedules over the days", () => {
  it("fire at local time to the second, before and after the clocks are put on", async () => {
    const plug = await (await berlin("2027-03-27T05:00:00Z")).keeps(morning, night);
    await plug.pass(2 * DAY - HOUR);
    expect(plug.told()).toEqual([
      "03-27T06:00:00 morning fired",
      "03-27T21:00:00 night fired",
      "03-28T05:00:00 morning fired",
      "03-28T20:00:00 night fired",
    ]);
    expect(plug.bench.board.relayClosed).toBe(false);
    expect(plug.bench.host.snapshot.relay).toMatchObject({ closed: false, source: "schedule" });
  });

  it("fire as the clocks have jumped over them, and once when they are shown twice", async () => {
    const spring = await (await berlin("2027-03-27T12:00:00Z")).keeps({ ...morning, at: "02:30" });
    expect((await spring.pass(2 * DAY)).told()).toEqual([
      "03-28T01:00:00 morning fired",
      "03-29T00:30:00 morning fired",
    ]);
    const autumn = await (await berlin("2026-10-24T12:00:00Z")).keeps({
      ...morning,
      at: "02:30",
      to: "toggle",
    });
    expect((await autumn.pass(2 * DAY)).told()).toEqual([
      "10-25T00:30:00 morning fired",
      "10-26T01:30:00 morning fired",
    ]);
  });

  it("on the other side of the world, by half an hour", async () => {
    const plug = await new Bench("Australia/Lord_Howe", "2026-10-02T15:00:00Z").start();
    await plug.keeps({ ...morning, at: "02:15" });
    expect((await plug.pass(2 * DAY)).told()).toEqual([
      "10-02T15:45:00 morning fired",
      "10-03T15:30:00 morning fired",
    ]);
  });

  it("of one moment fire in their own order", async () => {
    const plug = await (await berlin("2026-11-22T05:00:00Z")).keeps(morning, {
      ...morning,
      id: "b",
      to: "off",
    });
    expect((await plug.pass(DAY)).told()).toEqual(["11-22T06:00:00 morning fired", "11-22T06:00:00 b fired"]);
    expect(plug.bench.board.relayClosed).toBe(false);
  });

  it("with a date, or in a while, fire once and are gone", async () => {
    const plug = await berlin("2026-11-22T05:00:00.123Z");
    await plug.keeps(
      { id: "soon", in_s: 30 * 60, to: "on" },
      { id: "eve", at: "2026-11-22T18:00", to: "off" },
    );
    expect((await plug.pass(2 * DAY)).told()).toEqual([
      "11-22T05:30:10 soon fired",
      "11-22T17:00:00 eve fired",
    ]);
    expect([plug.kept, plug.bench.store.record?.schedules]).toEqual([[], []]);
  });

  it("that are removed or switched off fire no more", async () => {
    const plug = await (await berlin("2026-11-22T05:00:00Z")).keeps(morning, night);
    await plug.keeps({ ...night, enabled: false });
    expect((await plug.pass(2 * DAY)).told()).toEqual([]);
    expect(plug.bench.clock.pending).toBe(0);
  });
});

describe("a plug without power", () => {
  const away = async (...wanted: WantedSchedule[]): Promise<Bench> => {
    const plug = await (await berlin("2026-11-22T05:00:00Z")).keeps(...wanted);
    await plug.power("off");
    await plug.pass(3 * DAY + 2 * HOUR);
    expect(plug.told()).toEqual([]);
    return plug.power("on");
  };

  it("says what it missed when it has booted, once, and switches nothing", async () => {
    const plug = await away(morning, night);
    expect(plug.told()).toEqual([
      "11-25T07:00:21 night missed of 11-24T21:00",
      "11-25T07:00:21 morning missed of 11-25T06:00",
    ]);
    expect(plug.bench.board.relayClosed).toBe(false);
    await plug.power("off");
    expect((await plug.power("on")).told()).toEqual([]);
    expect((await plug.pass(DAY)).told()).toHaveLength(2);
  });

  it("makes up for the last of each that says so, in order", async () => {
    const plug = await away({ ...morning, missed: "run" }, { ...night, missed: "run" });
    expect(plug.told()).toEqual(["11-25T07:00:21 night fired", "11-25T07:00:21 morning fired"]);
    expect(plug.bench.board.relayClosed).toBe(true);
  });

  it("knows its schedules again when the program starts anew, and what it missed meanwhile", async () => {
    const first = await (await berlin("2026-11-22T05:00:00Z")).keeps(morning, {
      id: "eve",
      at: "2026-11-22T18:00",
      to: "off",
    });
    await first.bench.host.close();
    expect(first.bench.clock.pending).toBe(0);
    const record = first.bench.store.record!;
    const again = await new Bench("Europe/Berlin", "2026-11-23T12:00:00Z").start(record);
    expect(again.told()).toEqual([
      "11-23T12:00:01 eve missed of 11-22T17:00",
      "11-23T12:00:01 morning missed of 11-23T06:00",
    ]);
    expect((await again.pass(DAY)).told()).toEqual(["11-24T06:00:00 morning fired"]);
  });

  it("for a moment, at the moment, still fires", async () => {
    const plug = await (await berlin("2026-11-22T05:59:00Z")).keeps(morning);
    await plug.pass(45 * SECOND);
    await plug.power("off");
    expect((await plug.power("on")).told()).toEqual(["11-22T06:00:06 morning fired"]);
  });
});
