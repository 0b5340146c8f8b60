import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Schedule, WEEKDAYS } from "../../firmware-sim/index.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { scan } from "./minute-scan.ts";

type When = Pick<Schedule, "at" | "days">;

/** The next `count` times after `from`, as UTC to the minute. */
function times(zone: string, when: When, from: string, count: number): string[] {
  const calendar = calendarOf(zone);
  const found: string[] = [];
  let at: Date | null = new Date(from);
  while (found.length < count) {
    at = calendar.next(when, at);
    if (at === null) break;
    found.push(at.toISOString().slice(0, 16));
  }
  return found;
}

describe("a time that the clocks skip fires as they have jumped", () => {
  it.each([
    ["Europe/Berlin", "02:30", "2027-03-27T12:00Z", ["2027-03-28T01:00", "2027-03-29T00:30"]],
    ["America/New_York", "02:00", "2027-03-13T12:00Z", ["2027-03-14T07:00", "2027-03-15T06:00"]],
    // The southern hemisphere springs forward in autumn.
    ["Australia/Sydney", "02:30", "2026-10-03T12:00Z", ["2026-10-03T16:00", "2026-10-04T15:30"]],
    // By half an hour.
    ["Australia/Lord_Howe", "02:15", "2026-10-03T12:00Z", ["2026-10-03T15:30", "2026-10-04T15:15"]],
    // At midnight.
    ["America/Havana", "00:30", "2027-03-13T12:00Z", ["2027-03-14T05:00", "2027-03-15T04:30"]],
  ])("%s %s", (zone, at, from, expected) => {
    expect(times(zone, { at }, from, 2)).toEqual(expected);
  });

  it("of a date too, and then never again", () => {
    expect(times("Europe/Berlin", { at: "2027-03-28T02:30" }, "2027-01-01T00:00Z", 2)).toEqual([
      "2027-03-28T01:00",
    ]);
  });
});

describe("a time that the clocks show twice fires the first time only", () => {
  it.each([
    ["Europe/Berlin", "02:30", "2026-10-24T12:00Z", ["2026-10-25T00:30", "2026-10-26T01:30"]],
    ["America/New_York", "01:30", "2026-10-31T12:00Z", ["2026-11-01T05:30", "2026-11-02T06:30"]],
    ["Australia/Sydney", "02:30", "2027-04-03T12:00Z", ["2027-04-03T15:30", "2027-04-04T16:30"]],
    ["Australia/Lord_Howe", "01:45", "2027-04-03T12:00Z", ["2027-04-03T14:45", "2027-04-04T15:15"]],
    // Back to the day before.
    ["Asia/Beirut", "23:30", "2026-10-24T12:00Z", ["2026-10-24T20:30", "2026-10-25T21:30"]],
  ])("%s %s", (zone, at, from, expected) => {
    expect(times(zone, { at }, from, 2)).toEqual(expected);
  });

  it("also when asked in between, and not the last time either", () => {
    const berlin = calendarOf("Europe/Berlin");
    const between = new Date("2026-10-25T01:00:00Z");
    expect(berlin.next({ at: "02:30" }, between)).toEqual(new Date("2026-10-26T01:30:00Z"));
    const second = new Date("2026-10-25T01:30:00Z");
    expect(berlin.last({ at: "02:30" }, new Date(0), second)).toEqual(new Date("2026-10-25T00:30:00Z"));
  });
});

describe("the calendar", () => {
  it("keeps to the days that were chosen, over the end of a year", () => {
    const when: When = { at: "07:00", days: ["fri", "mon"] };
    expect(times("Europe/Berlin", when, "2026-12-30T00:00Z", 3)).toEqual([
      "2027-01-01T06:00",
      "2027-01-04T06:00",
      "2027-01-08T06:00",
    ]);
  });

  it("knows 29 February", () => {
    expect(times("UTC", { at: "2028-02-29T12:00" }, "2026-11-22T00:00Z", 2)).toEqual(["2028-02-29T12:00"]);
    expect(times("UTC", { at: "12:00" }, "2028-02-28T13:00Z", 2)).toEqual([
      "2028-02-29T12:00",
      "2028-03-01T12:00",
    ]);
    expect(times("UTC", { at: "12:00" }, "2027-02-28T13:00Z", 1)).toEqual(["2027-03-01T12:00"]);
  });

  it("leaves a date out that a zone never had", () => {
    expect(times("Pacific/Apia", { at: "2011-12-30T12:00" }, "2011-12-01T00:00Z", 1)).toEqual([]);
  });

  it("takes an instant for what it is, in every zone, to the millisecond", () => {
    const at = "2026-12-24T17:00:00.123Z";
    const calendar = calendarOf("Australia/Lord_Howe");
    expect(calendar.next({ at }, new Date("2026-12-24T17:00:00.122Z"))?.toISOString()).toBe(at);
    expect(calendar.next({ at }, new Date(at))).toBeNull();
    expect(calendar.last({ at }, new Date("2026-12-24T17:00:00.122Z"), new Date(at))?.toISOString()).toBe(at);
    expect(calendar.last({ at }, new Date(at), new Date("2027-01-01"))).toBeNull();
    expect(calendar.last({ at }, new Date(0), new Date("2026-12-24T17:00:00.122Z"))).toBeNull();
  });

  it("counts a time as after what is before it, and as up to itself", () => {
    const utc = calendarOf("UTC");
    const seven = new Date("2026-11-22T07:00:00Z");
    const justBefore = new Date(seven.getTime() - 1);
    expect(utc.next({ at: "07:00" }, justBefore)).toEqual(seven);
    expect(utc.next({ at: "07:00" }, seven)).toEqual(new Date("2026-11-23T07:00:00Z"));
    expect(utc.last({ at: "07:00" }, justBefore, seven)).toEqual(seven);
    expect(utc.last({ at: "07:00" }, seven, new Date(seven.getTime() + 999))).toBeNull();
    expect(utc.last({ at: "07:00" }, new Date(0), justBefore)).toEqual(new Date("2026-11-21T07:00:00Z"));
  });
});

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "America/Havana",
  "America/Santiago",
  "America/Nuuk",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Pacific/Chatham",
  "UTC",
];
const DAY = 86_400_000;
const [FIRST, LAST] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 11, 31)];

/** The days between FIRST and LAST on which a zone puts its clocks on or back. */
function jumps(zone: string): number[] {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    timeZoneName: "longOffset",
    hour: "2-digit",
  });
  const offset = (at: number): string => format.format(at).split("GMT")[1]!;
  const found: number[] = [];
  let before = offset(FIRST);
  for (let at = FIRST; at < LAST; at += DAY) {
    const after = offset(at + DAY);
    if (after !== before) found.push(at);
    before = after;
  }
  return found;
}
const JUMPS = ZONES.map((zone) => ({ zone, near: jumps(zone) }));

/** Two days, most often around a jump of the clocks, and a schedule in them. */
const cases = fc.constantFrom(...JUMPS).chain(({ zone, near }) => {
  const anywhere = fc.integer({ min: FIRST, max: LAST });
  return fc.record({
    zone: fc.constant(zone),
    from:
      near.length === 0
        ? anywhere
        : fc.oneof(
            anywhere,
            fc
              .tuple(fc.constantFrom(...near), fc.integer({ min: -DAY, max: DAY }))
              .map(([at, by]) => at + by),
          ),
    hour: fc.oneof(fc.constantFrom(0, 1, 2, 23), fc.nat({ max: 23 })),
    minute: fc.oneof(fc.constantFrom(0, 15, 30, 45), fc.nat({ max: 59 })),
    days: fc.option(fc.subarray([...WEEKDAYS], { minLength: 1 })),
    dated: fc.boolean(),
  });
});

describe("against a look at the clocks, minute by minute", () => {
  it("fires at the same minutes, and at no others", () => {
    fc.assert(
      fc.property(cases, ({ zone, from, hour, minute, days, dated }) => {
        const to = from + 2 * DAY;
        const two = (number: number): string => `${number}`.padStart(2, "0");
        const date = new Date(from + DAY).toISOString().slice(0, 10);
        const time = `${two(hour)}:${two(minute)}`;
        const when: When = dated
          ? { at: `${date}T${time}` }
          : { at: time, ...(days === null ? {} : { days }) };
        const calendar = calendarOf(zone);
        const forward: number[] = [];
        for (
          let at = calendar.next(when, new Date(from - 1));
          at !== null && at.getTime() < to;
          at = calendar.next(when, at)
        )
          forward.push(at.getTime());
        const scanned = scan(when, zone, from, to);
        expect(forward).toEqual(scanned);
        const last = calendar.last(when, new Date(from - 1), new Date(to - 1));
        expect(last?.getTime()).toBe(scanned.at(-1));
      }),
      { numRuns: 150 },
    );
  });
});
