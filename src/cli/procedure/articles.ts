import { dirname, resolve } from "node:path";
import type { Profile } from "../../../firmware-sim/index.ts";
import { parseProfile, soundProfile } from "../../config/profile-choice.ts";
import { PROFILES } from "../../config/profiles.ts";
import { readBytes } from "../../config/read-file.ts";
import { readArticle } from "../../procedure/article/read.ts";
import type { Article, Procedure } from "../../procedure/plan.ts";
import { UsageError } from "../../usage-error.ts";
import { sha256 } from "./hashes.ts";
import type { HowToCheck } from "./options.ts";

/** An article of ten thousand steps has under 2 MB. */
const LARGEST = 4 * 1024 * 1024;

/** Checking a procedure takes some hundred runs of it: at a few ms a step, a longer one would take minutes. */
const MOST_STEPS = 500;

/** An article, what of it is to be checked, and on which make. */
export interface Task {
  readonly article: Article;
  /** As it is in the file, its own line ends included. */
  readonly text: string;
  readonly sha256: string;
  readonly procedures: readonly Procedure[];
  readonly profile: Profile;
}

/**
 * Reads all articles, before any is checked. Its profile and heading come before what an article says.
 * @throws UsageError with what is wrong in each of them
 */
export async function tasksOf(
  files: readonly string[],
  how: Pick<HowToCheck, "profile" | "procedure">,
  directory: string,
): Promise<readonly Task[]> {
  const read = await Promise.allSettled(files.map((file) => taskOf(file, resolve(directory, file), how)));
  const faults = read.flatMap((each) => (each.status === "rejected" ? [each.reason as Error] : []));
  const strange = faults.find((fault) => !(fault instanceof UsageError));
  if (strange !== undefined) throw strange;
  if (faults.length > 0) throw new UsageError(faults.map(({ message }) => message).join("\n"));
  return read.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

async function taskOf(
  file: string,
  path: string,
  { profile: given, procedure: heading }: Pick<HowToCheck, "profile" | "procedure">,
): Promise<Task> {
  const bytes = readBytes(path, "the article", LARGEST);
  const text = decoded(bytes, file);
  const article = readArticle(text, file);
  const procedures = heading === undefined ? article.procedures : [procedureNamed(article, heading)];
  const long = procedures.find(({ steps }) => steps.length > MOST_STEPS);
  if (long !== undefined)
    throw new UsageError(
      `${file}:${long.line}: a procedure of ${long.steps.length} steps: at most ${MOST_STEPS} are checked. Part it into several.`,
    );
  const profile = given ?? (await profileOf(article, path));
  return { article, text, sha256: sha256(bytes), procedures, profile };
}

function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8 text: save the article as such.`);
  }
}

/** A make's file is looked for beside the article that names it. */
async function profileOf({ profile, file }: Article, path: string): Promise<Profile> {
  if (profile === null) return PROFILES[0]!;
  try {
    return await soundProfile(parseProfile(profile, dirname(path)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${file}: its profile: ${error.message}`, { cause: error });
  }
}

const plain = (heading: string): string =>
  heading
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The one with this heading, or else the only one whose heading has these words. */
function procedureNamed({ file, procedures }: Article, heading: string): Procedure {
  const wanted = plain(heading);
  const matching = (fits: (own: string) => boolean) =>
    procedures.filter((each) => each.heading !== null && fits(plain(each.heading)));
  const same = matching((own) => own === wanted);
  const found = same.length > 0 || wanted === "" ? same : matching((own) => own.includes(wanted));
  if (found.length === 1) return found[0]!;
  const choices = (found.length > 1 ? found : procedures).map(
    ({ heading: own, line }) =>
      `\n  ${own === null ? "without a heading" : JSON.stringify(own)} (line ${line})`,
  );
  const what = found.length > 1 ? "several procedures" : "no procedure";
  throw new UsageError(
    `${file} has ${what} under the heading ${JSON.stringify(heading)}: name one of${choices.join("")}`,
  );
}
