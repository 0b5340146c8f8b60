import { describe, expect, it } from "vitest";
import { onlineBench, type VirtualBench } from "../support/host-bench.ts";

/** Pressed at once on a board that dates its edges; looked at whenever something is due. */
async function held(ms: number): Promise<VirtualBench> {
  const bench = await onlineBench({ dated: true });
  bench.board.finger.press();
  bench.board.drain?.();
  await bench.clock.advance(ms);
  return bench;
}

/** Let go after `ms` of a stall of 500 ms. */
async function letGoInStall(bench: VirtualBench, ms: number): Promise<void> {
  bench.clock.stall(ms);
  bench.board.finger.release();
  bench.clock.stall(500 - ms);
  await bench.clock.advance(8000);
}

const released = (bench: VirtualBench) =>
  bench.reports.find(
    (report) => report.kind === "gesture" && ["shortRelease", "longRelease"].includes(report.gesture),
  );

describe("a host that stalls on a board that dates its edges", () => {
  it.each([
    [999, { gesture: "shortRelease", heldFor: 999 }, true],
    [1001, { gesture: "longRelease", heldFor: 1001, rung: null }, false],
    [2999, { gesture: "longRelease", heldFor: 2999, rung: null }, false],
    [3001, { gesture: "longRelease", heldFor: 3001, rung: "mixed", cancelled: true }, false],
  ])("decides by the time that the button was held: %i ms", async (ms, release, on) => {
    const bench = await held(ms - 250);
    await letGoInStall(bench, 250);
    expect(released(bench)).toMatchObject(release);
    expect(bench.board.relayClosed).toBe(on);
  });

  it.each([
    [12_249, false],
    [12_250, true],
  ])(
    "after red alone was shown, resets by the time that the button was held: %i ms, %s",
    async (ms, reset) => {
      const bench = await held(12_010);
      await letGoInStall(bench, ms - 12_010);
      expect(released(bench)).toMatchObject({ heldFor: ms, rung: "armed" });
      expect(bench.said().includes("resetBegun")).toBe(reset);
    },
  );

  it("before red alone could be shown, resets nothing, however long the button was held", async () => {
    const bench = await held(11_850);
    await letGoInStall(bench, 440);
    expect(released(bench)).toMatchObject({ heldFor: 12_290, rung: "armed", cancelled: true });
    expect(bench.said()).not.toContain("resetBegun");
  });

  it.each([100, 400])(
    "lights red alone at once where a stall ends: one of %i ms more hides none of it",
    async (more) => {
      const bench = await held(11_950);
      bench.clock.stall(350);
      await bench.clock.advance(0);
      expect([bench.host.snapshot.led.name, bench.board.lamp]).toEqual(["armed", "red"]);
      bench.clock.stall(251);
      bench.board.finger.release();
      bench.clock.stall(more);
      await bench.clock.advance(8000);
      expect(released(bench)).toMatchObject({ heldFor: 12_551, rung: "armed" });
      const lit = bench.writes.filter(({ at, lamp }) => lamp === "red" && at >= 22_300);
      expect(lit.length > 0 || !bench.said().includes("resetBegun")).toBe(true);
    },
  );

  it("hears of a command first: the button was let go before it all the same", async () => {
    const bench = await held(800);
    bench.clock.stall(100);
    bench.board.finger.release();
    bench.clock.stall(400);
    bench.host.command({ do: "identify" });
    expect(released(bench)).toMatchObject({ gesture: "shortRelease", heldFor: 900 });
  });

  it("tells a press and a release within one stall apart", async () => {
    const bench = await onlineBench({ dated: true });
    bench.host.command({ do: "identify" });
    bench.clock.stall(300);
    bench.board.finger.press();
    bench.clock.stall(120);
    bench.board.finger.release();
    bench.clock.stall(900);
    await bench.clock.advance(100);
    expect(released(bench)).toMatchObject({ gesture: "shortRelease", heldFor: 120 });
    expect(bench.board.relayClosed).toBe(true);
  });

  it("asks for the level only when no edge says how the hold went on", async () => {
    const bench = await held(5000);
    bench.board.readButton = () => Promise.reject(new Error("asked without need"));
    bench.clock.stall(3000);
    bench.board.finger.release();
    bench.clock.stall(3000);
    await bench.clock.advance(100);
    expect(released(bench)).toMatchObject({ heldFor: 8000, cancelled: true });
  });
});
