import { resolve } from "node:path";
import { printable } from "../../log.ts";
import { comparisonText } from "../../procedure/compare/text.ts";
import { reportFiles } from "../../procedure/report/files.ts";
import { jsonReport } from "../../procedure/report/json.ts";
import { requirementLines, textReport } from "../../procedure/report/text.ts";
import { outcomeOf } from "../../procedure/report/words.ts";
import type { ExitCode } from "../failure.ts";
import type { Io } from "../io.ts";
import { tasksOf } from "./articles.ts";
import { type Given, howToCheck } from "./options.ts";
import { runChecks } from "./run-checks.ts";
import { save } from "./save.ts";

/**
 * Checks every procedure of the articles, and reports. 1: one did not pass, or the check was interrupted.
 * @throws UsageError, and BoardError once what was found until then is reported
 */
export async function check(files: readonly string[], given: Given, io: Io): Promise<ExitCode> {
  const how = await howToCheck(given, io.directory);
  const tasks = await tasksOf(files, how, io.directory);
  const directory = given.report === undefined ? null : resolve(io.directory, given.report);
  // Before the work: nobody wants to hear afterwards that it cannot be kept.
  if (directory !== null) save(directory, []);
  const tell = (...texts: readonly string[]): void => {
    if (given.json !== true) io.out(texts.map((text) => `${printable(text)}\n`).join(""));
  };
  const columns = io.stdout.columns || 80;
  const { results, fault } = await runChecks(tasks, how, io, ({ verdict, comparison }) => {
    tell(textReport(verdict, columns));
    if (comparison !== null) tell(comparisonText(comparison));
  });
  const verdicts = results.map(({ verdict }) => verdict);
  if (given.json === true) io.out(jsonReport(results));
  tell(...requirementLines(verdicts));
  const passed = verdicts.filter(({ outcome }) => outcome === "pass").length;
  if (verdicts.length > 1) tell(`${passed} of ${verdicts.length} procedures passed.`);
  if (directory !== null) {
    save(directory, await reportFiles(results));
    tell(`Report in ${directory}`);
  }
  if (fault !== null) throw fault.error;
  return outcomeOf(verdicts) === "pass" ? 0 : 1;
}
