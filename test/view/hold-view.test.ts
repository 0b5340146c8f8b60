import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amazonSmartPlug, echo, echoDot, instant, type Profile } from "../../firmware-sim/index.ts";
import { PROFILES, profileNamed } from "../../src/config/profiles.ts";
import { holdView, ladderOf } from "../../src/view/hold-view.ts";
import { onlineBench, type VirtualBench, virtualBench } from "../support/host-bench.ts";
import { ladder } from "../support/profiles.ts";

const pressAll = ({ host }: VirtualBench, how: "press" | "release", buttons: readonly string[]): void => {
  for (const button of buttons) host.command({ do: how, ...(button === "action" ? {} : { button }) });
};
const viewOf = ({ host, clock }: VirtualBench, profile: Profile) =>
  holdView(profile, host.snapshot, clock.now());

/** What the bar says just before the button is let go after `ms`, and what then came of it. */
async function held(profile: Profile, ms: number, buttons: readonly string[] = ["action"]) {
  const bench = await onlineBench({ profile });
  pressAll(bench, "press", buttons);
  await bench.clock.advance(ms);
  const next = viewOf(bench, profile)?.next;
  const before = bench.reports.length;
  pressAll(bench, "release", buttons);
  await bench.clock.advance(profile.timings.debounce.for + 1);
  const came = bench.reports.slice(before).flatMap((report) => {
    if (report.kind === "gesture" && report.gesture === "shortRelease") return ["short press"];
    if (report.kind === "notice" && report.notice === "resetBegun") return [`${report.reset} reset`];
    return report.kind === "notice" && report.notice === "restarting" ? ["restart"] : [];
  });
  return { next, came };
}

describe("a hold as it is shown", () => {
  it("is none while nobody presses, and while a press counts for nothing", async () => {
    const bench = await virtualBench();
    expect(viewOf(bench, amazonSmartPlug)).toBeNull();
    bench.host.command({ do: "press" });
    await bench.clock.advance(500);
    expect(bench.host.snapshot.button).toBe("down");
    expect(viewOf(bench, amazonSmartPlug)).toBeNull();
  });

  it.each([
    [500, "Let go now: short press, switches the outlet on."],
    [2000, "Let go now: nothing happens, too long for a short press."],
    [3500, "Let go now: nothing is reset."],
    [11_999, "Let go now: nothing is reset."],
    [12_100, "Let go now: nothing is reset, it is too soon."],
    [12_250, "Let go now: factory reset."],
    [30_000, "Let go now: factory reset."],
  ])("of %i ms on the default make says: %s", async (ms, sentence) => {
    const bench = await virtualBench({ wait: 10_000 });
    bench.host.command({ do: "press" });
    await bench.clock.advance(ms);
    expect(viewOf(bench, amazonSmartPlug)).toMatchObject({ held: ms, next: sentence });
  });

  it("says which light belongs to each mark, what it leads to, and whether it was reached", async () => {
    const bench = await onlineBench();
    bench.host.command({ do: "press" });
    await bench.clock.advance(5000);
    expect(viewOf(bench, amazonSmartPlug)?.rungs).toEqual([
      {
        at: 3000,
        name: "mixed",
        words: "alternating red and blue",
        leads: "nothing is reset when let go",
        reached: true,
      },
      {
        at: 12_000,
        name: "armed",
        words: "blinking red",
        leads: "factory reset, when let go",
        reached: false,
      },
    ]);
  });

  it("tells how a reset is begun that waits for a press, or for nobody", () => {
    const leads = (when: "confirmed" | "reached") =>
      ladderOf(ladder({ name: "factory", when })).rungs.at(-1)?.leads;
    expect(leads("confirmed")).toBe("factory reset, when let go and pressed once more");
    expect(leads("reached")).toBe("factory reset, at once");
  });

  it("says what a press does besides when set-up time is over, and of a plug whose outlet is on", () => {
    const pressed = { hold: { since: instant(0), rung: null } } as const;
    const say = (lifecycle: string, closed: boolean, profile: Profile = amazonSmartPlug) =>
      holdView(
        profile,
        { ...pressed, lifecycle, relay: { closed, source: "button", changed: "" } },
        instant(1),
      )?.next;
    expect(say("idle-unprovisioned", false)).toBe(
      "Let go now: short press, opens set-up again and switches the outlet on.",
    );
    expect(say("online", true)).toBe("Let go now: short press, switches the outlet off.");
    expect(say("online", false, echoDot)).toBe("Let go now: short press.");
  });

  it("says that a press still has to follow", async () => {
    const profile = ladder({ name: "factory", when: "confirmed" });
    const { next, came } = await held(profile, 13_000);
    expect(next).toBe("Let go now: a press after it begins the factory reset.");
    expect(came).toEqual([]);
  });

  it("calls a reset that erases nothing a restart", async () => {
    const { next } = await held(echoDot, 20_500);
    expect(next).toBe("Let go now: soft reset, a restart that erases nothing.");
  });

  it("follows buttons that are held together, on their own ladder", async () => {
    expect(await held(echo, 6000, echo.otherButtons)).toEqual({
      next: "Let go now: nothing is reset.",
      came: [],
    });
    expect(await held(echo, 21_000, echo.otherButtons)).toEqual({
      next: "Let go now: factory reset.",
      came: ["factory reset"],
    });
  });

  it("is drawn on a bar that ends past the last mark, and has an end without one", () => {
    for (const profile of PROFILES) {
      const { rungs, full } = ladderOf(profile);
      expect(full, profile.id).toBeGreaterThan(rungs.at(-1)?.at ?? 0);
    }
  });

  it("foretells what letting go does, whatever the make and however long the hold", async () => {
    const makes = fc.constantFrom(...PROFILES.map(({ id }) => id));
    await fc.assert(
      fc.asyncProperty(makes, fc.integer({ min: 40, max: 30_000 }), async (id, ms) => {
        const { next, came } = await held(profileNamed(id), ms);
        const [, foretold] = /^Let go now: (short press|\w+ reset)/.exec(next ?? "") ?? [];
        const whole = next?.includes("restart") ? "restart" : foretold;
        expect(came).toEqual(whole === undefined ? [] : [whole]);
      }),
      { numRuns: 150 },
    );
  });
});
