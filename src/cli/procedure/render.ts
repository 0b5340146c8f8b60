import { basename, dirname, extname, resolve } from "node:path";
import { printable } from "../../log.ts";
import { renderArticle } from "../../procedure/render.ts";
import { pictureName, type ReportFile } from "../../procedure/report/files.ts";
import { outcomeOf, VERDICT_WORDS } from "../../procedure/report/words.ts";
import { UsageError } from "../../usage-error.ts";
import type { ExitCode } from "../failure.ts";
import type { Io } from "../io.ts";
import { tasksOf } from "./articles.ts";
import { type Given, howToCheck } from "./options.ts";
import { runChecks } from "./run-checks.ts";
import { save } from "./save.ts";

/**
 * Checks an article, and prints it with what was seen; with `output` into that file, and the pictures beside it. 1: it did not
 * pass.
 * @throws UsageError, BoardError
 */
export async function render(
  file: string,
  given: Given & { readonly output?: string },
  io: Io,
): Promise<ExitCode> {
  const output = given.output === undefined ? null : resolve(io.directory, given.output);
  if (output === resolve(io.directory, file))
    throw new UsageError("--output is the article itself: name another file, so that it is not lost.");
  const how = await howToCheck(given, io.directory);
  const tasks = await tasksOf([file], how, io.directory);
  const { results, fault } = await runChecks(tasks, how, io, () => {});
  if (fault !== null) throw fault.error;
  const verdicts = results.map(({ verdict }) => verdict);
  const pictures: ReportFile[] = [];
  const text = renderArticle(tasks[0]!.text, verdicts, ({ svg }, procedure, step) => {
    if (output === null) return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
    const name = pictureName(basename(output, extname(output)), procedure, step, "svg");
    pictures.push({ name, content: svg });
    return `<${name.replaceAll(/[<>]/g, "\\$&")}>`;
  });
  // Only a terminal can be steered; elsewhere it is to be the author's text byte for byte.
  if (output === null) io.out(io.stdout.isTTY ? printable(text) : text);
  else save(dirname(output), [{ name: basename(output), content: text }, ...pictures]);
  const outcome = outcomeOf(verdicts);
  if (outcome === "pass") return 0;
  io.err(`plugbench: ${VERDICT_WORDS[outcome]}; plugbench procedure check says where.\n`);
  return 1;
}
