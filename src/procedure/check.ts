import type { Basis, Profile } from "../../firmware-sim/index.ts";
import { profileHash } from "../config/profile-hash.ts";
import type { Start } from "../testing/start.ts";
import { assemble, passes } from "./assemble.ts";
import { basisOf } from "./basis/basis.ts";
import { requireBasis } from "./basis/require.ts";
import { flipsOf } from "./basis/sweep.ts";
import { defaultStart } from "./perform/start.ts";
import type { Article, Procedure } from "./plan.ts";
import { type RehearsalOptions, rehearse } from "./rehearse.ts";
import type { Verdict } from "./verdict.ts";

export interface CheckOptions extends Omit<RehearsalOptions, "start"> {
  /** As the article says, or as its first act wants it, when left out. */
  readonly start?: Start | undefined;
  /** Told of each run on a changed profile, counted from 1: they find out what the verdict rests on. */
  readonly onRehearsal?: ((count: number) => void) | undefined;
  /** Finds where the verdict turns. */
  readonly sweep?: boolean | undefined;
  /** What passes on less fails. */
  readonly requireBasis?: Basis | undefined;
  readonly hashes: Verdict["hashes"];
  /** Of the program. */
  readonly version: string;
}

/** Checks a procedure of an article, and what its verdict rests on. @throws BoardError, PinMapError */
export async function checkProcedure(
  article: Article,
  procedure: Procedure,
  options: CheckOptions,
): Promise<Verdict> {
  const { profile, signal, sweep = false, requireBasis: least } = options;
  const start = options.start ?? article.start ?? defaultStart(procedure);
  const { board = "virtual", hashes, version } = options;
  const about = { article, procedure, profile, start, board, hashes, version };
  const steps = await rehearse(procedure, { ...options, start });
  const stopped = () => signal?.aborted === true;
  // The search for the basis and the sweep ask for some of the same profiles.
  const rehearsed = new Map<string, ReturnType<typeof rehearse>>();
  const again = async (changed: Profile) => {
    // What was interrupted would be called changed.
    if (stopped()) return steps;
    const key = profileHash(changed);
    const known = rehearsed.get(key);
    if (known !== undefined) return known;
    options.onRehearsal?.(rehearsed.size + 1);
    const run = rehearse(procedure, { profile: changed, start, signal });
    rehearsed.set(key, run);
    return run;
  };
  const passed = passes(steps);
  const based = passed ? await basisOf(profile, steps, again) : steps;
  const flips = sweep
    ? { flips: await flipsOf(profile, passed, async (changed) => passes(await again(changed))) }
    : {};
  if (stopped()) return assemble(about, steps, true);
  const required = least === undefined ? based : requireBasis(based, least);
  return { ...assemble(about, required, false), ...flips };
}
