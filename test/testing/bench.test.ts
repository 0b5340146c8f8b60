import { afterEach, describe, expect, it } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { openBench } from "../../src/testing/bench.ts";
import type { Bench, BenchOptions } from "../../src/testing/bench-port.ts";
import { STARTS } from "../../src/testing/start.ts";
import { MILL } from "../support/profile-file.ts";

const opened: Bench[] = [];

async function open(options?: BenchOptions): Promise<Bench> {
  const bench = await openBench(options);
  opened.push(bench);
  return bench;
}

afterEach(async () => {
  for (const bench of opened.splice(0)) await bench.close();
});

describe("a bench begins", () => {
  const each = PROFILES.flatMap((profile) => STARTS.map((start) => ({ profile, start, id: profile.id })));

  it.each(each)("$start with $id, and stays so until something is done", async ({ profile, start }) => {
    const bench = await open({ profile, start });
    const powered = start !== "boxed" && start !== "unplugged";
    const { provisioned, home } = bench.host.snapshot;
    const known = start !== "boxed" && start !== "setup";
    expect({ provisioned, listed: home.listedBy, lifecycle: bench.host.snapshot.lifecycle }).toEqual({
      provisioned: known,
      listed: known ? ["home"] : [],
      lifecycle: powered ? start : "off",
    });
    expect([bench.now, bench.outlet, bench.reports, bench.published]).toEqual([0, "off", [], []]);
    expect(bench.lampEdges.map(({ at }) => at)).toEqual([0]);
    await bench.advance("1m");
    expect(bench.patterns).toEqual([{ at: 0, name: bench.host.snapshot.led.name }]);
    expect(bench.reports).toEqual([]);
  });

  it("with the Amazon Smart Plug on the virtual board, online, when nothing else is said", async () => {
    const { board, profile, host } = await open();
    expect([board, profile.id, host.snapshot.network]).toEqual(["virtual", "amazon-smart-plug", "cloud"]);
  });

  it("with the outlet off whatever the make does at power-on", async () => {
    const [make] = PROFILES;
    const profile = { ...make!, startUpOnOff: { ...make!.startUpOnOff, value: "on" as const } };
    const bench = await open({ profile });
    expect([bench.outlet, bench.host.snapshot.relay.closed]).toEqual(["off", false]);
  });

  it("with a power-on that lasted, where a make counts those that did not", async () => {
    const bench = await open({ profile: "shelly-homekit" });
    const { times } = bench.profile.counts.find(({ of }) => of === "powerOns")!;
    const notices = () =>
      bench.reports.flatMap(({ report }) => (report.kind === "notice" ? report.notice : []));
    await bench.unplug();
    for (let i = 1; i < times; i++) {
      await bench.plugIn();
      await bench.advance("5s");
      await bench.unplug();
    }
    expect(notices()).not.toContain("resetBegun");
    await bench.plugIn();
    await bench.advance("5s");
    expect(notices()).toContain("resetBegun");
  });

  it("online with a make that boots for two minutes", async () => {
    const { boot } = amazonSmartPlug.patterns;
    const slow = { ...boot, pattern: { ...boot.pattern, times: 240 } };
    const bench = await open({
      profile: { ...amazonSmartPlug, patterns: { ...amazonSmartPlug.patterns, boot: slow } },
    });
    expect(bench.host.snapshot.lifecycle).toBe("online");
  });

  it("not with a profile that there is not", async () => {
    await expect(openBench({ profile: "amazon-plug" })).rejects.toThrow(/no profile "amazon-plug"/);
    await expect(openBench({ profile: "./no.json" })).rejects.toThrow(/no\.json cannot be read/);
  });

  it("with a profile of a file", async () => {
    const bench = await open({ profile: MILL });
    expect(bench.profile.id).toBe("mill-plug");
  });

  it("not with what no type of its options has", async () => {
    const start = (options: object) => expect(openBench(options)).rejects;
    await start({ board: "uno" }).toThrow(/^"uno" is no board\..* There is virtual, /);
    await start({ start: "onlin" }).toThrow(/^"onlin" is no start\. Did you mean "online"\?/);
    await start({ pofile: "echo" }).toThrow(/^"pofile" is no option\. Did you mean "profile"\?/);
  });
});

describe("hands at a bench", () => {
  it("unpack, plug in, set up, switch and unplug a plug, each at its instant", async () => {
    const bench = await open({ start: "boxed" });
    await bench.advance(1000);
    await bench.plugIn();
    expect([bench.now, bench.lamp]).toEqual([1000, "red"]);
    await bench.advance("4s");
    await bench.setup();
    await bench.advance("4s");
    expect(bench.host.snapshot.network).toBe("cloud");
    await bench.hold(150);
    expect(bench.outlet).toBe("off");
    await bench.advance(50);
    expect(bench.outlet).toBe("on");
    await bench.unplug();
    expect([bench.now, bench.lamp, bench.outlet]).toEqual([9200, "off", "off"]);
    expect(bench.patterns).toEqual([
      { at: 0, name: "dark" },
      { at: 1000, name: "boot" },
      { at: 2500, name: "setup" },
      { at: 5000, name: "joining" },
      { at: 8000, name: "dark" },
      { at: 9180, name: "on" },
      { at: 9200, name: "dark" },
    ]);
    const boot = [1000, 1250, 1500, 1750, 2000, 2250];
    expect(bench.lampEdges.slice(0, 7)).toEqual([
      { at: 0, color: "off" },
      ...boot.map((at, i) => ({ at, color: i % 2 === 0 ? "red" : "off" })),
    ]);
    expect(bench.reports.map(({ at, report }) => [at, report.kind])).toContainEqual([9180, "gesture"]);
  });

  it("take a plug's network away, and give it back", async () => {
    const bench = await open();
    await bench.home({ wifi: "down" });
    expect(await bench.until(() => bench.host.snapshot.lifecycle === "offline", "2m")).toBe(true);
    await bench.home({ wifi: "up" });
    expect(await bench.until(() => bench.host.snapshot.network === "cloud", "2m")).toBe(true);
    await bench.home({ cloud: "down" });
    expect(bench.host.snapshot.home.cloud).toBe("down");
  });

  it("hold other buttons of a make than the Action button", async () => {
    const bench = await open({ profile: "echo" });
    const [button] = bench.profile.otherButtons;
    await bench.press(button);
    expect(bench.host.snapshot.otherButtons).toEqual([button]);
    await bench.release(button);
    expect(bench.host.snapshot.otherButtons).toEqual([]);
  });

  it("hold the button while they plug in", async () => {
    const bench = await open({ start: "unplugged" });
    await bench.press();
    await bench.plugIn();
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "booting", button: "down" });
  });

  it("are told why something cannot be done", async () => {
    const bench = await open({ start: "boxed" });
    await expect(bench.setup()).rejects.toThrow("provision: the plug has no power");
    await expect(bench.press("volume-up")).rejects.toThrow(/no button "volume-up"; it has action/);
    const relay = bench.command({ do: "relay", to: "on", source: "ctl" });
    expect(relay).toMatchObject({ ok: false, code: "no_power" });
  });

  it("can ask for a timetable, and for an update of the firmware", async () => {
    const bench = await open();
    const since = "2026-01-01T00:00:00.000Z";
    const evening = { id: "evening", at: "18:00", to: "on", enabled: true, missed: "skip", since } as const;
    expect(bench.command({ do: "schedules", schedules: [evening] })).toEqual({ ok: true });
    await bench.advance("17h");
    expect(bench.outlet).toBe("off");
    await bench.advance("1h");
    expect(bench.outlet).toBe("on");
    expect(bench.command({ do: "offerFirmware", version: "1.1.0", required: false })).toMatchObject({
      ok: true,
    });
  });
});

describe("time at a bench", () => {
  it("passes until something is so, to the very instant, or until the limit", async () => {
    const bench = await open({ start: "setup" });
    const from = bench.lampEdges.length;
    expect(await bench.until(() => bench.lampEdges.length >= from + 4, "1m")).toBe(true);
    expect(bench.now).toBe(bench.lampEdges.at(-1)!.at);
    const then = bench.now;
    expect(await bench.until(() => true, "1m")).toBe(true);
    expect(bench.now).toBe(then);
    expect(await bench.until(() => bench.lamp === "white", "1.5s")).toBe(false);
    expect(bench.now).toBe(then + 1500);
  });

  it("sees what happens at the very end of a limit", async () => {
    const bench = await open({ start: "unplugged" });
    await bench.plugIn();
    expect(await bench.until(() => bench.lampEdges.length === 2, 250)).toBe(true);
    expect(bench.now).toBe(250);
  });

  it("asks only after something has changed", async () => {
    const bench = await open();
    let asked = 0;
    const count = () => {
      asked += 1;
      return false;
    };
    expect(await bench.until(count, "1h")).toBe(false);
    expect(asked).toBe(1);
    await bench.unplug();
    await bench.plugIn();
    await bench.until(count, 1000);
    // At the beginning, and at the lamp's changes at 250, 500, 750 and 1000 ms.
    expect(asked).toBe(1 + 5);
  });

  it("passes what the question throws on, and goes on afterwards", async () => {
    const bench = await open();
    const ask = () => {
      throw new Error("the question is wrong");
    };
    await expect(bench.until(ask, "1s")).rejects.toThrow("the question is wrong");
    await bench.advance(5);
    expect(bench.now).toBe(5);
  });

  it.each([
    [-1, /at least 0/],
    [Number.NaN, /at least 0/],
    ["12", /no unit/],
    ["soon", /no duration/],
  ])("is not asked to pass for %s", async (span, why) => {
    const bench = await open();
    await expect(bench.advance(span)).rejects.toThrow(why);
  });

  it("is let pass by one at a time", async () => {
    const bench = await open();
    const first = bench.advance("1s");
    await expect(bench.advance("1s")).rejects.toThrow(/await/);
    await first;
    expect(bench.now).toBe(1000);
  });

  it("passes the same way each time", async () => {
    const tell = async () => {
      const bench = await open({ start: "boxed" });
      await bench.plugIn();
      await bench.advance("4s");
      await bench.setup();
      await bench.advance("10s");
      await bench.hold("13s");
      await bench.advance("10s");
      const { lampEdges, patterns, reports, host } = bench;
      return JSON.stringify({ lampEdges, patterns, reports, snapshot: host.snapshot });
    };
    expect(await tell()).toBe(await tell());
  });
});

describe("a bench that is closed", () => {
  it("ends what is waited for, and does nothing any more", async () => {
    const bench = await open();
    const waiting = bench.until(() => false, "1000h");
    await bench.close();
    await bench.close();
    expect(await waiting).toBe(false);
    expect(bench.now).toBeLessThan(3_600_000);
    await expect(bench.advance(1)).rejects.toThrow(/closed: open another/);
  });
});
