import { resolve } from "node:path";
import type { Profile } from "../../firmware-sim/index.ts";
import { UsageError } from "../usage-error.ts";
import { profileNamed } from "./profiles.ts";

/** A make that comes with the program, or the file of another one. */
export type ProfileChoice = Profile | { readonly file: string };

/**
 * A value with a path separator, or that ends in .json, is a file; its path starts at `base`.
 * @throws UsageError for a name that no profile has
 */
export function parseProfile(given: string, base: string): ProfileChoice {
  if (given === "") throw new UsageError("is empty: give a name or a file, or leave it out.");
  return /[/\\]|\.json$/i.test(given) ? { file: resolve(base, given) } : profileNamed(given);
}

/**
 * What was chosen, fit to run.
 * @throws UsageError with what is wrong in the file, and where
 */
export async function soundProfile(choice: ProfileChoice): Promise<Profile> {
  if (!("file" in choice)) return choice;
  return (await import("./profile/read.ts")).readSoundProfile(choice.file);
}

/**
 * What was chosen, to be looked at: lint() may call it wrong.
 * @throws UsageError
 */
export async function anyProfile(choice: ProfileChoice): Promise<Profile> {
  if (!("file" in choice)) return choice;
  return (await import("./profile/read.ts")).readProfile(choice.file);
}
