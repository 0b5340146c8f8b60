import { describe, expect, it } from "vitest";
import { WEEKDAYS } from "../../firmware-sim/index.ts";
import { nextTimes, type ScheduleForm, wantedFrom, whenText } from "../../src/view/schedule-form.ts";

const form: ScheduleForm = {
  to: "on",
  when: "daily",
  days: [],
  time: "07:00",
  date: "2026-12-24",
  span: "30 m",
  name: "",
  missed: "skip",
};

describe("a form for a schedule", () => {
  it("asks for every day when no day is chosen, or all are", () => {
    const daily = { at: "07:00", to: "on", missed: "skip" };
    expect(wantedFrom(form)).toEqual(daily);
    expect(wantedFrom({ ...form, days: WEEKDAYS })).toEqual(daily);
  });

  it("asks for the days that are chosen", () => {
    expect(wantedFrom({ ...form, days: ["mon", "tue"], name: "work", missed: "run" })).toEqual({
      id: "work",
      at: "07:00",
      days: ["mon", "tue"],
      to: "on",
      missed: "run",
    });
  });

  it("asks for a date and a time", () => {
    expect(wantedFrom({ ...form, when: "once" })).toMatchObject({ at: "2026-12-24T07:00" });
  });

  it("asks for a countdown in seconds", () => {
    const wanted = wantedFrom({ ...form, when: "in" });
    expect(wanted).toMatchObject({ in_s: 1800 });
    expect(wanted).not.toHaveProperty("at");
  });

  it("refuses a span without a unit, with what to write", () => {
    expect(() => wantedFrom({ ...form, when: "in", span: "30" })).toThrow("write 30s");
  });
});

describe("when a schedule fires, in words", () => {
  it("names days, dates, and an instant on the clocks of the zone", () => {
    const words = (at: string, days?: readonly "mon"[]) =>
      whenText({ at, ...(days && { days }) }, "Europe/Berlin");
    expect(words("07:00")).toBe("every day 07:00");
    expect(words("07:00", ["mon"])).toBe("mon 07:00");
    expect(words("2026-12-24T18:00")).toBe("2026-12-24 18:00");
    expect(words("2026-12-24T17:00:00.000Z")).toBe("Thu 2026-12-24 18:00:00");
  });
});

describe("the answer about schedules", () => {
  const next = "2026-11-24T06:00:00.000Z";

  it("tells when each fires next", () => {
    const read = nextTimes({
      zone: "Europe/Berlin",
      schedules: [
        { id: "a", next, to: "on" },
        { id: "b", next: null },
      ],
    });
    expect(read).toEqual({
      zone: "Europe/Berlin",
      next: new Map([
        ["a", next],
        ["b", null],
      ]),
    });
  });

  it("is nothing when it is no such answer", () => {
    for (const result of [undefined, null, {}, { zone: "UTC", schedules: [{ id: "a", next: "soon" }] }])
      expect(nextTimes(result)).toBeUndefined();
  });
});
