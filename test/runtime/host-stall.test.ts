import { describe, expect, it } from "vitest";
import type { Profile } from "../../firmware-sim/index.ts";
import { onlineBench, type VirtualBench } from "../support/host-bench.ts";
import { turn } from "../support/manual-clock.ts";
import { ladder } from "../support/profiles.ts";
import { HOME_WIFI } from "../support/world-rig.ts";

async function held(ms: number, profile?: Profile): Promise<VirtualBench> {
  const bench = await onlineBench(profile && { profile });
  bench.board.finger.press();
  await bench.clock.advance(ms);
  return bench;
}

const released = (bench: VirtualBench) =>
  bench.reports.find((report) => report.kind === "gesture" && report.gesture === "longRelease");

async function expectNoReset(bench: VirtualBench): Promise<void> {
  await bench.clock.advance(8000);
  expect(bench.said()).not.toContain("resetBegun");
  expect(bench.store.record?.wifi).toEqual(HOME_WIFI);
  expect(bench.host.snapshot.lifecycle).toBe("online");
}

describe("a host that stalls during a hold", () => {
  it.each([
    [249, false],
    [250, true],
  ])(
    "across 12 s, for 400 ms: the guard counts from when red alone was written; %i ms later: reset %s",
    async (ms, reset) => {
      const bench = await held(11_800);
      bench.clock.stall(400);
      await bench.clock.advance(0);
      expect([bench.host.snapshot.led.name, bench.board.lamp]).toEqual(["armed", "red"]);
      await bench.clock.advance(ms);
      bench.board.finger.release();
      await bench.clock.advance(8000);
      expect(bench.said().includes("resetBegun")).toBe(reset);
    },
  );

  it("for at most 100 ms has not stalled", async () => {
    const bench = await held(11_950);
    bench.clock.stall(150);
    await bench.clock.advance(0);
    await bench.clock.advance(150);
    bench.board.finger.release();
    await bench.clock.advance(8000);
    expect(bench.said()).toContain("resetBegun");
  });

  it("dates an edge that waited to when it ought to have looked", async () => {
    const bench = await held(5000);
    bench.clock.stall(9000);
    bench.board.finger.release();
    await bench.clock.advance(100);
    expect(released(bench)).toMatchObject({ heldFor: 5249, rung: "mixed", cancelled: true });
    await expectNoReset(bench);
  });

  it.each([400, 9000])(
    "for %i ms across a rung that acts as it is reached: a button that is up again did not reach it",
    async (ms) => {
      const eager = ladder({ name: "factory", when: "reached" });
      const bench = await held(11_999, eager);
      bench.clock.stall(ms);
      bench.board.finger.release();
      await bench.clock.advance(100);
      await expectNoReset(bench);
      const still = await held(11_999, eager);
      still.clock.stall(ms);
      await still.clock.advance(0);
      expect(still.said()).toContain("resetBegun");
    },
  );

  it("past such a rung, and finds the button up without an edge: it was not reached either", async () => {
    const bench = await held(11_999, ladder({ name: "factory", when: "reached" }));
    bench.clock.stall(9000);
    bench.board.readButton = async () => false;
    await bench.clock.advance(100);
    expect(bench.said()).toContain("holdLost");
    await expectNoReset(bench);
  });

  it("goes on with the hold when the button is still down, and shows red alone before it counts", async () => {
    const bench = await held(5000);
    bench.clock.stall(60_000);
    await bench.clock.advance(249);
    expect(bench.host.snapshot.hold?.rung).toBe("armed");
    bench.board.finger.release();
    await expectNoReset(bench);
  });

  it("reads the level first: no rung is reached before it is known", async () => {
    const bench = await held(5000);
    let answer = (_down: boolean) => {};
    bench.board.readButton = () => new Promise((resolve) => (answer = resolve));
    bench.clock.stall(60_000);
    await bench.clock.advance(0);
    expect(bench.host.snapshot.hold?.rung).toBe("mixed");
    answer(true);
    await turn();
    expect(bench.host.snapshot.hold?.rung).toBe("armed");
  });

  it("ends the hold without effect when the button is up and no edge has come", async () => {
    const bench = await held(5000);
    bench.board.readButton = async () => false;
    bench.clock.stall(60_000);
    await bench.clock.advance(100);
    expect(bench.said()).toContain("holdLost");
    expect(bench.host.snapshot).toMatchObject({ button: "up", hold: null, led: { name: "dark" } });
    await expectNoReset(bench);
  });

  it("takes an edge that comes while it reads the level for the release", async () => {
    const bench = await held(5000);
    bench.board.readButton = async () => {
      bench.board.finger.release();
      return false;
    };
    bench.clock.stall(60_000);
    await bench.clock.advance(100);
    expect(released(bench)).toMatchObject({ heldFor: 5249, cancelled: true });
    expect(bench.said()).not.toContain("holdLost");
  });

  it.each([
    ["a command", (bench: VirtualBench) => bench.host.command({ do: "identify" })],
    ["the home", (bench: VirtualBench) => bench.host.command({ do: "cloud", to: "down" })],
  ])("and then hears of %s first: red alone still counts from when it was written", async (_, act) => {
    const bench = await held(5000);
    bench.clock.stall(9000);
    act(bench);
    bench.board.finger.release();
    await bench.clock.advance(100);
    bench.host.command({ do: "cloud", to: "up" });
    await expectNoReset(bench);
  });

  it("and then hears of a command first, and of the level late: nothing is reset", async () => {
    const bench = await held(5000);
    let answer = (_down: boolean) => {};
    bench.board.readButton = () => new Promise((resolve) => (answer = resolve));
    bench.clock.stall(9000);
    bench.host.command({ do: "identify" });
    bench.board.finger.release();
    await bench.clock.advance(0);
    bench.clock.stall(50);
    answer(false);
    await turn();
    expect(released(bench)).toMatchObject({ rung: "armed", cancelled: true });
    await expectNoReset(bench);
  });

  it("and then hears of a command first: the level is read all the same", async () => {
    const bench = await held(5000);
    bench.board.readButton = async () => false;
    bench.clock.stall(60_000);
    bench.host.command({ do: "relay", to: "on", source: "mqtt" });
    await bench.clock.advance(100);
    expect(bench.said()).toContain("holdLost");
    await expectNoReset(bench);
  });

  it("and loses its board while it reads the level: power is gone, and that is all", async () => {
    const bench = await held(5000);
    let answer = (_down: boolean) => {};
    bench.board.readButton = () => new Promise((resolve) => (answer = resolve));
    bench.clock.stall(60_000);
    await bench.clock.advance(0);
    bench.board.lose();
    answer(false);
    await turn();
    expect(bench.said()).toEqual(["initialPress", "longPress", "board lost"]);
    bench.board.readButton = async () => false;
    bench.board.comeBack();
    await bench.clock.advance(1);
    expect(bench.host.snapshot.lifecycle).toBe("booting");
    await expectNoReset(bench);
  });
});

describe("a host that stalls while nobody holds the button", () => {
  it("lets a command count from when it came", async () => {
    const bench = await onlineBench();
    bench.host.command({ do: "identify" });
    await bench.clock.advance(1);
    bench.clock.stall(9000);
    bench.host.command({ do: "relay", to: "on", source: "ctl", for: 5000 as never });
    await bench.clock.advance(4999);
    expect(bench.board.relayClosed).toBe(true);
    await bench.clock.advance(1);
    expect(bench.board.relayClosed).toBe(false);
  });

  it("shows the colour of now, not the ones it missed", async () => {
    const bench = await onlineBench();
    bench.host.command({ do: "identify" });
    const before = bench.writes.length;
    bench.clock.stall(2600);
    await bench.clock.advance(0);
    expect(bench.writes.slice(before)).toEqual([]);
    await bench.clock.advance(150);
    expect(bench.writes.slice(before).map(({ lamp }) => lamp)).toEqual(["off"]);
  });
});
