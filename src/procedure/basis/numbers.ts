import {
  type Basis,
  type Combination,
  type LedPattern,
  lint,
  millis,
  type Profile,
  type Provenance,
  type Rung,
  roundOf,
  TIMINGS,
  type Timed,
} from "../../../firmware-sim/index.ts";

/** A number of a profile that a procedure can rest on: when something happens, how often, how fast it blinks. */
export interface ProfileNumber {
  /** Such as `rungs.armed.at`. */
  readonly place: string;
  /** Ms, or a count. */
  readonly value: number;
  readonly unit: "ms" | "times";
  readonly basis: Basis;
  readonly source: string;
  /** The least and the most that it may really be: as declared, else half and double. */
  readonly between: readonly [least: number, most: number];
  readonly declared: boolean;
  /** The profile with another value here, whole and at least 1; null where no plug could be so. */
  with(value: number): Profile | null;
}

interface Found extends Provenance, Pick<ProfileNumber, "place" | "value" | "unit"> {
  readonly change: (value: number) => Profile;
}

/**
 * Every such number that is not documented. Left out is what no procedure can change: ratings of the outlet and its
 * protection, for nothing is plugged into it.
 */
export const numbersOf = (profile: Profile): readonly ProfileNumber[] =>
  [
    ...TIMINGS.map((name) =>
      span(`timings.${name}`, profile.timings[name], (timed) => ({
        ...profile,
        timings: { ...profile.timings, [name]: timed },
      })),
    ),
    ...ofLadder("rungs", profile.rungs, (rungs) => ({ ...profile, rungs })),
    ...(profile.combination === null ? [] : ofCombination(profile, profile.combination)),
    ...ofCounts(profile),
    ...ofVoice(profile),
    ...Object.keys(profile.patterns).flatMap((name) => ofPattern(profile, name)),
  ].flatMap((found) => (found.basis === "documented" ? [] : [numberFrom(found)]));

function numberFrom({ place, value, unit, basis, source, between, change }: Found): ProfileNumber {
  const [least, most] = between ?? [value / 2, value * 2];
  return {
    place,
    value,
    unit,
    basis,
    source,
    between: [Math.ceil(least), Math.floor(most)],
    declared: between !== undefined,
    with(other) {
      if (!Number.isInteger(other) || other < 1) return null;
      const changed = change(other);
      return lint(changed).some(({ level }) => level === "error") ? null : changed;
    },
  };
}

const span = (place: string, timed: Timed, put: (timed: Timed) => Profile): Found => ({
  ...timed,
  place,
  value: timed.for,
  unit: "ms",
  change: (value) => put({ ...timed, for: millis(value) }),
});

const ofLadder = (
  place: string,
  rungs: readonly Rung[],
  put: (rungs: readonly Rung[]) => Profile,
): readonly Found[] =>
  rungs.flatMap((rung, i) => {
    const change = (part: Partial<Rung>) => put(rungs.with(i, { ...rung, ...part }));
    const { name, at, guard } = rung;
    return [
      {
        ...rung,
        place: `${place}.${name}.at`,
        value: at,
        unit: "ms" as const,
        change: (value: number) => change({ at: millis(value) }),
      },
      ...(guard === undefined
        ? []
        : [span(`${place}.${name}.guard`, guard, (timed) => change({ guard: timed }))]),
    ];
  });

function ofCombination(profile: Profile, combination: Combination): readonly Found[] {
  const put = (part: Partial<Combination>): Profile => ({
    ...profile,
    combination: { ...combination, ...part },
  });
  const { skew, rungs } = combination;
  return [
    span("combination.skew", skew, (timed) => put({ skew: timed })),
    ...ofLadder("combination.rungs", rungs, (changed) => put({ rungs: changed })),
  ];
}

const ofCounts = (profile: Profile): readonly Found[] =>
  profile.counts.flatMap((count, i) => {
    const change = (part: Partial<typeof count>) => ({
      ...profile,
      counts: profile.counts.with(i, { ...count, ...part }),
    });
    const place = `counts.${count.of}`;
    return [
      {
        ...count,
        place: `${place}.times`,
        value: count.times,
        unit: "times" as const,
        change: (value: number) => change({ times: value }),
      },
      span(`${place}.within`, count.within, (timed) => change({ within: timed })),
    ];
  });

function ofVoice(profile: Profile): readonly Found[] {
  const { voice } = profile;
  if (voice === null) return [];
  return [span("voice.answer", voice.answer, (answer) => ({ ...profile, voice: { ...voice, answer } }))];
}

function ofPattern(profile: Profile, name: string): readonly Found[] {
  const shown = profile.patterns[name]!;
  const { pattern, timing } = shown;
  if (pattern.kind === "steady") return [];
  const put = (changed: LedPattern): Profile => ({
    ...profile,
    patterns: { ...profile.patterns, [name]: { ...shown, pattern: changed } },
  });
  const { times } = pattern;
  const { between: _, ...timesFrom } = timing;
  return [
    {
      ...timing,
      place: `patterns.${name}.round`,
      value: roundOf(pattern),
      unit: "ms",
      change: (value) => put(atPace(pattern, value)),
    },
    // What is shown once is not counted.
    ...(times === "forever" || times === 1
      ? []
      : [
          {
            ...timesFrom,
            place: `patterns.${name}.times`,
            value: times,
            unit: "times" as const,
            change: (value: number) => put({ ...pattern, times: value }),
          },
        ]),
  ];
}

/** The same steps, in proportion, in a round of `round` ms; no step is shorter than 1 ms. */
function atPace(pattern: LedPattern & { readonly kind: "steps" }, round: number): LedPattern {
  const scale = round / roundOf(pattern);
  let [before, after] = [0, 0];
  const steps = pattern.steps.map((step) => {
    const from = Math.round(before * scale);
    before += step.for;
    after = Math.round(before * scale);
    return { ...step, for: millis(Math.max(1, after - from)) };
  });
  return { ...pattern, steps };
}
