import { describe, expect, it } from "vitest";
import {
  amazonSmartPlug,
  indistinguishable,
  type LedPattern,
  lint,
  millis,
  type Profile,
  type Rung,
} from "../../../firmware-sim/index.ts";

const [mixed, armed] = amazonSmartPlug.rungs as readonly [Rung, Rung];
const basis = { basis: "assumed", source: "a test" } as const;
const shown = (pattern: LedPattern) => ({ pattern, color: basis, timing: basis });
const steps = (...given: readonly [string, number][]): LedPattern => ({
  kind: "steps",
  steps: given.map(([color, ms]) => ({ color, for: millis(ms) })) as never,
  times: "forever",
});
const plug = (change: Partial<Profile>): Profile => ({ ...amazonSmartPlug, ...change });
const found = (change: Partial<Profile>, level: string) =>
  lint(plug(change))
    .filter((finding) => finding.level === level)
    .map(({ place, text }) => `${place}: ${text}`);
/** The default make with this pattern in place of its identify. */
const identified = (pattern: LedPattern) =>
  ({ patterns: { ...amazonSmartPlug.patterns, identify: shown(pattern) } }) as const;

describe("the Amazon Smart Plug", () => {
  it("has one thing to be noted: how fast it blinks while it joins", () => {
    expect(lint(amazonSmartPlug)).toEqual([
      {
        level: "note",
        place: "patterns.joining",
        text: expect.stringContaining("up to 4 times within a second"),
      },
    ]);
  });

  it("has four looks that mean more than one thing", () => {
    expect(indistinguishable(amazonSmartPlug)).toEqual([
      ["dark (supply off)", "dark (lifecycle idle-unprovisioned)", "dark (otherwise)"],
      ["boot (supply booting)", "armed (button armed)"],
      [
        "trouble (health overheated)",
        "trouble (health overloaded)",
        "trouble (mains flickering)",
        "trouble (update required)",
      ],
      ["downloading", "verifying", "staging", "committing"].map((state) => `updating (update ${state})`),
    ]);
  });
});

describe("errors: a plug of this make would not do what the profile says", () => {
  it.each<[string, Partial<Profile>, string]>([
    [
      "a ladder that does not ascend",
      { rungs: [armed, mixed] },
      "rungs[1].at: 3000 ms is not after the 12000 ms of armed",
    ],
    [
      "two rungs at one time",
      { rungs: [mixed, { ...armed, at: mixed.at }] },
      "rungs[1].at: 3000 ms is not after the 3000 ms",
    ],
    [
      "a rung below a tap's end",
      { rungs: [{ ...mixed, at: millis(999) }, armed] },
      "rungs[0].at: 999 ms is before timings.tapMax, 1000 ms",
    ],
    [
      "a guard that the next rung always cuts off",
      { rungs: [{ ...armed, at: millis(1000), guard: { ...armed.guard!, for: millis(2000) } }, mixed] },
      "rungs[0].guard: 2000 ms: mixed comes before that",
    ],
    [
      "a rung above one that acts at once",
      { rungs: [{ ...mixed, reset: { name: "factory", when: "reached" } }, armed] },
      "rungs[1]: is never reached: the reset of mixed begins",
    ],
    [
      "light without power",
      { indicator: [{ when: { lifecycle: "off" }, show: "on" }, ...amazonSmartPlug.indicator] },
      "indicator[0]: holds without power",
    ],
    [
      "a documented number without its source",
      { startUpOnOff: { value: "on", basis: "documented", source: " " } },
      "startUpOnOff: documented, and no source is named",
    ],
  ])("%s", (_, change, text) => {
    expect(found(change, "error")).toEqual([expect.stringContaining(text)]);
  });

  it("come before warnings and notes", () => {
    const levels = lint(
      plug({
        rungs: [armed, mixed],
        resets: { ...amazonSmartPlug.resets, other: { ...basis, erases: [], cloudRemoval: "auto" } },
      }),
    );
    expect(levels.map(({ level }) => level)).toEqual(["error", "warning", "note"]);
  });

  it.each<[string, Partial<Profile>]>([
    ["a rung where a tap ends", { rungs: [{ ...mixed, at: millis(1000) }, armed] }],
    [
      "a guard that ends 1 ms before the next rung",
      { rungs: [{ ...armed, at: millis(1000), guard: { ...basis, for: millis(1999) } }, mixed] },
    ],
  ])("are not found in %s", (_, change) => {
    expect(found(change, "error")).toEqual([]);
  });
});

describe("warnings", () => {
  const factory = { name: "factory", when: "confirmed" } as const;
  it.each<[string, Partial<Profile>, string]>([
    [
      "a pattern that no rule shows",
      { patterns: { ...amazonSmartPlug.patterns, extra: shown(steps(["red", 1])) } },
      "patterns.extra: is never shown",
    ],
    [
      "a rule behind one that always holds when it would, and its pattern",
      {
        indicator: [
          ...amazonSmartPlug.indicator.slice(0, -2),
          { when: {}, show: "dark" },
          ...amazonSmartPlug.indicator.slice(-2, -1),
        ],
      },
      "indicator[19]: never holds: indicator[18] comes first",
    ],
    [
      "a reset that nothing leads to",
      { resets: { ...amazonSmartPlug.resets, soft: { ...basis, erases: [], cloudRemoval: "auto" } } },
      "resets.soft: nothing leads to it",
    ],
    [
      "a guard where nothing waits for it",
      { rungs: [{ ...mixed, guard: { ...basis, for: millis(5) } }, armed] },
      "rungs[0].guard: says nothing",
    ],
    [
      "a reset that the lamp does not announce",
      {
        indicator: amazonSmartPlug.indicator.filter(
          ({ when }) => !("button" in when) || when.button !== "armed",
        ),
      },
      "rungs[1]: the lamp shows nothing new here",
    ],
    [
      "a reset that looks like the rung below it",
      { patterns: { ...amazonSmartPlug.patterns, armed: amazonSmartPlug.patterns.mixed } },
      "rungs[1]: the lamp shows nothing new here",
    ],
    [
      "a press that nothing asks for",
      { rungs: [mixed, { ...armed, reset: factory }] },
      "indicator: no rule shows button confirming",
    ],
    [
      "a short name that stands for nothing",
      { startUpOnOff: { value: "on", basis: "documented", source: "S2: on" } },
      "startUpOnOff: S2 is not one of the profile's sources",
    ],
    [
      "a choice that leans on nothing",
      { startUpOnOff: { value: "on", basis: "assumed", source: "" } },
      "startUpOnOff: assumed, and nothing says",
    ],
    [
      "a number out of its bounds",
      { rungs: [mixed, { ...armed, at: millis(20_001) }] },
      "rungs[1]: its bounds, 5000 and 20000, do not hold it",
    ],
    [
      "bounds the wrong way round",
      { startUpOnOff: { value: "on", ...basis, between: [2, 1] } },
      "startUpOnOff: its bounds, 2 and 1, do not hold it",
    ],
  ])("%s", (_, change, text) => {
    expect(found(change, "warning")).toContainEqual(expect.stringContaining(text));
    expect(found(change, "error")).toEqual([]);
  });

  it("name a source once that the profile has", () => {
    expect(
      found({ startUpOnOff: { value: "on", basis: "documented", source: "S1: on; HS103 too" } }, "warning"),
    ).toEqual([]);
  });
});

describe("notes", () => {
  it("say that an account goes on listing the plug", () => {
    const factory = { ...amazonSmartPlug.resets.factory, cloudRemoval: "manual" } as const;
    expect(found({ resets: { factory } }, "note")).toContainEqual(
      expect.stringContaining("resets.factory: the account goes on listing"),
    );
  });

  it.each<[string, LedPattern, boolean]>([
    ["three flashes a second", steps(["red", 167], ["off", 167]), false],
    ["a little more than three", steps(["red", 166], ["off", 166]), true],
    ["two colours, three changes and back a second", steps(["red", 167], ["blue", 167]), false],
    [
      "a burst of four and a long pause",
      steps(
        ...[1, 2, 3, 4].flatMap((): [string, number][] => [
          ["red", 50],
          ["off", 50],
        ]),
        ["off", 60_000],
      ),
      true,
    ],
    [
      "a burst of three and a long pause",
      steps(
        ...[1, 2, 3].flatMap((): [string, number][] => [
          ["red", 50],
          ["off", 50],
        ]),
        ["off", 60_000],
      ),
      false,
    ],
    ["one colour in many steps", steps(["red", 1], ["red", 1], ["red", 1]), false],
    ["three fast flashes and no more", { ...steps(["red", 50], ["off", 50]), times: 3 } as LedPattern, false],
    ["four fast flashes and no more", { ...steps(["red", 50], ["off", 50]), times: 4 } as LedPattern, true],
  ])("know whether %s can harm", (_, pattern, harms) => {
    const notes = found(identified(pattern), "note").filter((text) => text.startsWith("patterns.identify"));
    expect(notes).toHaveLength(harms ? 1 : 0);
  });
});

describe("what looks alike", () => {
  const alike = (pattern: LedPattern): readonly string[] | undefined =>
    indistinguishable(plug(identified(pattern))).find((group) =>
      group.includes("identify (identify identifying)"),
    );

  it.each<[string, LedPattern, string]>([
    ["the same spans from another step on", steps(["off", 500], ["blue", 500]), "setup (lifecycle setup)"],
    ["a step in two halves", steps(["blue", 200], ["blue", 300], ["off", 500]), "setup (lifecycle setup)"],
    [
      "a step that goes on over the end of the round",
      steps(["blue", 200], ["off", 500], ["blue", 300]),
      "setup (lifecycle setup)",
    ],
    [
      "a round told twice",
      steps(["blue", 500], ["off", 500], ["blue", 500], ["off", 500]),
      "setup (lifecycle setup)",
    ],
    ["steps that are all dark", steps(["off", 5], ["off", 7]), "dark (otherwise)"],
    ["steps that are all blue", steps(["blue", 5]), "on (relay closed)"],
  ])("is %s", (_, pattern, other) => {
    expect(alike(pattern)).toContain(other);
  });

  it.each<[string, LedPattern]>([
    ["another pace", steps(["blue", 501], ["off", 500])],
    ["another colour", steps(["cyan", 500], ["off", 500])],
    ["the same steps in another order", steps(["red", 250], ["blue", 250], ["off", 250])],
  ])("is not %s", (_, pattern) => {
    expect(alike(pattern)).toBeUndefined();
  });

  it("leaves out a rule that never holds", () => {
    const indicator = [{ when: {}, show: "dark" }, ...amazonSmartPlug.indicator];
    expect(indistinguishable(plug({ indicator }))).toEqual([]);
  });
});
