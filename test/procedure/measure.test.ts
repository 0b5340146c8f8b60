import { describe, expect, it } from "vitest";
import { amazonSmartPlug, lint } from "../../firmware-sim/index.ts";
import { measure } from "../../src/procedure/measure/measure.ts";
import type { Observer, Verdict } from "../../src/procedure/verdict.ts";
import type { Cadence, Episode } from "../../src/seen/lamp.ts";

const OBSERVER: Omit<Observer, "moves"> = {
  operator: "Ada",
  model: "HS-1",
  serial: "0001",
  firmware: "1.2",
  reaction: 300,
};

const episode = (from: number, to: number, cadence: Cadence, ...colors: Episode["colors"]): Episode => {
  return { cadence, colors, from, to, periodMs: null, duty: null, flashes: 2, spans: [] };
};

/** Held from 1 s on; red and blue, red only at `armed`; let go 2 s later, then red for `solid` ms. */
function observed(armed: number, solid: number, observer: Partial<Observer> = {}): Verdict {
  const release = armed + 3000;
  const seen = [
    episode(-1, 4000, "off"),
    episode(4000, 1000 + armed, "alternating", "blue", "red"),
    episode(1000 + armed, release, "blinking", "red"),
    episode(release, release + solid, "solid", "red"),
    episode(release + solid, release + solid + 4000, "blinking", "blue"),
  ];
  const moves = [
    { at: 1000, do: "press", button: "action" },
    { at: release, do: "release", button: "action" },
  ];
  return {
    outcome: "pass",
    file: "reset.md",
    heading: null,
    board: "real plug",
    start: "online",
    profile: { id: "amazon-smart-plug", name: "Amazon Smart Plug" },
    hashes: { tool: "", article: "", profile: "" },
    version: "1",
    // Episodes that go on over the end of a step are in both.
    steps: [
      {
        step: null as never,
        outcome: "pass",
        sentences: [],
        seen: { from: 0, to: 1, episodes: seen.slice(0, 3) },
      },
      {
        step: null as never,
        outcome: "pass",
        sentences: [],
        seen: { from: 1, to: 2, episodes: seen.slice(2) },
      },
    ],
    checked: 1,
    sentences: 1,
    basis: null,
    observer: { ...OBSERVER, moves, ...observer },
  };
}

const three = [observed(11_000, 4000), observed(11_500, 4600), observed(12_300, 4900)];

describe("repeated runs", () => {
  it("give measured values with n and spread", () => {
    const { profile, measurements } = measure(amazonSmartPlug, three);
    expect(measurements).toEqual([
      { place: "rungs.mixed.at", n: 3, mean: 3000, least: 3000, most: 3000, deviation: 0 },
      { place: "rungs.armed.at", n: 3, mean: 11_600, least: 11_000, most: 12_300, deviation: 656 },
      { place: "timings.resetting", n: 3, mean: 4500, least: 4000, most: 4900, deviation: 458 },
    ]);
    expect(profile.id).toBe("amazon-smart-plug-measured");
    expect(profile.rungs[1]).toMatchObject({
      at: 11_600,
      basis: "measured",
      between: [11_000, 12_300],
      source: "3 runs of HS-1, firmware 1.2: 11000 to 12300 ms, deviation 656 ms, each mark within 300 ms",
      guard: amazonSmartPlug.rungs[1].guard,
    });
    expect(profile.timings.resetting).toMatchObject({ for: 4500, basis: "measured" });
    expect(profile.timings.debounce).toEqual(amazonSmartPlug.timings.debounce);
    expect(lint(profile).filter(({ level }) => level !== "note")).toEqual([]);
  });

  it("say nothing by a procedure of the report to which nobody came", () => {
    const [step] = three[0]!.steps;
    const none = { ...three[0]!, observer: undefined, steps: [{ ...step, seen: null }] } as never;
    expect(measure(amazonSmartPlug, [...three, none])).toEqual(measure(amazonSmartPlug, three));
  });

  it("leave alone what fewer than three of them show", () => {
    const cut = observed(11_200, 4000);
    const runs = [...three.slice(0, 2), { ...cut, steps: cut.steps.slice(0, 1) }];
    const { profile, tooFew } = measure(amazonSmartPlug, runs);
    expect(tooFew).toEqual([{ place: "timings.resetting", n: 2 }]);
    expect(profile.timings.resetting).toEqual(amazonSmartPlug.timings.resetting);
    expect(profile.rungs[1]?.basis).toBe("measured");
  });
});

describe("nothing is measured by", () => {
  it.each<[string, readonly Verdict[], RegExp]>([
    ["one run", three.slice(0, 1), /^One run is too few to measure by: give 3 or more/],
    ["two runs", three.slice(0, 2), /^2 runs are too few/],
    ["one run given three times", [three[0]!, three[0]!, three[0]!], /One run was given twice/],
    [
      "runs of different plugs",
      [...three, observed(11_900, 4000, { firmware: "1.3" })],
      /different plugs \(HS-1, firmware 1.2; HS-1, firmware 1.3\)/,
    ],
    [
      "runs in which the later light comes first",
      [2000, 2100, 2200].map((armed) => observed(armed, 4000)),
      /^No plug can be as these runs tell: /,
    ],
    [
      "a run that nobody observed",
      [...three, { ...three[0]!, observer: undefined } as never],
      /nobody observed/,
    ],
    [
      "a run of another make",
      [...three, { ...three[0]!, profile: { id: "echo", name: "Echo" } }],
      /observed as echo/,
    ],
  ])("%s", (_, runs, said) => {
    expect(() => measure(amazonSmartPlug, runs)).toThrow(said);
  });
});
