import { lint, millis, type Profile, type Provenance } from "../../../firmware-sim/index.ts";
import { UsageError } from "../../usage-error.ts";
import type { Observer, Verdict } from "../verdict.ts";
import { type Sample, samplesOf } from "./samples.ts";

/** Fewer runs than this measure nothing: a spread is wanted, and one slip of a hand must show. */
export const FEWEST_RUNS = 3;

export interface Measurement {
  /** Such as `rungs.armed.at`. */
  readonly place: string;
  readonly n: number;
  /** Ms. */
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  /** Standard deviation of the sample, ms. */
  readonly deviation: number;
}

export interface Measured {
  /** The same make, with what was measured in the place of what was not. */
  readonly profile: Profile;
  readonly measurements: readonly Measurement[];
  /** Seen in fewer than {@link FEWEST_RUNS} runs: left as they were. */
  readonly tooFew: readonly { readonly place: string; readonly n: number }[];
}

type Run = Verdict & { readonly observer: Observer };

/**
 * A profile whose numbers come from repeated runs of an observed procedure on one model with one firmware.
 * @throws UsageError when the runs are too few, are of different plugs, nobody observed them, or no plug can be so
 */
export function measure(profile: Profile, verdicts: readonly Verdict[]): Measured {
  const runs = soundRuns(profile, verdicts);
  const samples = runs.flatMap((run) => samplesOf(run, profile));
  const places = [...new Set(samples.map(({ place }) => place))];
  const all = places.map((place) => summary(place, samples));
  const measurements = all.filter(({ n }) => n >= FEWEST_RUNS);
  const tooFew = all.filter(({ n }) => n < FEWEST_RUNS).map(({ place, n }) => ({ place, n }));
  const { model, firmware, reaction } = runs[0]!.observer;
  const changed = measurements.reduce((made, measurement) => {
    const { n, least, most, deviation } = measurement;
    const source = `${n} runs of ${model}, firmware ${firmware}: ${least} to ${most} ms, deviation ${deviation} ms, each mark within ${reaction} ms`;
    return withNumber(made, measurement, { basis: "measured", source, between: [least, most] });
  }, profile);
  const wrong = lint(changed).find(({ level }) => level === "error");
  if (wrong !== undefined)
    throw new UsageError(`No plug can be as these runs tell: ${wrong.text}. Look at the marks in them.`);
  const name = `${profile.name}, measured`;
  return { profile: { ...changed, id: `${profile.id}-measured`, name }, measurements, tooFew };
}

function soundRuns(profile: Profile, reported: readonly Verdict[]): readonly Run[] {
  // A report also holds the procedures to which it did not come.
  const verdicts = reported.filter(({ steps }) => steps.some(({ seen }) => seen !== null));
  const runs = verdicts.filter((verdict): verdict is Run => verdict.observer !== undefined);
  const strange = verdicts.find((verdict) => verdict.observer === undefined);
  if (strange !== undefined)
    throw new UsageError(
      `${strange.file} was checked on ${strange.board}, where nobody observed a real plug: use procedure check --observe.`,
    );
  const other = runs.find((run) => run.profile.id !== profile.id);
  if (other !== undefined)
    throw new UsageError(`${other.file} was observed as ${other.profile.id}, and this is ${profile.id}.`);
  const plugs = new Set(runs.map(({ observer: { model, firmware } }) => `${model}, firmware ${firmware}`));
  if (plugs.size > 1)
    throw new UsageError(
      `These runs are of different plugs (${[...plugs].join("; ")}): measure each by itself.`,
    );
  const different = new Set(runs.map(({ observer }) => JSON.stringify(observer))).size;
  if (different < runs.length)
    throw new UsageError("One run was given twice: a copy of a run measures nothing. Give each once.");
  if (runs.length < FEWEST_RUNS)
    throw new UsageError(
      `${runs.length === 1 ? "One run is" : `${runs.length} runs are`} too few to measure by: give ${FEWEST_RUNS} or more.`,
    );
  return runs;
}

function summary(place: string, samples: readonly Sample[]): Measurement {
  const values = samples.filter((sample) => sample.place === place).map(({ value }) => value);
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    place,
    n,
    mean: Math.round(mean),
    least: Math.min(...values),
    most: Math.max(...values),
    deviation: n < 2 ? 0 : Math.round(Math.sqrt(squares / (n - 1))),
  };
}

function withNumber(profile: Profile, { place, mean }: Measurement, from: Provenance): Profile {
  if (place === "timings.resetting")
    return { ...profile, timings: { ...profile.timings, resetting: { for: millis(mean), ...from } } };
  const rungs = profile.rungs.map((rung) =>
    place === `rungs.${rung.name}.at` ? { ...rung, at: millis(mean), ...from } : rung,
  );
  return { ...profile, rungs };
}
