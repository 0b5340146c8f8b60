import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Schedule } from "../../firmware-sim/index.ts";
import { parseScheduleWords } from "../../src/config/schedule-words.ts";
import { parseTimeZone, systemTimeZone } from "../../src/config/time-zone.ts";
import { acceptSchedules } from "../../src/schedule/accept.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { keptSchedule, type WantedSchedule, wantedSchedule } from "../../src/schedule/shape.ts";
import { parseWhen } from "../../src/schedule/when.ts";

const now = new Date("2026-11-22T12:00:00.500Z");
const berlin = { calendar: calendarOf("Europe/Berlin"), now };
const accept = (wanted: readonly WantedSchedule[], before: readonly Schedule[] = []) =>
  acceptSchedules(wanted, before, berlin);

describe("a schedule that is asked for", () => {
  it("gets what was not said: a name, that it is switched on, that missed ones are skipped, and from when it counts", () => {
    expect(accept([{ at: "07:00", to: "on" }])).toEqual([
      { id: "1", at: "07:00", to: "on", enabled: true, missed: "skip", since: now.toISOString() },
    ]);
  });

  it("gets the first number that no other is called", () => {
    const wanted: WantedSchedule[] = [
      { at: "07:00", to: "on" },
      { id: "1", at: "08:00", to: "on" },
      { at: "09:00", to: "on" },
    ];
    expect(accept(wanted).map(({ id }) => id)).toEqual(["2", "1", "3"]);
  });

  it("in so many seconds becomes that instant", () => {
    expect(accept([{ in_s: 1.5, to: "off" }])[0]?.at).toBe("2026-11-22T12:00:02.000Z");
  });

  it("stays as it is when it was there already, and counts anew when anything of it is other", () => {
    const before = accept([
      { id: "a", at: "07:00", days: ["mon"], to: "on" },
      { id: "b", at: "2026-11-22T13:30", to: "on" },
    ]);
    const later = { ...berlin, now: new Date("2026-11-22T12:45:00Z") };
    const [a, b] = before;
    const after = acceptSchedules([{ ...b! }, { ...a!, days: ["tue"] }], before, later);
    // b's time is past by now: it is about to fire.
    expect(after).toEqual([b, { ...a, days: ["tue"], since: later.now.toISOString() }]);
  });

  it("can be a date of the same day, by the clocks of its zone", () => {
    expect(accept([{ at: "2026-11-22T13:01", to: "on" }])).toHaveLength(1);
    expect(() => accept([{ at: "2026-11-22T13:00", to: "on" }])).toThrow("2026-11-22T13:00 is past");
  });
});

describe("what cannot be is refused, with what is wrong", () => {
  const mon: WantedSchedule = { id: "m", at: "07:00", days: ["mon"], to: "on" };
  it.each<[string, readonly WantedSchedule[], string]>([
    ["a day that no month has", [{ at: "2027-02-30T12:00", to: "on" }], "there is no date 2027-02-30"],
    ["29 February in most years", [{ at: "2027-02-29T12:00", to: "on" }], "there is no date 2027-02-29"],
    ["month 13", [{ at: "2027-13-01T12:00", to: "on" }], "there is no date 2027-13-01"],
    ["day 0", [{ at: "2027-01-00T12:00", to: "on" }], "there is no date 2027-01-00"],
    ["25 o'clock", [{ at: "25:00", to: "on" }], "there is no such time"],
    ["24 o'clock", [{ at: "24:00", to: "on" }], "there is no such time"],
    ["minute 60", [{ at: "2027-01-01T07:60", to: "on" }], "there is no such time"],
    ["second 60", [{ at: "2027-01-01T07:00:60Z", to: "on" }], "there is no such time"],
    ["an instant without a date", [{ at: "07:00:00Z", to: "on" }], "is no time of a schedule"],
    ["half a date", [{ at: "2027-01-01", to: "on" }], "is no time of a schedule"],
    [
      "a date with seconds but no zone",
      [{ at: "2027-01-01T07:00:00", to: "on" }],
      "is no time of a schedule",
    ],
    ["two Ts", [{ at: "2027-01-01T07:00T", to: "on" }], "is no time of a schedule"],
    ["the past", [{ at: "2026-11-21T12:00", to: "on" }], "Schedule 1: 2026-11-21T12:00 is past"],
    ["a past instant", [{ at: "2026-11-22T12:00:00Z", to: "on" }], "is past"],
    ["a day twice", [{ ...mon, days: ["mon", "tue", "mon"] }], "Schedule m: mon is there twice"],
    ["days beside a date", [{ ...mon, at: "2027-01-04T07:00" }], "leave the days out"],
    ["one name twice", [mon, { ...mon, at: "08:00" }], "Two schedules are called m"],
    ["no time", [{ to: "on" }], "say when"],
    ["two times", [{ at: "07:00", in_s: 5, to: "on" }], "say when"],
    ["too many", Array.from({ length: 21 }, () => ({ at: "07:00", to: "on" }) as const), "at most 20"],
  ])("%s", (_, wanted, message) => {
    expect(() => accept(wanted)).toThrow(message);
  });

  it.each([
    ["a name in capitals", { id: "Night", at: "07:00", to: "on" }],
    ["a long name", { id: "n".repeat(33), at: "07:00", to: "on" }],
    ["a prototype key", JSON.parse('{"at": "07:00", "to": "on", "__proto__": {"missed": "run"}, "x": 1}')],
    ["a time that is no text", { at: 700, to: "on" }],
    ["a time without end", { at: "0".repeat(100), to: "on" }],
    ["no days", { at: "07:00", days: [], to: "on" }],
    ["a day that is none", { at: "07:00", days: ["moon"], to: "on" }],
    ["a direction that is none", { at: "07:00", to: "up" }],
    ["a countdown of nothing", { in_s: 0, to: "on" }],
    ["an endless countdown", { in_s: 1e308, to: "on" }],
    ["a countdown that is no number", { in_s: Number.NaN, to: "on" }],
    ["a moment from which it counts", { at: "07:00", to: "on", since: now.toISOString() }],
  ])("%s, by its shape", (_, value) => {
    expect(v.safeParse(wantedSchedule, value).success).toBe(false);
  });

  it("from the store too, where nothing may stop the plug later", () => {
    const kept: Schedule = accept([{ at: "07:00", to: "on" }])[0]!;
    expect(v.parse(keptSchedule, kept)).toEqual(kept);
    for (const bad of [
      { at: "25:00" },
      { at: "x" },
      { since: "now" },
      { since: "2026-13-01T00:00:00.000Z" },
      { id: "" },
    ])
      expect(v.safeParse(keptSchedule, { ...kept, ...bad }).success).toBe(false);
  });
});

describe("a schedule in words", () => {
  it.each([
    ["07:00", { at: "07:00" }],
    ["  mon,tue   07:00 ", { at: "07:00", days: ["mon", "tue"] }],
    ["2026-12-24T18:00", { at: "2026-12-24T18:00" }],
    ["2026-12-24T17:00:00Z", { at: "2026-12-24T17:00:00Z" }],
    ["in 30m", { in_s: 1800 }],
    ["in 1.5s", { in_s: 1.5 }],
  ])("%s", (text, expected) => {
    expect(parseScheduleWords(text)).toEqual(expected);
  });

  it.each([
    ["", "is no time of a schedule: write 07:00"],
    ["7:00", "is no time of a schedule"],
    ["mno 07:00", 'Did you mean "mon"?'],
    ["mon, 07:00", '"" is no day'],
    ["mon tue 07:00", "says too much"],
    ["in 30", "30 has no unit"],
    ["in 500ms", "too short: at least 1 s"],
    ["in 169h", "169h is too long: at most 168 h"],
    ["2027-02-30T12:00", "there is no date 2027-02-30"],
  ])("%j is refused", (text, message) => {
    expect(() => parseScheduleWords(text)).toThrow(message);
  });

  it("says which instant it means", () => {
    expect(parseWhen("2026-12-24T17:00:00.250Z")).toEqual({
      kind: "instant",
      at: new Date("2026-12-24T17:00:00.250Z"),
    });
  });
});

describe("a time zone", () => {
  it("is known by its name, however it is spelt", () => {
    expect([parseTimeZone("europe/berlin"), parseTimeZone("UTC")]).toEqual(["Europe/Berlin", "UTC"]);
    expect(() => calendarOf(systemTimeZone()).next({ at: "07:00" }, now)).not.toThrow();
  });

  it.each([
    ["Europe/Berln", 'Did you mean "Europe/Berlin"?'],
    ["Mars/Olympus", "is no time zone"],
    ["", "is no time zone"],
  ])("%j is refused", (text, message) => {
    expect(() => parseTimeZone(text)).toThrow(message);
  });
});
