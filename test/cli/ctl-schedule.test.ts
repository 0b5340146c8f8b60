import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benches } from "./ctl-bench.ts";
import { runs } from "./in-process.ts";

const place = benches();
afterAll(place.remove);

describe("ctl schedule", () => {
  const bench = place.bench("schedules");
  const { ctl, ctlJson } = bench;
  const schedule = (...args: string[]) => ctlJson("schedule", ...args);
  beforeAll(async () => {
    await bench.stands("--provisioned", "--timezone", "Europe/Berlin");
  });

  it("has none at first, and says in which zone it counts", async () => {
    await ctl("advance", "10s");
    expect((await ctl("schedule", "list")).out).toBe("No schedules.\n");
    expect(await schedule("list")).toMatchObject({ ok: true, zone: "Europe/Berlin", schedules: [] });
  });

  it("adds each form, and tells when each fires next", async () => {
    await schedule("add", "on", "07:00", "--name", "morning", "--missed", "run");
    await schedule("add", "off", "mon,tue", "22:30");
    await schedule("add", "toggle", "2999-12-24T18:00");
    const { schedules } = await schedule("add", "off", "in", "30m", "--name", "soon");
    expect(schedules).toMatchObject([
      { id: "morning", at: "07:00", to: "on", enabled: true, missed: "run" },
      { id: "1", at: "22:30", days: ["mon", "tue"], to: "off", missed: "skip" },
      { id: "2", at: "2999-12-24T18:00", to: "toggle", next: "2999-12-24T17:00:00.000Z" },
      { id: "soon", to: "off" },
    ]);
    const soon = schedules.at(-1);
    expect(soon.next).toBe(soon.at);
    const { out } = await ctl("schedule", "list");
    expect(out).toMatch(/^NAME +DOES +WHEN +MISSED +NEXT \(Europe\/Berlin\)$/m);
    expect(out).toMatch(/^morning +on +07:00 +run +\w{3} \d{4}-\d\d-\d\d 07:00:00$/m);
    expect(out).toMatch(/^1 +off +mon,tue 22:30 +skip +(Mon|Tue) \d{4}-\d\d-\d\d 22:30:00$/m);
    expect(out).toMatch(/^2 +toggle +2999-12-24T18:00 +skip +Tue 2999-12-24 18:00:00$/m);
  });

  it("lets them fire as the plug's time passes", async () => {
    await ctl("on");
    await ctl("advance", "29m");
    expect((await ctlJson("state")).relay).toMatchObject({ closed: true, source: "ctl" });
    await ctl("advance", "1m");
    expect((await ctlJson("state")).relay).toMatchObject({ closed: false, source: "schedule" });
    expect((await schedule("list")).schedules.map(({ id }: { id: string }) => id)).toEqual([
      "morning",
      "1",
      "2",
    ]);
    await ctl("advance", "24h");
    expect((await ctl("report")).out).toContain("Schedule morning fired.");
  });

  it("switches one off and on again, removes one, and clears all", async () => {
    await schedule("disable", "morning");
    expect((await ctl("schedule", "list")).out).toMatch(/^morning +on +07:00 +run +switched off$/m);
    expect((await schedule("enable", "morning")).schedules[0]).toMatchObject({
      id: "morning",
      enabled: true,
    });
    expect((await schedule("remove", "morning")).schedules).toHaveLength(2);
    expect(await schedule("remove", "morning")).toMatchObject({
      exit: 1,
      code: "no_effect",
      message: "no schedule is called morning; there is 1, 2",
    });
    expect((await ctl("schedule", "clear")).out).toBe("No schedules.\n");
  });

  it("refuses what cannot be as the plug is now, and says why", async () => {
    expect(await schedule("add", "on", "2001-01-01T00:00")).toMatchObject({
      exit: 1,
      code: "bad_value",
      message: expect.stringMatching(
        /^Schedule 1: 2001-01-01T00:00 is past \(it is .*\): name a time to come$/,
      ),
    });
    expect(await schedule("add", "on", "mon,mon", "07:00")).toMatchObject({ code: "bad_value" });
    await ctl("unplug");
    expect(await schedule("add", "on", "07:00")).toMatchObject({ exit: 1, code: "no_power" });
  });
});

describe("a schedule on disk", () => {
  it("outlives the program, and not a factory reset", async () => {
    const bench = place.bench("kept");
    const { ctl, ctlJson } = bench;
    const kept = async () => (await ctlJson("schedule", "list")).schedules;
    await bench.stands("--provisioned", "--timezone", "UTC");
    await ctl("advance", "10s");
    const { schedules } = await ctlJson("schedule", "add", "on", "mon,tue", "07:00", "--missed", "run");
    await ctl("stop");
    await bench.stands("--timezone", "UTC");
    await ctl("advance", "10s");
    expect(await kept()).toEqual(schedules);
    await ctl("hold", "13s");
    await ctl("wait", "setup", "--timeout", "1m");
    expect(await kept()).toEqual([]);
    await ctl("stop");
    await bench.stands("--timezone", "UTC");
    expect(await kept()).toEqual([]);
  });
});

describe("wrong use of a schedule ends with code 2 and says what to write", () => {
  it.each([
    ["a direction that is none", ["add", "no", "07:00"], 'Did you mean "on"?'],
    ["no time", ["add", "on"], "missing required argument 'WHEN'"],
    ["25 o'clock", ["add", "on", "25:00"], "there is no such time"],
    ["30 February", ["add", "on", "2027-02-30T07:00"], "there is no date 2027-02-30"],
    ["a day that is none", ["add", "on", "mno", "07:00"], 'Did you mean "mon"?'],
    ["a countdown without unit", ["add", "on", "in", "30"], "30 has no unit"],
    ["too much", ["add", "on", "mon", "tue", "07:00"], "says too much"],
    ["a name in capitals", ["add", "on", "07:00", "--name", "Night"], "is no name of a schedule"],
    ["a name to remove that is none", ["remove", "a b"], "is no name of a schedule"],
    ["a policy that is none", ["add", "on", "07:00", "--missed", "rnu"], 'Did you mean "run"?'],
  ])("%s", async (_, args, message) => {
    const { code, err } = await runs(["ctl", "schedule", ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it("a time zone that does not exist", async () => {
    const args = ["run", "--board", "virtual", "--timezone", "Europe/Berln", "--state", place.path];
    const { code, err } = await runs(args);
    expect([code, err]).toEqual([2, expect.stringContaining('--timezone: "Europe/Berln" is no time zone.')]);
  });
});
