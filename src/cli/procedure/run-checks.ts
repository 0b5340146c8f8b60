import { profileHash } from "../../config/profile-hash.ts";
import { printable } from "../../log.ts";
import { checkProcedure } from "../../procedure/check.ts";
import type { Result } from "../../procedure/report/result.ts";
import { nameOf } from "../../procedure/report/words.ts";
import type { Verdict } from "../../procedure/verdict.ts";
import type { Io } from "../io.ts";
import { packageVersion } from "../package-version.ts";
import { StopRequest } from "../run/stop-request.ts";
import type { Task } from "./articles.ts";
import { toolHash } from "./hashes.ts";
import type { HowToCheck } from "./options.ts";
import { Progress } from "./progress.ts";

export interface Checked {
  /** One for each procedure; incomplete for what was not begun. */
  readonly results: readonly Result[];
  /** What put an end to it, such as a board that is gone. */
  readonly fault: { readonly error: unknown } | null;
}

/** Checks one after the other, until Ctrl-C. `told` is called with each that was begun. */
export async function runChecks(
  tasks: readonly Task[],
  how: HowToCheck,
  io: Io,
  told: (result: Result) => void,
): Promise<Checked> {
  const stop = new StopRequest();
  const { stderr } = process;
  const progress = new Progress({
    terminal: stderr.isTTY === true,
    columns: stderr.columns || 80,
    write: io.err,
  });
  const results: Result[] = [];
  let fault: Checked["fault"] = null;
  for (const piece of piecesOf(tasks)) {
    if (fault === null && !stop.signal.aborted) {
      try {
        const result = await checkOne(piece, how, stop, io, (doing) => progress.set(doing));
        results.push(result);
        progress.clear();
        told(result);
        continue;
      } catch (error) {
        fault = { error };
      }
    }
    results.push({ verdict: await notBegun(piece, how), comparison: null });
  }
  progress.end();
  stop.dispose();
  return { results, fault };
}

const piecesOf = (tasks: readonly Task[]) => {
  const [version, tool] = [packageVersion(), toolHash()];
  return tasks.flatMap(({ article, procedures, profile, sha256 }) => {
    const hashes = { tool, article: sha256, profile: profileHash(profile) };
    return procedures.map((procedure) => ({ article, procedure, about: { profile, hashes, version } }));
  });
};
type Piece = ReturnType<typeof piecesOf>[number];

async function checkOne(
  { article, procedure, about }: Piece,
  how: HowToCheck,
  stop: StopRequest,
  io: Io,
  doing: (words: string) => void,
): Promise<Result> {
  if (how.observer !== undefined)
    return { verdict: await observeOne({ article, procedure, about }, how, stop, io), comparison: null };
  const { signal } = stop;
  const name = printable(nameOf({ file: article.file, heading: procedure.heading }));
  const at = (what: string): void => doing(`Checking ${name}: ${what}`);
  at(`beginning on ${how.board}`);
  const verdict = await checkProcedure(article, procedure, {
    ...how,
    ...about,
    signal,
    onSentence: (_, { number }) => at(`step ${number} of ${procedure.steps.length}`),
    onRehearsal: (count) => at(`what it rests on, run ${count} with other numbers`),
  });
  if (how.compare === undefined || signal.aborted) return { verdict, comparison: null };
  at(`comparing ${how.compare.join(", ")}`);
  const { compareBoards } = await import("../../procedure/compare/boards.ts");
  const options = { profile: about.profile, start: verdict.start, port: how.port, signal };
  const comparison = await compareBoards(procedure, how.compare, options);
  // What was cut short compares nothing.
  if (signal.aborted)
    return { verdict: { ...verdict, outcome: "incomplete", basis: null }, comparison: null };
  const everywhere = [comparison.yardstick, ...comparison.others].every(({ passed }) => passed);
  return { verdict: everywhere ? verdict : { ...verdict, outcome: "fail", basis: null }, comparison };
}

async function observeOne(
  { about, ...what }: Piece,
  how: HowToCheck,
  stop: StopRequest,
  io: Io,
): Promise<Verdict> {
  const { openDesk } = await import("./desk.ts");
  const { observeProcedure } = await import("../../procedure/observe/observe.ts");
  const desk = openDesk(io, () => stop.ask("q"));
  try {
    const { signal } = stop;
    return await observeProcedure({
      ...what,
      ...about,
      start: how.start,
      signal,
      desk,
      observer: how.observer!,
    });
  } finally {
    desk.close();
  }
}

/** As it would be had it been interrupted at once. */
async function notBegun({ article, procedure, about }: Piece, how: HowToCheck): Promise<Verdict> {
  const signal = AbortSignal.abort();
  const verdict = await checkProcedure(article, procedure, { start: how.start, ...about, signal });
  if (how.observer === undefined) return { ...verdict, board: how.board };
  const { REAL_PLUG } = await import("../../procedure/observe/observe.ts");
  return { ...verdict, board: REAL_PLUG };
}
