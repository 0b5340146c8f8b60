import * as v from "valibot";
import { readJson } from "../../config/read-file.ts";
import { UsageError } from "../../usage-error.ts";
import type { StepVerdict, Verdict } from "../verdict.ts";
import type { Result } from "./result.ts";
import { verdictSchema } from "./schema.ts";
import { traceability } from "./traceability.ts";
import { outcomeOf } from "./words.ts";

const FORMAT = "plugbench-procedure-report";
const VERSION = 1;
/** An hour of blinking four times a second is 2 MB. */
const LARGEST = 64 * 1024 * 1024;

/**
 * `{format, version, outcome, verdicts, requirements, comparisons}`, ending in a line break; nothing in it steers a terminal.
 * `comparisons` has for each verdict what came of it on other boards, or null.
 */
export function jsonReport(results: readonly Result[]): string {
  const verdicts = results.map(({ verdict }) => ({ ...verdict, steps: verdict.steps.map(withinItself) }));
  const report = {
    format: FORMAT,
    version: VERSION,
    outcome: outcomeOf(verdicts),
    verdicts,
    requirements: traceability(verdicts),
    comparisons: results.map(({ comparison }) => comparison),
  };
  // JSON.stringify escapes the controls below U+0020 alone.
  const json = JSON.stringify(report, null, 2).replaceAll(
    /[\u007f-\u009f]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${json}\n`;
}

/** A blink that goes on through a thousand steps is not told a thousand times: of its spans each step has those in it. */
function withinItself(step: StepVerdict): StepVerdict {
  const { seen } = step;
  if (seen === null) return step;
  const episodes = seen.episodes.map((episode) => ({
    ...episode,
    spans: episode.spans.filter(({ from, to }) => to > seen.from && from < seen.to),
  }));
  return { ...step, seen: { ...seen, episodes } };
}

const head = v.object({ format: v.literal(FORMAT), version: v.pipe(v.number(), v.safeInteger()) });
const body = v.object({ verdicts: v.array(verdictSchema) });

/**
 * The verdicts of a report in a file.
 * @throws UsageError that names the file, and the place in it
 */
export function readJsonReport(path: string): readonly Verdict[] {
  const json = readJson(path, "the report", LARGEST);
  const { success, output } = v.safeParse(head, json);
  if (!success)
    throw new UsageError(`${path} is no report of a procedure: make one with procedure check --report DIR.`);
  if (output.version !== VERSION)
    throw new UsageError(
      `${path} has version ${output.version}, and only version ${VERSION} is known here: read it with the plugbench that wrote it.`,
    );
  const read = v.safeParse(body, json);
  if (read.success) return read.output.verdicts;
  const [issue] = read.issues;
  throw new UsageError(`${path}: ${v.getDotPath(issue) ?? "the report"}: ${issue.message}. Make it anew.`);
}
