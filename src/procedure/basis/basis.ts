import { type Basis, COLORS, type ColorName, type Profile } from "../../../firmware-sim/index.ts";
import { spanText } from "../../config/duration.ts";
import { isAct, type Statement } from "../plan.ts";
import type { Dependency, SentenceVerdict, StepVerdict } from "../verdict.ts";
import { colorsOf } from "./colors.ts";
import { endsOf } from "./ends.ts";
import { numbersOf, type ProfileNumber } from "./numbers.ts";

/** Performs the same procedure from the same start on a plug of this profile, in virtual time. */
export type Rehearse = (profile: Profile) => Promise<readonly StepVerdict[]>;

/** The least sure first. */
const BASES: readonly Basis[] = ["assumed", "third-party", "documented", "measured"];
const sureness = (basis: Basis): number => BASES.indexOf(basis);

/** The least sure of them; `documented` where nothing less is among what a pass rests on. */
export const leastSure = (bases: readonly Basis[]): Basis =>
  BASES.find((basis) => bases.includes(basis)) ?? "documented";

export const isLess = (basis: Basis, than: Basis): boolean => sureness(basis) < sureness(than);

/**
 * The same verdicts; each pass says what it rests on. It rests on a number when it would be no pass with that number at an end
 * of its bounds, on colours when it would be none with others. One thing is changed at a time; values between the ends
 * are not tried.
 * @param steps what came of the procedure on a plug of `profile`
 */
export async function basisOf(
  profile: Profile,
  steps: readonly StepVerdict[],
  rehearse: Rehearse,
): Promise<readonly StepVerdict[]> {
  const found = steps.flatMap(({ sentences }) => sentences.map((): Dependency[] => []));
  const passes = outcomes(steps);
  const tryOut = async (dependency: Dependency, profiles: readonly Profile[]) => {
    const rests = new Set<number>();
    for (const changed of profiles) {
      const instead = outcomes(await rehearse(changed));
      passes.forEach((outcome, i) => {
        if (outcome === "pass" && instead[i] !== "pass") rests.add(i);
      });
    }
    for (const i of rests) found[i]!.push(dependency);
  };
  for (const number of numbersOf(profile))
    await tryOut(
      asDependency(number),
      endsOf(number).map((end) => end.profile),
    );
  const palette = colorsToTry(steps);
  for (const { with: recolor, ...dependency } of colorsOf(profile))
    await tryOut(
      dependency,
      palette.flatMap((color) => recolor(color) ?? []),
    );
  let i = 0;
  return steps.map((step) => ({
    ...step,
    sentences: step.sentences.map((sentence) => withBasis(sentence, found[i++]!)),
  }));
}

const outcomes = (steps: readonly StepVerdict[]) =>
  steps.flatMap(({ sentences }) => sentences.map(({ outcome }) => outcome));

function withBasis(verdict: SentenceVerdict, dependsOn: readonly Dependency[]): SentenceVerdict {
  if (verdict.outcome !== "pass") return verdict;
  return { ...verdict, basis: leastSure(dependsOn.map(({ basis }) => basis)), dependsOn };
}

const asDependency = ({ place, value, unit, basis, source }: ProfileNumber): Dependency => ({
  place,
  value: unit === "ms" ? spanText(value) : `${value} times`,
  basis,
  source,
});

/** Every colour that the procedure names, and one that it does not. */
function colorsToTry(steps: readonly StepVerdict[]): readonly ColorName[] {
  const named = new Set(
    steps.flatMap(({ sentences }) =>
      sentences.flatMap(({ sentence: { reading } }) =>
        reading.kind === "statements" ? reading.statements.flatMap(colorsNamed) : [],
      ),
    ),
  );
  const other = (Object.keys(COLORS) as ColorName[]).filter((color) => color !== "off" && !named.has(color));
  return [...named, ...other.slice(0, 1)];
}

function colorsNamed(statement: Statement): readonly ColorName[] {
  if (isAct(statement)) {
    const end = "end" in statement ? statement.end : null;
    return end !== null && "until" in end ? end.until.colors : [];
  }
  if (statement.see === "never") return statement.colors;
  return "looks" in statement ? statement.looks.flatMap(({ colors }) => colors) : [];
}
