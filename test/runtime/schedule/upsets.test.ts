import { describe, expect, it } from "vitest";
import { amazonSmartPlug, type Schedule } from "../../../firmware-sim/index.ts";
import { refused } from "../../../src/runtime/command.ts";
import type { MakePart } from "../../../src/runtime/parts.ts";
import { scheduleAlarms } from "../../../src/runtime/schedule/alarms.ts";
import type { Snapshot } from "../../../src/runtime/snapshot.ts";
import { calendarOf } from "../../../src/schedule/calendar.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { Bench, berlin, DAY, HOUR, MINUTE, morning, SECOND } from "./rig.ts";

describe("a reset", () => {
  it("erases schedules: none fires any more", async () => {
    const plug = await (await berlin("2026-11-22T05:00:00Z")).keeps(morning);
    plug.bench.board.finger.press();
    await plug.pass(13 * SECOND);
    plug.bench.board.finger.release();
    await plug.pass(DAY);
    expect(plug.told()).toEqual([]);
    expect([plug.kept, plug.bench.store.record?.schedules]).toEqual([[], []]);
  });

  it("that keeps them is waited for", async () => {
    const factory = amazonSmartPlug.resets["factory"]!;
    const soft = { ...factory, erases: factory.erases.filter((part) => part !== "schedules") };
    const profile = { ...amazonSmartPlug, resets: { ...amazonSmartPlug.resets, factory: soft } };
    const plug = await new Bench("Europe/Berlin", "2026-11-22T05:59:35Z").start(undefined, profile);
    await plug.keeps(morning);
    plug.bench.board.finger.press();
    await plug.pass(13 * SECOND);
    plug.bench.board.finger.release();
    await plug.pass(MINUTE);
    expect(plug.told()).toEqual(["11-22T06:00:03 morning fired"]);
  });
});

describe("a trip", () => {
  it("refuses a schedule that is due, once", async () => {
    const plug = await (await berlin("2026-11-22T05:00:00Z")).keeps(morning);
    plug.bench.host.command({ do: "relay", to: "on", source: "ctl" });
    plug.tell({ kind: "hot" });
    expect((await plug.pass(2 * HOUR)).told()).toEqual(["11-22T06:00:00 tripped"]);
    expect(plug.bench.board.relayClosed).toBe(false);
  });
});

describe("a wall clock that is set", () => {
  it("forward over a schedule makes it late by little, or missed", async () => {
    const plug = await (await berlin("2026-11-22T05:58:00Z")).keeps(morning);
    expect((await plug.setClock(2 * MINUTE).pass(MINUTE)).told()).toEqual(["11-22T06:01:10 morning fired"]);
    expect((await plug.setClock(2 * DAY).pass(MINUTE)).told()).toEqual([
      expect.stringMatching(/^11-24T06:0\d:\d\d morning missed of 11-24T06:00$/),
    ]);
    expect((await plug.pass(DAY)).told()).toEqual(["11-25T06:00:00 morning fired"]);
  });

  it("back fires nothing twice", async () => {
    const plug = await (await berlin("2026-11-22T05:59:00Z")).keeps({ ...morning, to: "toggle" });
    expect((await plug.pass(MINUTE)).told()).toHaveLength(1);
    expect((await plug.setClock(-3 * HOUR).pass(20 * HOUR)).told()).toEqual([]);
    expect((await plug.pass(DAY)).told()).toEqual(["11-23T06:00:00 morning fired"]);
  });

  it("back by more than a day counts from then", async () => {
    const plug = await (await berlin("2026-11-29T05:59:00Z")).keeps(morning);
    expect((await plug.pass(MINUTE)).told()).toHaveLength(1);
    expect((await plug.setClock(-7 * DAY).pass(DAY + MINUTE)).told()).toEqual([
      "11-23T06:00:00 morning fired",
    ]);
  });
});

describe("a make without an outlet", () => {
  it("leaves alone what another plug kept", async () => {
    const plug = await (await berlin("2026-11-22T05:00:00Z")).keeps(morning);
    const record = plug.bench.store.record!;
    const other = await new Bench("Europe/Berlin", "2026-11-22T05:00:00Z").start(record, {
      ...amazonSmartPlug,
      outlet: null,
    });
    expect((await other.pass(DAY)).told()).toEqual([]);
    expect(other.bench.clock.pending).toBe(0);
  });
});

describe("a plug that refuses all the same", () => {
  it("is asked again once a minute, not all the time", async () => {
    const clock = new ManualClock();
    const asked: number[] = [];
    const part = scheduleAlarms(calendarOf("UTC"))({
      clock,
      wall: () => new Date(clock.now()),
      tell: () => {
        asked.push(clock.now());
        return refused("busy", "never now");
      },
    } as unknown as Parameters<MakePart>[0]);
    const schedule: Schedule = {
      id: "a",
      at: "00:01",
      to: "on",
      enabled: true,
      missed: "skip",
      since: "1970-01-01T00:00:00.000Z",
    };
    const snapshot = {
      lifecycle: "online",
      profile: { outlet: true },
      schedules: [schedule],
    } as unknown as Snapshot;
    part.follow!(snapshot, snapshot);
    await clock.advance(3 * MINUTE);
    expect(asked).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
    part.stop();
  });
});
