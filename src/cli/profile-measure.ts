import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Profile } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import { FEWEST_RUNS, measure } from "../procedure/measure/measure.ts";
import { readJsonReport } from "../procedure/report/json.ts";
import { UsageError } from "../usage-error.ts";
import type { Io } from "./io.ts";

/**
 * Prints what the runs in `reports` measured; with `output` writes the make's file with it.
 * @throws UsageError where they measure nothing, or a file cannot be read or written
 */
export function profileMeasure(
  profile: Profile,
  reports: readonly string[],
  output: string | undefined,
  { directory, out }: Io,
): void {
  const verdicts = reports.flatMap((report) => readJsonReport(resolve(directory, report)));
  const { profile: changed, measurements, tooFew } = measure(profile, verdicts);
  for (const { place, n, mean, least, most, deviation } of measurements)
    out(
      `${place}: ${spanText(mean)}, n = ${n}, ${spanText(least)} to ${spanText(most)}, deviation ${spanText(deviation)}\n`,
    );
  for (const { place, n } of tooFew)
    out(
      `${place}: seen in ${n} ${n === 1 ? "run" : "runs"}, and ${FEWEST_RUNS} are needed: left as it was\n`,
    );
  if (measurements.length === 0)
    throw new UsageError(
      "No number of the make shows in these runs: nothing was measured, and nothing is written.",
    );
  if (output === undefined) return;
  const path = resolve(directory, output);
  try {
    writeFileSync(path, `${JSON.stringify({ version: 1, ...changed }, null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new UsageError(`${output} cannot be written (${code}): name a file that is not there yet.`, {
      cause: error,
    });
  }
  out(`Written: ${output} (${changed.id})\n`);
}
