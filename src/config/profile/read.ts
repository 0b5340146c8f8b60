import { type Finding, lint, type Profile } from "../../../firmware-sim/index.ts";
import { printable } from "../../log.ts";
import { UsageError } from "../../usage-error.ts";
import { readJson } from "../read-file.ts";
import { type Fault, readShape } from "./faults.ts";
import { LIMITS } from "./limits.ts";
import { readMeaning } from "./meaning.ts";

/** So many faults are told at once. */
const TOLD = 10;

/**
 * The profile in a file of its own. It may still have findings: see lint().
 * @throws UsageError with the first ten faults, each with the file and the place in it
 */
export function readProfile(path: string): Profile {
  const found = profileOf(readJson(path, "the profile", LIMITS.bytes));
  if (!("faults" in found)) return found;
  throw faulty(path, found.faults, "plugbench profile schema prints what a profile may say.");
}

/**
 * The profile in a file, fit to run.
 * @throws UsageError as readProfile does, and for what lint() calls an error
 */
export function readSoundProfile(path: string): Profile {
  const profile = readProfile(path);
  const errors = lint(profile).filter(({ level }) => level === "error");
  if (errors.length === 0) return profile;
  const faults = errors.map(({ place, text }: Finding) => ({ path: place, what: text }));
  throw faulty(path, faults, `plugbench profile lint ${path} tells more.`);
}

/** A parsed file as a profile, or all that is wrong with it: its shape first, and only then its meaning. */
export function profileOf(value: unknown): Profile | { readonly faults: readonly Fault[] } {
  const { file, faults } = readShape(value);
  if (file === undefined) return { faults };
  const meaning = readMeaning(file);
  return "id" in meaning ? meaning : { faults: meaning };
}

function faulty(file: string, faults: readonly Fault[], next: string): UsageError {
  const told = faults.slice(0, TOLD).map(({ path, what }) => `${file}: ${path}${path && ": "}${what}`);
  const rest = faults.length - told.length;
  return new UsageError(printable([...told, ...(rest > 0 ? [`and ${rest} more.`] : []), next].join("\n")));
}
