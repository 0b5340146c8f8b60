import { afterEach, describe, expect, it } from "vitest";
import { COLORS, type ColorName, millis } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import type { LampEdge } from "../../src/seen/lamp.ts";
import { openBench } from "../../src/testing/bench.ts";
import type { Bench, BenchBoard } from "../../src/testing/bench-port.ts";

/** What a board's line and its firmware may take, ms: CONTRIBUTING.md's bound between two boards. */
const APART = 15;
const VIRTUAL_TIME = ["virtual", "mocked-firmata", "emulated-uno"] as const;

const opened: Bench[] = [];

async function open(...[options]: Parameters<typeof openBench>): Promise<Bench> {
  const bench = await openBench(options);
  opened.push(bench);
  return bench;
}

afterEach(async () => {
  for (const bench of opened.splice(0)) await bench.close();
});

/** From the box by way of a set-up, two taps, and a press let go too early, to a reset and the next owner. */
async function story(board: BenchBoard): Promise<Bench> {
  const bench = await open({ board, start: "boxed" });
  await bench.plugIn();
  await bench.advance("4.1s");
  await bench.setup();
  await bench.advance("4s");
  for (const span of [150, 150, 5100]) {
    await bench.hold(span);
    await bench.advance("1s");
  }
  await bench.unplug();
  await bench.advance(500);
  await bench.plugIn();
  await bench.advance("6s");
  await bench.hold("13.1s");
  await bench.advance("7.2s");
  await bench.setup();
  await bench.advance("4s");
  return bench;
}

/** Each edge's lateness against the same edge of `reference`, ms, where both are counted from `name`'s first showing. */
function lateness(bench: Bench, reference: Bench, name: string): readonly number[] {
  const [ours, theirs] = [bench, reference].map((each) => {
    const from = each.patterns.find((pattern) => pattern.name === name)!.at;
    return each.lampEdges
      .filter(({ at }) => at > from + APART)
      .map((edge) => ({ ...edge, at: edge.at - from }));
  }) as [LampEdge[], LampEdge[]];
  expect(ours.map(({ color }) => color)).toEqual(theirs.map(({ color }) => color));
  return ours.map(({ at }, index) => at - theirs[index]!.at);
}

describe("the same story", () => {
  it("is told by every board on which time is virtual: patterns, gestures, decisions, and the lamp within 15 ms", async () => {
    const virtual = await story("virtual");
    expect(virtual.patterns.map(({ name }) => name)).toContain("resetting");
    for (const board of VIRTUAL_TIME.slice(1)) {
      const bench = await story(board);
      expect(bench.patterns.map(({ name }) => name)).toEqual(virtual.patterns.map(({ name }) => name));
      expect(bench.reports.map(({ report }) => report)).toEqual(virtual.reports.map(({ report }) => report));
      const late = lateness(bench, virtual, "setup");
      expect(late.length).toBeGreaterThan(100);
      expect(Math.max(...late.map(Math.abs)), board).toBeLessThan(board === "emulated-uno" ? APART : 1);
      expect([bench.now, bench.outlet]).toEqual([virtual.now, virtual.outlet]);
    }
  });

  it("is told by the emulated Uno at the same instants each time", async () => {
    const tell = async () => {
      const { lampEdges, reports } = await story("emulated-uno");
      return { lampEdges, reports };
    };
    expect(await tell()).toEqual(await tell());
  });

  it.each(PROFILES.map((profile) => ({ profile, id: profile.id })))(
    "is seen in the colours of $id on pins that know only on and off",
    async ({ profile }) => {
      const edges = async (board: BenchBoard) => {
        const bench = await open({ board, profile, start: "unplugged" });
        await bench.plugIn();
        await bench.advance("15s");
        await bench.home({ wifi: "down" });
        await bench.advance("3m");
        return bench.lampEdges;
      };
      expect(await edges("mocked-firmata")).toEqual(await edges("virtual"));
    },
  );
});

describe("the emulated Uno", () => {
  it("is seen in every colour there is, though its pins know only on and off", async () => {
    const names = (Object.keys(COLORS) as ColorName[]).filter((name) => name !== "off");
    const steps = names.map((color) => ({ color, for: millis(100) }));
    const [make] = PROFILES;
    const boot = { ...make!.patterns.boot, pattern: { kind: "steps", steps, times: 1 } } as const;
    const profile = { ...make!, patterns: { ...make!.patterns, boot } };
    const bench = await open({ board: "emulated-uno", profile, start: "unplugged" });
    await bench.plugIn();
    await bench.advance(100 * names.length - 50);
    expect(bench.lampEdges.map(({ color }) => color)).toEqual(["off", ...names]);
  });

  it("is seen as soon as it is no flicker, and asked about only when something is seen", async () => {
    const bench = await open({ board: "emulated-uno", start: "unplugged" });
    await bench.plugIn();
    let asked = 0;
    const red = () => {
      asked += 1;
      return bench.lamp === "red";
    };
    expect(await bench.until(red, 20)).toBe(true);
    expect(bench.now).toBeLessThanOrEqual(10);
    expect(asked).toBeLessThan(5);
  });
});
