import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { amazonSmartPlug, millis, type Profile } from "../../firmware-sim/index.ts";
import type { Report } from "../../src/runtime/host.ts";
import { openBench } from "../../src/testing/bench.ts";
import type { Bench } from "../../src/testing/bench-port.ts";
import { hand } from "./hand.ts";
import { stall } from "./stall.ts";

const { button } = loadPinMap("raspberry-pi");
/** Ms: shorter holds than the make's own, so that the tests are, too. */
const TAP_MAX = 700;
const MIXED = 1400;
const STALL = 500;
/** The kernel dates an edge at its next tick, 1 ms; a report has whole ms. */
const TICK = 1;
const SOON = { timeout: 10_000, interval: 5 };

const [mixed, armed] = amazonSmartPlug.rungs;
const hasty: Profile = {
  ...amazonSmartPlug,
  id: "hasty",
  timings: {
    ...amazonSmartPlug.timings,
    tapMax: { ...amazonSmartPlug.timings.tapMax, for: millis(TAP_MAX) },
  },
  rungs: [{ ...mixed, at: millis(MIXED) }, armed],
};

let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ board: "raspberry-pi", profile: hasty });
});
afterAll(() => bench?.close());

type Release = Extract<Report, { kind: "gesture"; gesture: "shortRelease" | "longRelease" }>;
const isRelease = (report: Report): report is Release =>
  report.kind === "gesture" && (report.gesture === "shortRelease" || report.gesture === "longRelease");

/** Held for `ms` by the hand's clock, and let go in the middle of a stall. */
async function held(ms: number) {
  const before = bench.reports.length;
  const { finished } = await hand.play([
    { line: button.pin, pull: "down", afterMs: 0 },
    { line: button.pin, pull: "up", afterMs: ms },
  ]);
  await vi.waitFor(() => expect(bench.host.snapshot.button).toBe("down"), SOON);
  await new Promise((resolve) => setTimeout(resolve, ms - STALL / 2));
  stall(STALL);
  // What is asked of the plug first finds it as it was let go, not held until now.
  expect(bench.command({ do: "cloud", to: "up" })).toMatchObject({ ok: true });
  const [pressed, released] = await finished;
  const release = await vi.waitFor(() => {
    const found = bench.reports.slice(before).find(({ report }) => isRelease(report));
    expect(found).toBeDefined();
    return found!.report as Release;
  }, SOON);
  return { release, least: released!.before - pressed!.after, most: released!.after - pressed!.before };
}

describe("a button that is let go while the program stands still for 500 ms", () => {
  it.each([TAP_MAX, MIXED].flatMap((threshold) => [threshold - 1, threshold, threshold + 1]))(
    "was held for as long as the kernel says: %i ms",
    async (ms) => {
      // An edge comes a few µs after its tick, which may be the next whole millisecond of the plug's clock.
      for (let tries = 1; ; tries++) {
        const outlet = bench.outlet;
        const { release, least, most } = await held(ms);
        const { heldFor, gesture } = release;
        expect(heldFor).toBeGreaterThanOrEqual(Math.floor(least) - TICK);
        expect(heldFor).toBeLessThanOrEqual(Math.ceil(most) + TICK);
        expect(gesture).toBe(heldFor <= TAP_MAX ? "shortRelease" : "longRelease");
        if ("rung" in release) expect(release.rung).toBe(heldFor < MIXED ? null : "mixed");
        expect(bench.outlet === outlet).toBe(gesture === "longRelease");
        if (heldFor === ms) return;
        expect(tries, `it came out as ${heldFor} ms, again`).toBeLessThan(10);
      }
    },
  );
});
