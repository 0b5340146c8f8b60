import { describe, expect, it } from "vitest";
import { amazonSmartPlug, type Profile } from "../../firmware-sim/index.ts";
import { basisOf, isLess, leastSure, type Rehearse } from "../../src/procedure/basis/basis.ts";
import { requireBasis } from "../../src/procedure/basis/require.ts";
import type { SentenceOutcome } from "../../src/procedure/verdict.ts";
import { saying, stepOf } from "./step-verdicts.ts";

const hold = saying("Press and hold the Action button for 13 seconds.", {
  do: "hold",
  buttons: ["action"],
  end: { for: 13_000 },
});
const redOnly = saying("The light blinks red.", {
  see: "then",
  looks: [{ cadence: "blinking", colors: ["red"] }],
});
const lit = saying("The light is solid blue.", {
  see: "then",
  looks: [{ cadence: "solid", colors: ["blue"] }],
});
const never = saying("You should see no green.", { see: "never", colors: ["green"] });

const armedAt = (profile: Profile) => profile.rungs.find(({ name }) => name === "armed")!.at;
const colorOf = (profile: Profile, name: string) => {
  const { pattern } = profile.patterns[name]!;
  return pattern.kind === "steady" ? pattern.color : pattern.steps[0]!.color;
};
const passIf = (passes: boolean): SentenceOutcome => (passes ? "pass" : "fail");

/** As a plug would answer: the sentence on red needs its rung, those on blue the colour of a plug that is on. */
const rehearse: Rehearse = async (profile) => [
  stepOf([
    [hold, "pass"],
    [redOnly, passIf(armedAt(profile) <= 13_000)],
    [lit, passIf(colorOf(profile, "on") === "blue")],
    [never, passIf(colorOf(profile, "on") !== "green")],
  ]),
];
const steps = await basisOf(amazonSmartPlug, await rehearse(amazonSmartPlug), rehearse);
const [held, red, blue, green] = steps[0]!.sentences;

describe("the basis of a verdict", () => {
  it("is documented where no number and no colour could change it", () => {
    expect(held).toMatchObject({ outcome: "pass", basis: "documented", dependsOn: [] });
  });

  it("names the number without which a sentence would not pass", () => {
    expect(red).toMatchObject({
      basis: "third-party",
      dependsOn: [
        {
          place: "rungs.armed.at",
          value: "12 s",
          basis: "third-party",
          source: expect.stringContaining("appr.com"),
        },
      ],
    });
  });

  it("names the colours without which a sentence would not pass", () => {
    expect(blue!.dependsOn).toEqual([
      expect.objectContaining({ place: "patterns.on.color", value: "solid blue", basis: "third-party" }),
    ]);
  });

  it("tries the colours that the procedure says are never seen", () => {
    expect(green!.dependsOn).toEqual([expect.objectContaining({ place: "patterns.on.color" })]);
  });

  it("is of passes only", async () => {
    const failing: Rehearse = async (profile) => [stepOf([[redOnly, passIf(armedAt(profile) <= 6000)]])];
    const [step] = await basisOf(amazonSmartPlug, await failing(amazonSmartPlug), failing);
    expect(step!.sentences).toEqual([{ sentence: redOnly, outcome: "fail" }]);
  });

  it("rests on what a sentence is not even reached without", async () => {
    const unreached: Rehearse = async (profile) => {
      const early = armedAt(profile) <= 13_000;
      return [
        stepOf([
          [redOnly, passIf(early)],
          [lit, early ? "pass" : "not reached"],
        ]),
      ];
    };
    const [step] = await basisOf(amazonSmartPlug, await unreached(amazonSmartPlug), unreached);
    expect(step!.sentences.map(({ basis }) => basis)).toEqual(["third-party", "third-party"]);
  });

  it("is the least sure of several", () => {
    expect(leastSure(["measured", "documented", "assumed", "third-party"])).toBe("assumed");
    expect(leastSure(["measured", "third-party"])).toBe("third-party");
    expect(leastSure([])).toBe("documented");
    expect(isLess("third-party", "documented")).toBe(true);
    expect(isLess("documented", "documented")).toBe(false);
    expect(isLess("measured", "documented")).toBe(false);
  });
});

describe("a basis that is required", () => {
  it("fails what passed on less, and says on what", () => {
    const [step] = requireBasis(steps, "documented");
    expect(step!.outcome).toBe("fail");
    expect(step!.sentences.map(({ outcome }) => outcome)).toEqual(["pass", "fail", "fail", "fail"]);
    expect(step!.sentences[1]!.did).toMatch(
      /^it did so, but that is less than documented: it depends on the third-party 12 s of rungs\.armed\.at \(appr\.com/,
    );
  });

  it("lets pass what rests on that or more", () => {
    expect(requireBasis(steps, "third-party")).toEqual(steps);
  });
});
